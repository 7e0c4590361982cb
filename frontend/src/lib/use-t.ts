import { useLingui } from "@lingui/react";
import { useCallback } from "react";
import type { MessageKey } from "./i18n";

export type Translate = (key: MessageKey, values?: Record<string, string | number>) => string;

/** Lingui reads `\x3c` as `<`, also in what somebody typed; hidden until it has read, a backslash stays one. */
const HIDDEN = "\uE05C";

function hidden(values: Record<string, string | number>): Record<string, string | number> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, typeof value === "string" ? value.replaceAll("\\", HIDDEN) : value]));
}

/** The words of the interface, by key, in the language of the moment. */
export function useT(): Translate {
  const { _ } = useLingui();
  return useCallback<Translate>((key, values) => (values ? _(key, hidden(values)).replaceAll(HIDDEN, "\\") : _(key)), [_]);
}
