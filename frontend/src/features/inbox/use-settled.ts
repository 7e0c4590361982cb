import { useEffect, useRef } from "react";

/** Longer than the pause within a double press, in milliseconds. */
const DOUBLE = 700;

/** Asked at a press: whether the button has offered the same for long enough. A press that follows a change at once was meant for what stood there before. */
export function useSettled(offer: string): () => boolean {
  const [before, changed] = [useRef(offer), useRef(0)];
  useEffect(() => {
    if (before.current !== offer) changed.current = Date.now();
    before.current = offer;
  }, [before, changed, offer]);
  return () => Date.now() - changed.current > DOUBLE;
}
