import { useEffect, useRef, useState } from "react";
import { createPortal } from "react-dom";
import type { ActionId } from "@/lib/action-catalogue";
import { shownKeysOf } from "@/lib/shortcut-keys";
import { Kbd } from "./kbd";

interface Tip {
  text: string;
  keys: string | undefined;
  anchor: DOMRect;
  beside: boolean;
}

const DELAY = 450;
/** What moves the focus; any other key may give it back, and that asks for no tip. */
const MOVES = /^(Tab|F6|Home|End|Arrow|Page)/;

/** One tooltip for the whole page: shows the `data-tip` of what is pointed at or reached by key, under it, or beside it with `data-tip-beside`. */
export function TooltipLayer() {
  const [tip, setTip] = useState<Tip | null>(null);
  const box = useRef<HTMLDivElement>(null);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let moved = false;
    let pressed: MouseEvent | undefined;
    function hide() {
      clearTimeout(timer);
      setTip(null);
    }
    function handlePress(event: Event) {
      hide();
      if (event instanceof MouseEvent) pressed = event;
      moved = event instanceof KeyboardEvent && MOVES.test(event.key);
    }
    function handleEnter(event: Event) {
      const target = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-tip]") : null;
      hide();
      if (!target) return;
      // A pointer that rests where it pressed points at nothing, whatever comes back under it.
      if (event instanceof MouseEvent ? event.clientX === pressed?.clientX && event.clientY === pressed.clientY : !moved || !target.matches(":focus-visible")) return;
      timer = setTimeout(() => setTip({ text: target.dataset.tip ?? "", keys: shownKeysOf(target.dataset.tipAction as ActionId | undefined), anchor: target.getBoundingClientRect(), beside: "tipBeside" in target.dataset }), DELAY);
    }
    const gone = new AbortController();
    const still = { capture: true, signal: gone.signal };
    if (matchMedia("(hover: hover)").matches) document.addEventListener("pointerover", handleEnter, still);
    document.addEventListener("focusin", handleEnter, still);
    document.addEventListener("pointerdown", handlePress, still);
    document.addEventListener("keydown", handlePress, still);
    document.addEventListener("scroll", hide, still);
    return () => {
      clearTimeout(timer);
      gone.abort();
    };
  }, []);

  useEffect(() => {
    if (!tip || !box.current) return;
    const { width, height } = box.current.getBoundingClientRect();
    const { left, right, top, bottom } = tip.anchor;
    const below = bottom + 6 + height < innerHeight;
    box.current.style.left = `${Math.max(6, Math.min(tip.beside ? right + 6 : (left + right - width) / 2, innerWidth - width - 6))}px`;
    box.current.style.top = `${tip.beside ? (top + bottom - height) / 2 : below ? bottom + 6 : top - height - 6}px`;
  }, [tip]);

  if (!tip) return null;
  return createPortal(
    <div ref={box} aria-hidden data-overlay="free" className="pointer-events-none fixed left-0 top-0 z-tip flex max-w-80 items-center gap-2 rounded-md bg-ink px-2 py-1 text-xs text-surface shadow-3">
      {tip.text}
      {tip.keys ? <Kbd onAccent>{tip.keys}</Kbd> : null}
    </div>,
    document.body,
  );
}
