import { useId, useRef, useState, type KeyboardEvent, type ReactNode, type Ref } from "react";
import { FloatingPanel } from "./floating-panel";
import type { Placement } from "./place";

interface PopoverTrigger {
  ref: Ref<HTMLButtonElement>;
  onClick: () => void;
  "aria-haspopup": "dialog";
  "aria-expanded": boolean;
  "aria-controls": string | undefined;
}

interface PopoverProps extends Placement {
  label: string;
  trigger: (trigger: PopoverTrigger) => ReactNode;
  className?: string;
  children: (close: () => void) => ReactNode;
}

function focusInside(node: HTMLElement | null) {
  (node?.querySelector<HTMLElement>("[data-autofocus]") ?? node?.parentElement)?.focus({ preventScroll: true });
}

/** Something to read or pick beside its button. Not modal: Esc, a press outside or leaving it by Tab closes. */
export function Popover({ label, trigger, side, align, className, children }: PopoverProps) {
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const id = useId();

  function close() {
    setOpen(false);
    button.current?.focus({ preventScroll: true });
  }

  function handleKeyDown(event: KeyboardEvent) {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    event.preventDefault();
    event.stopPropagation();
    close();
  }

  return (
    <>
      {trigger({ ref: button, onClick: () => setOpen(!open), "aria-haspopup": "dialog", "aria-expanded": open, "aria-controls": open ? id : undefined })}
      {open ? (
        <FloatingPanel anchor={button} id={id} role="dialog" label={label} side={side} align={align} onClose={() => setOpen(false)} className={className}>
          <div
            onKeyDown={handleKeyDown}
            onBlur={(event) => event.relatedTarget && !event.currentTarget.contains(event.relatedTarget) && event.relatedTarget !== button.current && !event.relatedTarget.closest("[data-overlay]") && setOpen(false)}
            ref={focusInside}
          >
            {children(close)}
          </div>
        </FloatingPanel>
      ) : null}
    </>
  );
}
