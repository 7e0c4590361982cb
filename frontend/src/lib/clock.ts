/** The server's time: a laptop whose clock is a day wrong must not see a closed window. */
const TOLERANCE = 3_000;

let offset = 0;
const listeners = new Set<() => void>();

/** Calls whenever the server's time turns out to be another than was thought. */
export function onClock(listener: () => void): () => boolean {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Milliseconds since the epoch, by the server's clock as last heard. */
export function serverNow(): number {
  return Date.now() + offset;
}

/** Learns from an answer's `Date` header, which is only as fine as a second. */
export function noteServerDate(header: string | null): void {
  const heard = header ? Date.parse(header) : Number.NaN;
  if (Number.isNaN(heard)) return;
  const difference = heard - Date.now();
  const before = offset;
  offset = Math.abs(difference) > TOLERANCE ? difference : 0;
  if (Math.abs(offset - before) > TOLERANCE) listeners.forEach((listener) => listener());
}
