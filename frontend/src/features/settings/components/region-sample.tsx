import { clockTime, dayName, number, type Place } from "@/lib/time";
import { useNow } from "@/lib/use-now";
import { usePlace } from "@/lib/use-place";
import { useT } from "@/lib/use-t";

/** The zone by the name people know it by: `Brasilia Standard Time`. */
function zoneName({ language, timeZone }: Place): string {
  const parts = new Intl.DateTimeFormat(language, { timeZone, timeZoneName: "longGeneric" }).formatToParts();
  return parts.find(({ type }) => type === "timeZoneName")?.value ?? timeZone;
}

/** What the choice makes of now, a number and an amount. */
export function RegionSample() {
  const t = useT();
  const place = usePlace();
  const now = useNow("minute");
  const rows = [
    [t("settings.sample_date"), `${dayName(now, now, place)} · ${new Intl.DateTimeFormat(place.region, { dateStyle: "short", timeZone: place.timeZone }).format(now)}`],
    [t("settings.sample_time"), clockTime(now, place)],
    [t("settings.sample_number"), number(12_480.5, place.region)],
    [t("settings.sample_money"), number(1_249.9, place.region, { style: "currency", currency: "BRL" })],
  ] as const;

  return (
    <section aria-label={t("settings.sample")} aria-live="polite" className="rounded-lg border border-line bg-sunken px-4 py-3">
      <h3 className="text-xs font-medium text-ink3">{t("settings.sample")}</h3>
      <dl className="mt-2 grid grid-cols-[auto_1fr] gap-x-6 gap-y-1.5">
        {rows.map(([name, said]) => (
          <div key={name} className="contents">
            <dt className="text-ink2">{name}</dt>
            <dd className="num text-right font-medium sm:text-left">{said}</dd>
          </div>
        ))}
      </dl>
      <p className="mt-3 border-t border-line pt-2.5 text-xs text-ink3">{t("settings.sample_zone", { zone: zoneName(place) })}</p>
    </section>
  );
}
