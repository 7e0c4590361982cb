import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "@/lib/cn";

interface ComposerNoticeProps {
  tone: "warn" | "note";
  icon: LucideIcon;
  /** Interrupts: something waits for an answer. */
  urgent?: boolean;
  action?: ReactNode;
  children: ReactNode;
}

const TONE = { warn: "border-warn-line bg-warn-soft text-warn-ink", note: "border-note-line bg-note-soft text-note-ink" };

/** One line over the field, about what is being written. */
export function ComposerNotice({ tone, icon: Icon, urgent, action, children }: ComposerNoticeProps) {
  return (
    <div role={urgent ? "alert" : "status"} className={cn("flex flex-wrap items-center gap-x-2.5 gap-y-1 border-b px-3.5 py-1.5 text-xs max-sm:mx-1 max-sm:mb-1.5 max-sm:rounded-lg max-sm:border", TONE[tone])}>
      <Icon size={14} className="shrink-0" aria-hidden />
      <span className="prose-message min-w-0 flex-1">{children}</span>
      {action ? <span className="flex shrink-0 gap-3">{action}</span> : null}
    </div>
  );
}

interface NoticeButtonProps {
  onClick: () => void;
  children: ReactNode;
}

export function NoticeButton({ onClick, children }: NoticeButtonProps) {
  return (
    <button type="button" onMouseDown={(event) => event.preventDefault()} onClick={onClick} className="min-h-6 font-semibold underline underline-offset-2 pointer-coarse:min-h-11">
      {children}
    </button>
  );
}
