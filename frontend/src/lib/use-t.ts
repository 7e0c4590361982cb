import { useLingui } from "@lingui/react";
import { useCallback } from "react";
import type { MessageKey } from "./i18n";
import { number } from "./time";
import { useRegion } from "./use-place";

export type Translate = (key: MessageKey, values?: Record<string, string | number>) => string;

type Values = Record<string, string | number>;

/** Lingui reads `\x3c` as `<`, also in what somebody typed; hidden until it has read, a backslash stays one. */
const HIDDEN = "\uE05C";

function hidden(values: Values): Values {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, typeof value === "string" ? value.replaceAll("\\", HIDDEN) : value]));
}

/** Lingui writes numbers as the language does and cannot be told the region without taking its plurals, too. */
function numbersOf(region: string, said: string, values: Values, language: string): string {
  const numbers = Object.values(values).filter((value) => typeof value === "number" && Math.abs(value) >= 1_000);
  return numbers.reduce<string>((text, value) => text.replaceAll(number(Number(value), language), number(Number(value), region)), said);
}

/** The words of the interface, by key, in the language of the moment. */
export function useT(): Translate {
  const { _, i18n } = useLingui();
  const region = useRegion();
  const { locale } = i18n;
  return useCallback<Translate>((key, values) => (values ? numbersOf(region, _(key, hidden(values)).replaceAll(HIDDEN, "\\"), values, locale) : _(key)), [_, region, locale]);
}
