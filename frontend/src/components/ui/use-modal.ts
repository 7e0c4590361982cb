import { useEffect, useLayoutEffect, useRef, type RefObject } from "react";

const open: HTMLElement[] = [];

/** Only the uppermost of what is open can be reached; toasts and what opens from it stay in reach (`data-overlay`). */
function keepTheRestAway() {
  const top = open.at(-1);
  for (const each of document.body.children) {
    if (!(each instanceof HTMLElement) || each.dataset.overlay === "free" || each.dataset.leaving) continue;
    each.inert = Boolean(top) && !each.contains(top ?? null);
  }
}

const FIRST = "[autofocus], [data-autofocus]";

interface Modal {
  panel: RefObject<HTMLElement | null>;
  onClose: () => void;
}

/** Makes a panel a modal one: the focus goes in and cannot leave, Esc closes, and the focus returns to where it was. */
export function useModal({ panel, onClose }: Modal): void {
  const close = useRef(onClose);
  useEffect(() => {
    close.current = onClose;
  });

  useLayoutEffect(() => {
    const node = panel.current;
    if (!node) return;
    const opener = document.activeElement as HTMLElement | null;
    open.push(node);
    keepTheRestAway();
    (node.querySelector<HTMLElement>(FIRST) ?? node).focus({ preventScroll: true });

    function handleKeyDown(event: KeyboardEvent) {
      if (event.key !== "Escape" || event.defaultPrevented || open.at(-1) !== node) return;
      event.preventDefault();
      event.stopPropagation();
      close.current();
    }
    node.addEventListener("keydown", handleKeyDown);
    return () => {
      node.removeEventListener("keydown", handleKeyDown);
      open.splice(open.indexOf(node), 1);
      keepTheRestAway();
      if (opener?.isConnected) opener.focus({ preventScroll: true });
    };
  }, [panel]);
}
