/** A phone number as somebody typed it, in full: the simulator reads it the same way. */

/** As it is written within Brazil: the area code, then a mobile's nine digits or eight. With + it is another country's. */
const BRAZILIAN = /^[1-9]{2}(9\d{8}|[2-9]\d{7})$/;

export interface PhoneNumber {
  /** With its + and country code. */
  full: string;
  /** Brazil's code was not typed. */
  completed: boolean;
}

/** Null where it has no country code and is none of Brazil either. */
export function phoneNumber(typed: string): PhoneNumber | null {
  const digits = typed.replace(/[\s()+.-]/g, "");
  if (!/^[1-9]\d{7,14}$/.test(digits)) return null;
  if (typed.trimStart().startsWith("+")) return { full: `+${digits}`, completed: false };
  if (BRAZILIAN.test(digits)) return { full: `+55 ${digits.slice(0, 2)} ${digits.slice(2, -4)}-${digits.slice(-4)}`, completed: true };
  return digits.length < 10 ? null : { full: `+${digits}`, completed: false };
}
