import { dayName, dayOf } from "@/lib/time";
import { useNow } from "@/lib/use-now";
import { usePlace } from "@/lib/use-place";
import { useT } from "@/lib/use-t";

interface DayLineProps {
  at: number;
}

/** A day by its name. */
export function useDayName(at: number): string {
  const t = useT();
  const place = usePlace();
  const now = useNow("minute");
  const name = dayName(at, now, place);
  const day = dayOf(at, place);
  return day === dayOf(now, place) ? t("day.today", { day: name }) : day === dayOf(now - 86_400_000, place) ? t("day.yesterday", { day: name }) : name;
}

export function DayLine({ at }: DayLineProps) {
  return (
    <div className="num flex items-center gap-3 pb-3 pt-2 text-2xs font-medium text-ink3">
      <span className="flex-1 border-t border-line" />
      {useDayName(at)}
      <span className="flex-1 border-t border-line" />
    </div>
  );
}
