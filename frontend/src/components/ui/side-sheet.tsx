import { useRef, type ReactNode } from "react";
import { createPortal } from "react-dom";
import { cn } from "@/lib/cn";
import { useMediaQuery } from "@/lib/use-media-query";
import { useExit } from "./use-exit";
import { useModal } from "./use-modal";

interface SideSheetProps {
  label: string;
  /** `record` is wide enough to read a contact, a run or an entry. */
  size?: "details" | "record";
  onClose: () => void;
  children: ReactNode;
}

/** A panel over the page: from the right on wide screens, from the bottom on a phone. Esc and the scrim close it. */
export function SideSheet({ label, size = "details", onClose, children }: SideSheetProps) {
  const panel = useRef<HTMLDivElement>(null);
  const phone = useMediaQuery("(max-width: 599px)");
  useModal({ panel, onClose });
  useExit(panel, { opacity: 0, transform: phone ? "translateY(24px)" : "translateX(24px)" }, 140);

  return createPortal(
    <div data-overlay className="animate-appear fixed inset-0 z-drawer flex justify-end bg-scrim max-sm:items-end" onPointerDown={(event) => event.target === event.currentTarget && onClose()}>
      <div
        ref={panel}
        role="dialog"
        aria-modal="true"
        aria-label={label}
        tabIndex={-1}
        className={cn(
          "flex flex-col overflow-hidden bg-surface shadow-4 outline-none sm:animate-drawer sm:my-2 sm:mr-2 sm:max-w-[calc(100vw-4rem)] sm:rounded-xl sm:border sm:border-line max-sm:animate-sheet max-sm:max-h-[85dvh] max-sm:w-full max-sm:rounded-t-2xl max-sm:pb-[env(safe-area-inset-bottom)]",
          size === "record" ? "sm:w-[400px]" : "sm:w-[308px]",
        )}
      >
        <span aria-hidden className="mx-auto mt-2 block h-1 w-9 shrink-0 rounded-full bg-line2 sm:hidden" />
        {children}
      </div>
    </div>,
    document.body,
  );
}
