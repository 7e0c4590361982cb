/** Region apart from language: it decides how numbers, times and dates are written; the words stay those of the interface. */

const OWN: Record<string, string> = { "pt-BR": "pt-BR", en: "en-GB", es: "es" };

/** What can be chosen, as BCP 47. */
export const regions = ["pt-BR", "pt-PT", "en-GB", "en-US", "es-419", "es-AR", "es-ES", "es-MX"] as const;

const base = (locale: string) => locale.split("-")[0];

/** `auto` is the browser's own region while it speaks the language of the interface: people have told it once already. */
export function regionOf(language: string, chosen = "auto"): string {
  if (regions.some((each) => each === chosen)) return chosen;
  return navigator.languages.find((each) => /^\w+-\w{2,3}$/.test(each) && base(each) === base(language)) ?? OWN[language] ?? language;
}

/** Whose words a date takes: the region's while it speaks the language of the interface, so that no sentence is of two languages. */
export function datesOf(language: string, region: string): string {
  return base(language) === base(region) ? region : (OWN[language] ?? language);
}

/** The name of a region in a language, for a list to choose from. */
export function regionName(region: string, language: string): string {
  return new Intl.DisplayNames([language], { type: "language", languageDisplay: "standard" }).of(region) ?? region;
}
