/** WhatsApp's limit for a text message, in characters. */
export const MOST = 4_096;
/** From here the writer is told how many are left. */
export const COUNT_FROM = 3_600;

/** In UTF-16 units, as our API counts: the strictest of the ways Meta may. An emoji is two or more. */
export function lengthOf(text: string): number {
  return text.length;
}
