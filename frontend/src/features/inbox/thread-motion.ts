/** What moves in a thread (ui.md §3). Rows come and go as one scrolls, so nothing is left to classes that would move again. */

const EASE = "cubic-bezier(0.2, 0.8, 0.2, 1)";
const PATIENCE = 20;

const still = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

function rowOf(box: HTMLElement | null, key: string): HTMLElement | null {
  return box?.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"] > *`) ?? null;
}

/** A message arrives: 120 ms, a rise of 6 px. */
export function enter(box: HTMLElement | null, key: string): void {
  rowOf(box, key)?.animate?.([{ opacity: 0, transform: still() ? "none" : "translateY(6px)" }, { opacity: 1, transform: "none" }], { duration: 120, easing: EASE });
}

/** Shows once which message was meant, as soon as its row is drawn. */
export function flash(box: HTMLElement | null, key: string, tries = PATIENCE): void {
  const row = rowOf(box, key);
  if (!row && tries > 0) requestAnimationFrame(() => flash(box, key, tries - 1));
  row?.animate?.([{ backgroundColor: "var(--note-soft)", boxShadow: "0 0 0 8px var(--note-soft)" }, { offset: 0.6, backgroundColor: "var(--note-soft)", boxShadow: "0 0 0 8px var(--note-soft)" }, { backgroundColor: "transparent", boxShadow: "0 0 0 8px transparent" }], { duration: 1_800, easing: "ease-out" });
}
