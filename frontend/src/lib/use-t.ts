import { useLingui } from "@lingui/react";
import { useCallback } from "react";
import type { MessageKey } from "./i18n";

export type Translate = (key: MessageKey, values?: Record<string, string | number>) => string;

/** The words of the interface, by key, in the language of the moment. */
export function useT(): Translate {
  const { _ } = useLingui();
  return useCallback<Translate>((key, values) => _(key, values), [_]);
}
