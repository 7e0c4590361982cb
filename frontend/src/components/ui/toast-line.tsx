import { CircleAlert, CircleArrowUp, CircleCheck, LoaderCircle, X } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { cn } from "@/lib/cn";
import { dismissToast, type Toast } from "@/lib/toasts";
import { useT } from "@/lib/use-t";

interface ToastLineProps {
  toast: Toast;
}

const LOOK = {
  done: [CircleCheck, "text-accent-ink"],
  failed: [CircleAlert, "text-danger-ink"],
  progress: [LoaderCircle, "animate-spin text-info"],
  news: [CircleArrowUp, "text-info-ink"],
} as const;

/** In milliseconds; longer where there is something to undo. */
const STAYS = { plain: 5_000, undo: 10_000 };

/** One line that was said. Its time stands still while it is pointed at or focused. */
export function ToastLine({ toast: { id, text, tone, action } }: ToastLineProps) {
  const t = useT();
  const [held, setHeld] = useState(false);
  const left = useRef(action ? STAYS.undo : STAYS.plain);
  const leaves = tone === "done";
  const [Icon, colour] = LOOK[tone];

  useEffect(() => {
    if (held || !leaves) return;
    const began = Date.now();
    const timer = setTimeout(() => dismissToast(id), left.current);
    return () => {
      clearTimeout(timer);
      left.current -= Date.now() - began;
    };
  }, [id, held, leaves]);

  return (
    <div
      role={tone === "failed" ? "alert" : "status"}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
      className="animate-rise pointer-events-auto relative flex min-h-10 items-center gap-2.5 overflow-hidden rounded-lg border border-line2 bg-surface py-1 pl-3 pr-1.5 shadow-3"
    >
      <Icon size={16} strokeWidth={1.75} className={cn("shrink-0", colour)} aria-hidden />
      <span className="min-w-0 flex-1 py-1 [overflow-wrap:anywhere]">{text}</span>
      {action ? (
        <button type="button" data-tip-action={leaves ? "toasts.undo" : undefined} data-tip={leaves ? action.label : undefined} onClick={() => { dismissToast(id); action.perform(); }} className="min-h-7 shrink-0 rounded-sm px-2 text-xs font-semibold text-accent-ink hover:bg-hover pointer-coarse:min-h-11">
          {action.label}
        </button>
      ) : null}
      {action && leaves ? null : (
        <button type="button" aria-label={t("toast.dismiss")} onClick={() => dismissToast(id)} className="grid size-7 shrink-0 place-items-center rounded-sm text-ink3 hover:bg-hover pointer-coarse:size-11">
          <X size={14} aria-hidden />
        </button>
      )}
      {action && leaves ? <span aria-hidden className={cn("animate-shrink absolute inset-x-0 bottom-0 h-0.5 origin-left bg-accent", held && "[animation-play-state:paused]")} /> : null}
    </div>
  );
}
