import { number } from "@/lib/time";
import { useSpoken } from "@/lib/use-t";
import type { Count } from "./api/counts";

/** A number as a badge says it: `12`, or `1.000+` where counting ended. */
export function useShownCount(count: Count | undefined): string | undefined {
  const { t, region } = useSpoken();
  if (!count) return undefined;
  const n = number(count.n, region);
  return count.more ? t("list.or_more", { n }) : n;
}
