import type { MessageEntry } from "@/lib/api-types";
import { i18n, type MessageKey } from "@/lib/i18n";
import type { Translate } from "@/lib/use-t";
import SHARED from "./failure-codes.json";

type DeliveryError = NonNullable<MessageEntry["error"]>;

/** The server puts the vendor's own words after its sentence (whatsapp/failures.py). */
const QUOTED = /^(.*?)\s*WhatsApp says: (.+)$/s;

/** Why a message did not arrive, in the reader's language where we have the words, else in the server's; the code comes last. */
export function failureReason({ code, cause, reason, action }: DeliveryError, t: Translate): string {
  const [, sentence = reason, details] = known("failure.says") ? (QUOTED.exec(reason) ?? []) : [];
  const key = [`failure.${code}.${action}`, `failure.${speaksFor(code)}`, `failure.${cause}`].find(known);
  const said = [key ? t(key) : sentence, details ? t("failure.says", { details: withoutStop(details) }) : ""].filter(Boolean).map(withoutStop).join(". ");
  return code === null ? said : `${said} (${code})`;
}

/** What one may do next; null where there is nothing, or nothing we have words for. */
export function failureAction({ action }: DeliveryError, t: Translate): string | null {
  const key = `failure.action.${action}`;
  return known(key) ? t(key) : null;
}

/** Whether we have words of our own for a code. */
export function hasWords(code: number): boolean {
  return known(`failure.${speaksFor(code)}`);
}

function known(key: string): key is MessageKey {
  return key in i18n.messages;
}

/** The code that speaks for this one: several mean the same. */
export function speaksFor(code: number | null): string | null {
  if (code === null) return null;
  const shared = Object.entries(SHARED as Record<string, (number | number[])[]>);
  return shared.find(([, codes]) => codes.some((each) => (typeof each === "number" ? each === code : code >= (each[0] ?? code) && code <= (each[1] ?? code))))?.[0] ?? String(code);
}

function withoutStop(text: string): string {
  return text.trim().replace(/\.$/, "");
}
