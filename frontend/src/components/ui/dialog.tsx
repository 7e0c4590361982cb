import { useId, useRef, type FormEvent, type ReactNode } from "react";
import { createPortal } from "react-dom";
import { cn } from "@/lib/cn";
import { useExit } from "./use-exit";
import { useModal } from "./use-modal";

interface DialogProps {
  /** A question, or a verb. */
  title: string;
  text?: ReactNode;
  size?: "sm" | "md" | "lg";
  onClose: () => void;
  /** With it the dialog is a form: Enter does what its last button does. */
  onSubmit?: () => void;
  /** Irreversible: read at once, and a press beside it does not close it. */
  alert?: boolean;
  /** At the right: the safe one, then the acting one. */
  actions: ReactNode;
  children?: ReactNode;
}

const WIDTH = { sm: "max-w-[400px]", md: "max-w-[480px]", lg: "max-w-[640px]" };

/** For what is irreversible or has several fields. Esc and a press beside it close; the focus returns to the opener. */
export function Dialog({ title, text, size = "sm", onClose, onSubmit, alert, actions, children }: DialogProps) {
  const id = useId();
  const panel = useRef<HTMLDivElement>(null);
  useModal({ panel, onClose });
  useExit(panel, { opacity: 0, transform: "scale(.98)" }, 140);

  function handleSubmit(event: FormEvent) {
    event.preventDefault();
    event.stopPropagation();
    onSubmit?.();
  }

  return createPortal(
    <div data-overlay className="animate-appear fixed inset-0 z-drawer grid place-items-center overflow-y-auto bg-scrim p-4" onPointerDown={(event) => !alert && event.target === event.currentTarget && onClose()}>
      <div
        ref={panel}
        role={alert ? "alertdialog" : "dialog"}
        aria-modal="true"
        aria-labelledby={`${id}-title`}
        aria-describedby={text ? `${id}-text` : undefined}
        tabIndex={-1}
        className={cn("animate-dialog w-full rounded-2xl border border-line2 bg-surface shadow-4 outline-none", WIDTH[size])}
      >
        <form onSubmit={handleSubmit} noValidate className="p-5">
          <h2 id={`${id}-title`} className="prose-message text-lg font-semibold">{title}</h2>
          {text ? <p id={`${id}-text`} className="prose-message mt-1 text-ink2">{text}</p> : null}
          {children ? <div className="mt-4 flex flex-col gap-4">{children}</div> : null}
          <div className="mt-5 flex flex-wrap justify-end gap-2">{actions}</div>
        </form>
      </div>
    </div>,
    document.body,
  );
}
