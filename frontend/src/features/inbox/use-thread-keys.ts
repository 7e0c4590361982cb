import type { Virtualizer } from "@tanstack/react-virtual";
import type { KeyboardEvent, RefObject } from "react";
import type { ThreadItem } from "./thread-items";

interface ThreadKeys {
  scroller: RefObject<HTMLDivElement | null>;
  rows: Virtualizer<HTMLDivElement, HTMLDivElement>;
  items: ThreadItem[];
  focused: string | null;
  onFocus: (key: string) => void;
  onEnd: () => void;
}

/** Pixels an arrow scrolls inside a message that is longer than what is in sight. */
const STEP = 80;

/**
 * Arrows move from message to message; a message longer than the log is scrolled through first.
 * Home and End go at once, which the browser's own long scrolling would not; PageUp and PageDown are the browser's.
 */
export function useThreadKeys({ scroller, rows, items, focused, onFocus, onEnd }: ThreadKeys) {
  return function handleKeyDown(event: KeyboardEvent<HTMLElement>): void {
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    const box = scroller.current;
    if (!box || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (event.key === "End" || event.key === "Home") {
      event.preventDefault();
      if (event.key === "End") onEnd();
      else rows.scrollToOffset(0);
      return;
    }
    if (!by) return;
    event.preventDefault();
    const { startIndex = 0, endIndex = items.length - 1 } = rows.range ?? {};
    const from = items.findIndex((item) => item.key === focused);
    const visible = from >= startIndex && from <= endIndex;
    const row = visible ? box.querySelector(`[data-index="${from}"]`)?.getBoundingClientRect() : undefined;
    const view = box.getBoundingClientRect();
    if (row && (by < 0 ? row.top < view.top - 1 : row.bottom > view.bottom + 1)) {
      box.scrollBy({ top: by * STEP });
      return;
    }
    // Scrolled away from the one in focus, one goes on from what is in sight.
    let at = visible ? from + by : by < 0 ? endIndex : startIndex;
    while (items[at] && items[at]?.kind !== "message") at += by;
    const next = items[at];
    if (!next) {
      box.scrollBy({ top: by * STEP });
      return;
    }
    rows.scrollToIndex(at, { align: "auto" });
    onFocus(next.key);
  };
}
