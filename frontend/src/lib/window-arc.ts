/** WhatsApp's 24-hour service window, as the arc around an avatar (ui.md §3). */
const WINDOW = 24 * 60 * 60 * 1_000;

export type WindowTone = "accent" | "warn" | "danger" | "closed";

export interface WindowArc {
  /** Of the 24 hours, from 1 down to 0. */
  share: number;
  /** Milliseconds left; 0 when closed. */
  left: number;
  tone: WindowTone;
}

/** What is left of a window at a moment. A customer who never wrote has none: closed. */
export function windowArc(expiresAt: string | null, now: number): WindowArc {
  const left = expiresAt ? Math.max(0, Date.parse(expiresAt) - now) : 0;
  const share = Math.min(1, left / WINDOW);
  return { share, left, tone: share === 0 ? "closed" : share < 0.06 ? "danger" : share <= 0.2 ? "warn" : "accent" };
}
