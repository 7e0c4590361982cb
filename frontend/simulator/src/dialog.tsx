import { useEffect, useRef, type ReactNode } from "react";
import { cn } from "@/lib/cn";

interface DialogProps {
  titleId: string;
  onClose: () => void;
  className?: string;
  children: ReactNode;
}

/** The browser's own dialog: it keeps the focus, closes on Esc and on a press beside it, and gives the focus back. */
export function Dialog({ titleId, onClose, className, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);

  useEffect(() => {
    dialog.current?.showModal();
  }, []);

  return (
    <dialog
      ref={dialog}
      aria-labelledby={titleId}
      onClose={onClose}
      onPointerDown={(event) => event.target === event.currentTarget && dialog.current?.close()}
      className={cn("m-auto w-[min(380px,calc(100vw-32px))] rounded-2xl border border-line bg-surface text-ink shadow-4 backdrop:bg-scrim", className)}
    >
      {children}
    </dialog>
  );
}
