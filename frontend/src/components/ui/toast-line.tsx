import { CircleAlert, CircleCheck, X } from "lucide-react";
import { useEffect, useState } from "react";
import { cn } from "@/lib/cn";
import { dismissToast, type Toast } from "@/lib/toasts";
import { useT } from "@/lib/use-t";

interface ToastLineProps {
  toast: Toast;
}

/** One line that was said. It waits while it is pointed at or focused. */
export function ToastLine({ toast: { id, text, tone, action } }: ToastLineProps) {
  const t = useT();
  const [held, setHeld] = useState(false);
  const failed = tone === "failed";

  useEffect(() => {
    if (held || failed) return;
    const timer = setTimeout(() => dismissToast(id), action ? 10_000 : 5_000);
    return () => clearTimeout(timer);
  }, [id, held, failed, action]);

  return (
    <div
      role={failed ? "alert" : "status"}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
      className="animate-rise pointer-events-auto relative flex min-h-10 items-center gap-2.5 overflow-hidden rounded-lg border border-line2 bg-surface py-1.5 pl-3 pr-1.5 shadow-3"
    >
      {failed ? <CircleAlert size={16} className="shrink-0 text-danger-ink" aria-hidden /> : <CircleCheck size={16} className="shrink-0 text-accent-ink" aria-hidden />}
      <span className="min-w-0 flex-1">{text}</span>
      {action ? (
        <button type="button" onClick={() => { dismissToast(id); action.perform(); }} className="rounded-sm px-2 py-1 text-xs font-semibold text-accent-ink hover:bg-hover">
          {action.label}
        </button>
      ) : null}
      <button type="button" aria-label={t("toast.dismiss")} onClick={() => dismissToast(id)} className="grid size-7 place-items-center rounded-sm text-ink3 hover:bg-hover">
        <X size={14} aria-hidden />
      </button>
      {action && !failed ? <span aria-hidden className={cn("absolute inset-x-0 bottom-0 h-0.5 origin-left bg-accent", held ? "hidden" : "animate-shrink")} /> : null}
    </div>
  );
}
