import { useEffect, type RefObject } from "react";

/** So long after the last move a list stands still, in milliseconds. */
const STILL = 100;

/**
 * Marks a list while it moves (`data-moving`), for something to lie over its rows: each that passes under the pointer would be looked for,
 * styled and told. A press ends it.
 */
export function useMovingList(scroller: RefObject<HTMLElement | null>, list: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const scrolled = scroller.current;
    let rest: ReturnType<typeof setTimeout> | undefined;
    const stand = () => list.current?.removeAttribute("data-moving");
    function handleScroll() {
      clearTimeout(rest);
      rest = setTimeout(stand, STILL);
      list.current?.setAttribute("data-moving", "");
    }
    scrolled?.addEventListener("scroll", handleScroll, { passive: true });
    scrolled?.addEventListener("pointerdown", stand, { capture: true });
    return () => {
      clearTimeout(rest);
      scrolled?.removeEventListener("scroll", handleScroll);
      scrolled?.removeEventListener("pointerdown", stand, { capture: true });
    };
  }, [scroller, list]);
}
