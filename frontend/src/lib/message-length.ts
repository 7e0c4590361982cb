/** WhatsApp's limit for a text message, in characters. */
export const MOST = 4_096;
/** From here the writer is told how many are left. */
export const COUNT_FROM = 3_600;

/** In characters as WhatsApp counts them: an emoji may be one of several units. Short texts are not counted one by one. */
export function lengthOf(text: string): number {
  return text.length < COUNT_FROM ? text.length : [...text].length;
}
