import { useNow } from "@/lib/use-now";
import { windowArc } from "@/lib/window-arc";

const SOON = 10 * 60_000;

/** Turns true at the very second: what needs the window is swapped live. */
export function useWindowClosed(expiresAt: string | null): boolean {
  const soon = windowArc(expiresAt, useNow("minute")).left < SOON;
  return windowArc(expiresAt, useNow(soon ? "second" : "minute")).left === 0;
}
