import { useEffect, useRef, type ReactNode } from "react";

interface SideSheetProps {
  label: string;
  onClose: () => void;
  children: ReactNode;
}

/** A panel over the page: from the right on wide screens, from the bottom on a phone. Esc and the scrim close it. */
export function SideSheet({ label, onClose, children }: SideSheetProps) {
  const panel = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const opener = document.activeElement as HTMLElement | null;
    panel.current?.focus({ preventScroll: true });
    return () => opener?.focus({ preventScroll: true });
  }, []);

  return (
    <div className="fixed inset-0 z-30 flex justify-end bg-scrim max-sm:items-end" onPointerDown={(event) => event.target === event.currentTarget && onClose()}>
      <div
        ref={panel}
        role="dialog"
        aria-modal="true"
        aria-label={label}
        tabIndex={-1}
        onKeyDown={(event) => {
          if (event.key !== "Escape") return;
          event.stopPropagation();
          onClose();
        }}
        className="flex flex-col overflow-hidden bg-surface shadow-4 outline-none sm:animate-drawer sm:my-2 sm:mr-2 sm:w-[308px] sm:rounded-xl sm:border sm:border-line max-sm:animate-sheet max-sm:max-h-[85dvh] max-sm:w-full max-sm:rounded-t-2xl max-sm:pb-[env(safe-area-inset-bottom)]"
      >
        {children}
      </div>
    </div>
  );
}
