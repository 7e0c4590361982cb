import { lengthOf, MOST } from "@/lib/message-length";
import { ApiError } from "@/lib/api-error";
import type { CannedReplyIn } from "@/lib/api-types";
import type { Translate } from "@/lib/use-t";
import { blanksOf, variables } from "@/lib/variables";

export type Problems = Partial<Record<keyof CannedReplyIn, string>>;

export const MOST_TITLE = 80;
const SHORTCUT = /^[a-z0-9_-]{1,32}$/;

/** What was typed as a shortcut is written: small letters without accents, whatever the keyboard puts first. */
export function shortcutOf(typed: string): string {
  return typed.normalize("NFD").replace(/\p{M}|^\//gu, "").toLowerCase();
}

/** What is wrong with a canned reply before it is sent: the server's own rules, in place. */
export function problemsOf({ shortcut, title, text }: CannedReplyIn, others: string[], t: Translate): Problems {
  const strange = blanksOf(text).find((blank) => !(variables as readonly string[]).includes(blank.name));
  return {
    shortcut: !SHORTCUT.test(shortcut) ? t("canned.shortcut_wrong") : others.includes(shortcut) ? t("canned.shortcut_taken", { shortcut }) : undefined,
    title: title.trim() ? undefined : t("canned.title_missing"),
    text: !text.trim() ? t("canned.text_missing") : lengthOf(text) > MOST ? t("composer.too_long", { n: lengthOf(text), most: MOST }) : strange ? t("canned.unknown_blank", { name: `{{${strange.name}}}` }) : undefined,
  };
}

/** What the server refused, at the field it is about. */
export function refusalOf(error: unknown, shortcut: string, t: Translate): Problems | null {
  if (!(error instanceof ApiError)) return null;
  if (error.code === "AlreadyExists") return { shortcut: t("canned.shortcut_taken", { shortcut }) };
  return error.code === "UnknownVariable" ? { text: error.detail } : null;
}
