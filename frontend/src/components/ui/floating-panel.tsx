import { useEffect, useLayoutEffect, useRef, type ReactNode, type RefObject } from "react";
import { createPortal } from "react-dom";
import { cn } from "@/lib/cn";
import { place, type Placement } from "./place";
import { useExit } from "./use-exit";

interface FloatingPanelProps extends Placement {
  /** What it belongs to; a press on it is not a press outside. */
  anchor: RefObject<HTMLElement | null>;
  /** Without a role of its own the children have theirs: the canned replies under the text one types. */
  role?: "dialog";
  label?: string;
  id?: string;
  onClose: () => void;
  className?: string;
  children: ReactNode;
}

/** A raised panel beside something. It takes no focus: who opens it decides. A press outside closes it. */
export function FloatingPanel({ anchor, role, label, id, side, align, onClose, className, children }: FloatingPanelProps) {
  const panel = useRef<HTMLDivElement>(null);
  const close = useRef(onClose);
  useExit(panel, { opacity: 0, transform: "translateY(-4px) scale(.98)" }, 98);
  useEffect(() => {
    close.current = onClose;
  });

  useLayoutEffect(() => {
    const put = () => {
      if (panel.current && anchor.current) place(panel.current, anchor.current.getBoundingClientRect(), { side, align });
    };
    put();
    const sizes = typeof ResizeObserver === "undefined" ? undefined : new ResizeObserver(put);
    if (panel.current) sizes?.observe(panel.current);
    addEventListener("resize", put);
    return () => {
      sizes?.disconnect();
      removeEventListener("resize", put);
    };
  }, [anchor, side, align]);

  useEffect(() => {
    function handleOutside(event: PointerEvent) {
      const target = event.target as Element;
      if (!panel.current?.contains(target) && !anchor.current?.contains(target) && !target.closest("[data-overlay]")) close.current();
    }
    document.addEventListener("pointerdown", handleOutside);
    return () => document.removeEventListener("pointerdown", handleOutside);
  }, [anchor]);

  return createPortal(
    <div ref={panel} id={id} role={role} aria-label={label} data-overlay="free" tabIndex={role ? -1 : undefined} className={cn("animate-menu fixed z-menu max-h-[80dvh] max-w-[calc(100vw-12px)] overflow-y-auto rounded-lg border border-line2 bg-surface shadow-3 outline-none", className)}>
      {children}
    </div>,
    document.body,
  );
}
