import { useEffect, useRef, type Ref } from "react";

interface OpenAtProps {
  x: number;
  y: number;
  trigger: { ref: Ref<HTMLButtonElement>; onClick: () => void; "aria-expanded": boolean };
  onClose: () => void;
}

/** Stands where a menu is to open that has no button of its own, and opens it; the focus goes back to the list. */
export function OpenAt({ x, y, trigger, onClose }: OpenAtProps) {
  const expanded = trigger["aria-expanded"];
  const latest = useRef({ open: trigger.onClick, close: onClose });
  const opened = useRef(false);
  useEffect(() => {
    latest.current = { open: trigger.onClick, close: onClose };
  });

  useEffect(() => latest.current.open(), []);
  useEffect(() => {
    if (opened.current && !expanded) {
      document.getElementById("conversation-list")?.focus({ preventScroll: true });
      latest.current.close();
    }
    opened.current ||= expanded;
  }, [expanded]);

  return <button ref={trigger.ref} type="button" aria-hidden tabIndex={-1} className="pointer-events-none fixed size-0" style={{ left: x, top: y }} />;
}
