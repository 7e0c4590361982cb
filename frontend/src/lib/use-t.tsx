import { I18nProvider, useLingui } from "@lingui/react";
import { createContext, useCallback, useContext, useMemo, type ReactNode } from "react";
import { i18n, type MessageKey } from "./i18n";
import { usePreferences } from "./preferences";
import { regionOf } from "./region";
import { number } from "./time";

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

interface Spoken {
  t: Translate;
  language: string;
  /** How numbers are written: the region chosen, else the browser's or the language's own. */
  region: string;
}
const SpokenContext = createContext<Spoken | null>(null);

/** Tells a page its words once: every part of it asks for them, and none should have to reckon. */
export function Words({ children }: { children: ReactNode }) {
  return (
    <I18nProvider i18n={i18n}>
      <Speaker>{children}</Speaker>
    </I18nProvider>
  );
}

function Speaker({ children }: { children: ReactNode }) {
  const { _, i18n } = useLingui();
  const language = i18n.locale;
  const chosen = usePreferences((preferences) => preferences.region);
  const region = useMemo(() => regionOf(language, chosen), [language, chosen]);
  const t = useCallback<Translate>((key, values) => (values ? numbersOf(region, _(key, hidden(values)).replaceAll(HIDDEN, "\\"), values, language) : _(key)), [_, region, language]);
  const spoken = useMemo(() => ({ t, language, region }), [t, language, region]);
  return <SpokenContext value={spoken}>{children}</SpokenContext>;
}

export function useSpoken(): Spoken {
  const spoken = useContext(SpokenContext);
  if (!spoken) throw new Error("Nothing is said outside <Words>");
  return spoken;
}

/** The words of the interface, by key, in the language of the moment. */
export const useT = (): Translate => useSpoken().t;
