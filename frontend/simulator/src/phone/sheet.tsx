import { X } from "lucide-react";
import { useEffect, useRef, type ReactNode } from "react";
import { useWords } from "../words/use-words";

interface SheetProps {
  title: string;
  onClose: () => void;
  children: ReactNode;
}

/** A sheet from the phone's bottom. Esc or a tap beside it closes; the focus stays inside and goes back after. */
export function Sheet({ title, onClose, children }: SheetProps) {
  const { say } = useWords();
  const panel = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const opener = document.activeElement as HTMLElement | null;
    panel.current?.focus();
    return () => opener?.focus({ preventScroll: true });
  }, []);

  function handleKeyDown(event: React.KeyboardEvent) {
    if (event.key === "Escape") onClose();
    if (event.key !== "Tab") return;
    const stops = [...(panel.current?.querySelectorAll<HTMLElement>("button, input, a[href]") ?? [])].filter((stop) => stop.tabIndex >= 0 && !stop.hidden);
    const edge = event.shiftKey ? stops[0] : stops.at(-1);
    if (document.activeElement === edge || document.activeElement === panel.current) {
      event.preventDefault();
      (event.shiftKey ? stops.at(-1) : stops[0])?.focus();
    }
  }

  return (
    <div className="absolute inset-0 z-20 flex flex-col justify-end bg-black/35" onClick={(event) => event.target === event.currentTarget && onClose()}>
      <div ref={panel} role="dialog" aria-modal="true" aria-label={title} tabIndex={-1} onKeyDown={handleKeyDown} className="animate-sheet flex max-h-[78%] flex-col rounded-t-[18px] bg-wa-bar text-wa-ink outline-none">
        <header className="flex h-12 shrink-0 items-center gap-2 pl-4 pr-2">
          <h3 className="min-w-0 flex-1 truncate text-[14px] font-semibold">{title}</h3>
          <button type="button" aria-label={say("close")} onClick={onClose} className="grid size-10 place-items-center pointer-coarse:size-11 rounded-full hover:bg-wa-well"><X size={18} aria-hidden /></button>
        </header>
        {children}
      </div>
    </div>
  );
}
