import { useCallback } from "react";
import { ApiError } from "./api-error";
import { i18n, type MessageKey } from "./i18n";
import { useT, type Translate } from "./use-t";

/** An error in the reader's language where we have the words, else in the server's; without a full stop, as it may stand in a sentence. Codes come last. */
export function problemWords(error: unknown, t: Translate = (key, values) => i18n._(key, values)): string {
  if (!(error instanceof ApiError)) return t("problem.Unexpected");
  const key = `problem.${error.code}`;
  const detail = error.detail.replace(/\.$/, "");
  if (key in i18n.messages) return t(key as MessageKey, { detail });
  return error.status >= 500 ? t("problem.Ours", { code: error.code }) : detail || error.code;
}

export function useProblem(): (error: unknown) => string {
  const t = useT();
  return useCallback((error: unknown) => problemWords(error, t), [t]);
}
