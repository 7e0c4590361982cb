import { useEffect, useRef, type MouseEvent, type PointerEvent } from "react";
import { clearSelection, markTo, standOn, toggleMark, useSelection } from "./selection";
import { useOpenConversation } from "./use-list-search";

/** Where the menu of a row opens, in CSS pixels of the window. */
export interface RowMenuPlace {
  id: string;
  x: number;
  y: number;
}

interface ListPresses {
  ids: string[];
  onMenu: (place: RowMenuPlace) => void;
}

/** A finger that rests this long, in milliseconds, and this still, in pixels, asks for the menu. */
const LONG = 500;
const STILL = 10;

/** What was pressed: while the list moves, something lies over its rows. */
const pressedBy = ({ target, clientX, clientY }: MouseEvent): Element | null =>
  (target as Element).closest("[data-id]") ? (target as Element) : (document.elementsFromPoint(clientX, clientY).find((each) => each.closest("[data-id]")) ?? null);

/** What a press on a row means: one set of listeners for the whole list, so that rows carry none. */
export function useListPresses({ ids, onMenu }: ListPresses) {
  const open = useOpenConversation();
  const resting = useRef<{ timer: ReturnType<typeof setTimeout>; x: number; y: number } | null>(null);
  const answered = useRef(false);

  function rest() {
    if (resting.current) clearTimeout(resting.current.timer);
    resting.current = null;
  }
  useEffect(() => rest, []);

  function handleClick(event: MouseEvent) {
    const pressed = pressedBy(event);
    const id = pressed?.closest<HTMLElement>("[data-id]")?.dataset.id;
    const part = pressed?.closest<HTMLElement>("[data-part]")?.dataset.part;
    if (!id || answered.current) {
      answered.current = false;
      return;
    }
    const marking = useSelection.getState().marked.size > 0;
    const fine = matchMedia("(pointer: fine)").matches;
    if (part === "menu") onMenu({ id, x: event.clientX, y: event.clientY });
    else if (event.shiftKey) markTo(id, ids);
    else if (event.metaKey || event.ctrlKey || (part === "mark" && (fine || marking)) || (marking && !fine)) toggleMark(id);
    else {
      if (marking) clearSelection();
      standOn(null);
      open(id);
    }
  }

  function handleContextMenu(event: MouseEvent) {
    const id = pressedBy(event)?.closest<HTMLElement>("[data-id]")?.dataset.id;
    if (!id) return;
    event.preventDefault();
    rest();
    onMenu({ id, x: event.clientX, y: event.clientY });
  }

  function handlePointerDown(event: PointerEvent) {
    answered.current = false;
    const id = (event.target as Element).closest<HTMLElement>("[data-id]")?.dataset.id;
    if (event.pointerType !== "touch" || !id) return;
    const { clientX: x, clientY: y } = event;
    rest();
    // Safari on a phone has no context menu of its own to be asked for.
    const timer = setTimeout(() => {
      resting.current = null;
      answered.current = true;
      onMenu({ id, x, y });
    }, LONG);
    resting.current = { timer, x, y };
  }

  function handlePointerMove({ clientX, clientY }: PointerEvent) {
    if (resting.current && Math.hypot(clientX - resting.current.x, clientY - resting.current.y) > STILL) rest();
  }

  return { onClick: handleClick, onContextMenu: handleContextMenu, onPointerDown: handlePointerDown, onPointerMove: handlePointerMove, onPointerUp: rest, onPointerCancel: rest };
}
