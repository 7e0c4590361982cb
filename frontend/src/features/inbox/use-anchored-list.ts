import type { Virtualizer } from "@tanstack/react-virtual";
import { useLayoutEffect, useRef } from "react";

interface Seen {
  id: string;
  /** From the top of the box to the top of the row, in CSS pixels. */
  offset: number;
}

/** Keeps in place what one reads when rows come in or leave above it. At the very top, what is new is what one wants to see. */
export function useAnchoredList(rows: Virtualizer<HTMLDivElement, Element>, ids: string[]): void {
  const seen = useRef<Seen[]>([]);

  useLayoutEffect(() => {
    const box = rows.scrollElement;
    // What the list itself remembers: asking the page would make it lay everything out at once.
    const top = rows.scrollOffset ?? 0;
    if (!box || top <= 0) return;
    // A row that went elsewhere is no anchor: the first one that still has its neighbour is.
    const places = seen.current.map(({ id }) => ids.indexOf(id));
    const kept = places.findIndex((at, index) => at >= 0 && (index === places.length - 1 || places[index + 1] === at + 1));
    const [anchor, at] = [seen.current[kept], places[kept]];
    if (!anchor || at === undefined) return;
    const start = rows.measurementsCache[at]?.start;
    if (start !== undefined && Math.abs(start - anchor.offset - top) >= 1) box.scrollTop = start - anchor.offset;
    // Only another order moves; measuring and scrolling are the list's own affair.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [ids]);

  useLayoutEffect(() => {
    const top = rows.scrollOffset ?? 0;
    seen.current = rows
      .getVirtualItems()
      .filter((row) => row.end > top)
      .slice(0, 8)
      .map((row) => ({ id: String(row.key), offset: row.start - top }));
  });
}
