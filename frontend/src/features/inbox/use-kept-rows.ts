import { useEffect, useMemo, useState, type RefObject } from "react";
import type { ThreadItem } from "./thread-items";

type Span = readonly [from: string, to: string];

/** A selection may grow over so many rows. */
const MOST_SELECTED = 600;
/** Rows drawn with each pause of the page, once somebody searches in it. */
const AT_ONCE = 150;

function keyAt(node: Node | null, box: HTMLElement | null): string | null {
  const element = node instanceof Element ? node : node?.parentElement;
  return box?.contains(element ?? null) ? (element?.closest<HTMLElement>("[data-key]")?.dataset.key ?? null) : null;
}

/** From where to where the reader has selected; null while nothing is. */
function useSelected(box: RefObject<HTMLElement | null>): Span | null {
  const [span, setSpan] = useState<Span | null>(null);
  useEffect(() => {
    function handleSelection() {
      const selection = getSelection();
      const [from, to] = selection && !selection.isCollapsed ? [keyAt(selection.anchorNode, box.current), keyAt(selection.focusNode, box.current)] : [null, null];
      setSpan((before) => (from === null || to === null || from === to ? null : before?.[0] === from && before[1] === to ? before : [from, to]));
    }
    document.addEventListener("selectionchange", handleSelection);
    return () => document.removeEventListener("selectionchange", handleSelection);
  }, [box]);
  return span;
}

/** How many rows are drawn for the browser's own search, which finds only what is on the page. They come bit by bit: nothing freezes. */
function useFound(count: number): number {
  const [drawn, setDrawn] = useState(0);
  useEffect(() => {
    function handleKeyDown(event: KeyboardEvent) {
      if (event.key === "F3" || (event.key.toLowerCase() === "f" && (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey)) setDrawn((now) => Math.max(now, AT_ONCE));
    }
    addEventListener("keydown", handleKeyDown, { capture: true });
    return () => removeEventListener("keydown", handleKeyDown, { capture: true });
  }, []);
  useEffect(() => {
    if (drawn === 0 || drawn >= count) return;
    const timer = setTimeout(() => setDrawn(drawn + AT_ONCE), 50);
    return () => clearTimeout(timer);
  }, [drawn, count]);
  return drawn;
}

/** Rows that must not go while they are out of sight: the one in focus, what is selected, what waits to be sent, and all of them while the page is searched. */
export function useKeptRows(items: ThreadItem[], box: RefObject<HTMLElement | null>, focused: string | null): (readonly [number, number])[] {
  const selected = useSelected(box);
  const found = useFound(items.length);

  return useMemo(() => {
    const place = (key: string) => items.findIndex((item) => item.key === key);
    // What was not taken yet says so itself as it fails: it must not be said again for being drawn again.
    const waiting = items.findIndex((item) => item.kind === "outgoing");
    const spans: (readonly [number, number])[] = waiting < 0 ? [] : [[waiting, items.length - 1]];
    if (focused !== null && place(focused) >= 0) spans.push([place(focused), place(focused)]);
    if (selected) {
      const [from, to] = selected.map(place).sort((a, b) => a - b);
      if (from !== undefined && to !== undefined && from >= 0) spans.push([from, Math.min(to, from + MOST_SELECTED)]);
    }
    if (found > 0) spans.push([items.length - found, items.length - 1]);
    return spans;
  }, [items, focused, selected, found]);
}
