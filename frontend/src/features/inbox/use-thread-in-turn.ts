import { startTransition, useLayoutEffect, useState } from "react";
import { flushSync } from "react-dom";

/**
 * The conversation to draw beside the list: the one that is open, a frame later. Its row is marked at once, a thread takes longer, and
 * whoever walks on has no need of it. Whatever one does next means the open one: it is drawn before that is done.
 */
export function useThreadInTurn(open: string | undefined): string | undefined {
  const [drawn, setDrawn] = useState(open);
  const now = open === undefined || document.hidden;

  useLayoutEffect(() => {
    if (drawn === open) return;
    const draw = () => setDrawn(open);
    if (now) return draw();
    let after: ReturnType<typeof setTimeout> | undefined;
    const frame = requestAnimationFrame(() => (after = setTimeout(() => startTransition(draw))));
    // A key that is held walks on.
    const handleDeed = (event: Event) => !(event instanceof KeyboardEvent && event.repeat) && flushSync(draw);
    const deeds = ["keydown", "pointerdown", "beforeinput"];
    deeds.forEach((each) => addEventListener(each, handleDeed, { capture: true }));
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(after);
      deeds.forEach((each) => removeEventListener(each, handleDeed, { capture: true }));
    };
  }, [drawn, open, now]);

  return now ? open : drawn;
}
