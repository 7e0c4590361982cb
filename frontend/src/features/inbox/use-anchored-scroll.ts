import { defaultRangeExtractor, useVirtualizer, type Range } from "@tanstack/react-virtual";
import { useCallback, useEffect, useRef, useState, type RefObject } from "react";
import { heightsOf, keepHeights, likelyHeight } from "./thread-heights";
import type { ThreadItem } from "./thread-items";

interface Anchored {
  scroller: RefObject<HTMLDivElement | null>;
  conversationId: string;
  items: ThreadItem[];
  /** Rows that stay drawn wherever one scrolls: from one place to another, both included. */
  kept: readonly (readonly [number, number])[];
  onNearTop: () => void;
}

const NEAR_END = 48;
const NEAR_TOP = 1_500;
/** Beyond any thread: the first thing drawn is its end. */
const FAR = 1e8;

function withKept(range: Range, kept: Anchored["kept"]): number[] {
  const shown = defaultRangeExtractor(range);
  if (kept.length === 0) return shown;
  const all = new Set(shown);
  for (const [from, to] of kept) for (let index = Math.max(0, from); index <= Math.min(to, range.count - 1); index += 1) all.add(index);
  return [...all].sort((a, b) => a - b);
}

/**
 * A log of which only what is near is drawn. It stays at its end while one is there, whatever grows: the log, its last row, the composer.
 * Elsewhere it keeps its place to the pixel while older rows are added above.
 */
export function useAnchoredScroll({ scroller, conversationId, items, kept, onNearTop }: Anchored) {
  const pinnedNow = useRef(true);
  const [pinned, setPinned] = useState(true);
  const [heights] = useState(() => heightsOf(conversationId));
  const nearTop = useRef(onNearTop);
  useEffect(() => {
    nearTop.current = onNearTop;
  });

  const rows = useVirtualizer<HTMLDivElement, HTMLDivElement>({
    count: items.length,
    getScrollElement: () => scroller.current,
    getItemKey: useCallback((index: number) => items[index]?.key ?? index, [items]),
    estimateSize: useCallback((index: number) => likelyHeight(items[index]), [items]),
    rangeExtractor: useCallback((range: Range) => withKept(range, kept), [kept]),
    initialOffset: FAR,
    initialMeasurementsCache: heights,
    anchorTo: "end",
    followOnAppend: true,
    scrollEndThreshold: NEAR_END,
    directDomUpdates: true,
    overscan: 6,
    paddingStart: 12,
    paddingEnd: 8,
  });

  const handleScroll = useCallback(() => {
    const box = scroller.current;
    if (!box) return;
    pinnedNow.current = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_END;
    setPinned(pinnedNow.current);
    if (box.scrollTop < NEAR_TOP) nearTop.current();
  }, [scroller]);

  // What came in may not reach far enough up. Reckoned, not read: reading would lay out the page while it is being drawn.
  const count = items.length;
  useEffect(() => {
    const above = Math.min(rows.scrollOffset ?? FAR, rows.getTotalSize() - (rows.scrollRect?.height ?? 0));
    if (above < NEAR_TOP) nearTop.current();
  }, [rows, count]);

  // The composer grows, a keyboard opens: whoever is at the end stays there.
  useEffect(() => {
    const box = scroller.current;
    if (!box || typeof ResizeObserver === "undefined") return;
    const observer = new ResizeObserver(() => pinnedNow.current && rows.scrollToEnd());
    observer.observe(box);
    return () => observer.disconnect();
  }, [scroller, rows]);

  useEffect(() => () => keepHeights(conversationId, rows.takeSnapshot()), [conversationId, rows]);

  const toLatest = useCallback(
    (behavior: "auto" | "smooth" = "smooth") => {
      const box = scroller.current;
      if (!box) return;
      const far = box.scrollHeight - box.scrollTop > 4 * box.clientHeight;
      rows.scrollToEnd({ behavior: far || matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : behavior });
    },
    [scroller, rows],
  );

  return { rows, pinned, handleScroll, toLatest };
}
