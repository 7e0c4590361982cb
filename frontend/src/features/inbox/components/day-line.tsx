import { dayName, dayOf } from "@/lib/time";
import { useNow } from "@/lib/use-now";
import { usePlace } from "@/lib/use-place";
import { useT } from "@/lib/use-t";

interface DayLineProps {
  at: number;
}

export function DayLine({ at }: DayLineProps) {
  const t = useT();
  const place = usePlace();
  const now = useNow("minute");
  const name = dayName(at, now, place);
  const day = dayOf(at, place);
  const said = day === dayOf(now, place) ? t("day.today", { day: name }) : day === dayOf(now - 86_400_000, place) ? t("day.yesterday", { day: name }) : name;
  return (
    <div className="my-3 flex items-center gap-3 text-2xs font-medium text-ink3">
      <span className="h-px flex-1 bg-line" />
      {said}
      <span className="h-px flex-1 bg-line" />
    </div>
  );
}
