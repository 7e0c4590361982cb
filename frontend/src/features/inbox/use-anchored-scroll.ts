import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";

interface Anchored {
  /** Keys of the first and the last line: a new first one means older lines came in above. */
  first: string | undefined;
  last: string | undefined;
  /** The place of the newest message, to tell which were not seen. */
  newest: number;
  onNearTop: () => void;
}

const NEAR_BOTTOM = 48;
const NEAR_TOP = 600;

/** A log that stays at its end while one is there, and keeps its place while older lines are added above. */
export function useAnchoredScroll({ first, last, newest, onNearTop }: Anchored) {
  const scroller = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const before = useRef<{ first: string | undefined; height: number }>({ first, height: 0 });
  const pinnedNow = useRef(true);
  const [pinned, setPinned] = useState(true);
  const [seen, setSeen] = useState(newest);
  const nearTop = useRef(onNearTop);
  useEffect(() => {
    nearTop.current = onNearTop;
  });

  const toEnd = useCallback(() => {
    if (scroller.current) scroller.current.scrollTop = scroller.current.scrollHeight;
  }, []);

  const handleScroll = useCallback(() => {
    const box = scroller.current;
    if (!box) return;
    pinnedNow.current = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_BOTTOM;
    setPinned(pinnedNow.current);
    if (box.scrollTop < NEAR_TOP) nearTop.current();
  }, []);

  useLayoutEffect(() => {
    const box = scroller.current;
    if (!box) return;
    if (pinnedNow.current) toEnd();
    else if (before.current.first !== first) box.scrollTop += box.scrollHeight - before.current.height;
    before.current = { first, height: box.scrollHeight };
    if (box.scrollTop < NEAR_TOP) nearTop.current();
  }, [first, last, toEnd]);

  if (pinned && seen !== newest) setSeen(newest);

  // Fonts, folded text and a growing composer move the end; whoever is there stays there.
  useEffect(() => {
    const [box, inner] = [scroller.current, content.current];
    if (!box || !inner || typeof ResizeObserver === "undefined") return;
    const observer = new ResizeObserver(() => pinnedNow.current && toEnd());
    observer.observe(box);
    observer.observe(inner);
    return () => observer.disconnect();
  }, [first === undefined, toEnd]); // eslint-disable-line react-hooks/exhaustive-deps

  const toLatest = useCallback(() => scroller.current?.scrollTo({ top: scroller.current.scrollHeight, behavior: "smooth" }), []);

  return { scroller, content, pinned, seen, toLatest, handleScroll };
}
