/** Where a panel goes beside what it belongs to: on its side while that fits, and never out of the window. */

export interface Placement {
  side?: "bottom" | "top" | "right";
  align?: "start" | "end";
}

const GAP = 6;

export function place(panel: HTMLElement, anchor: DOMRect, { side = "bottom", align = "start" }: Placement): void {
  const { width, height } = panel.getBoundingClientRect();
  const left = side === "right" ? anchor.right + GAP : align === "end" ? anchor.right - width : anchor.left;
  const [above, below] = [anchor.top - GAP - height, anchor.bottom + GAP];
  const fits = { above: above >= GAP, below: below + height <= innerHeight - GAP };
  const wanted = side === "right" ? anchor.bottom - height : side === "top" ? (fits.above || !fits.below ? above : below) : fits.below || !fits.above ? below : above;
  panel.style.left = `${Math.max(GAP, Math.min(left, innerWidth - width - GAP))}px`;
  panel.style.top = `${Math.max(GAP, Math.min(wanted, innerHeight - height - GAP))}px`;
}
