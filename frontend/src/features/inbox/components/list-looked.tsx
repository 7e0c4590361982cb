import { LoaderCircle } from "lucide-react";
import { Button } from "@/components/ui/button";
import { number } from "@/lib/time";
import { useSpoken } from "@/lib/use-t";
import type { ListRows } from "../use-list-rows";

interface ListLookedProps {
  list: ListRows;
}

/** How far a filter or another order looked, where that is not the whole view. */
export function ListLooked({ list: { deep, looking, looked, hasNextPage, moreFailed, loadMore, lookFurther } }: ListLookedProps) {
  const { t, region } = useSpoken();
  if (!deep || !hasNextPage || looked === 0) return null;
  const n = number(looked, region);
  return (
    <p role="status" className="num flex min-h-8 shrink-0 items-center justify-center gap-1.5 border-t border-line px-4 py-1 text-2xs text-ink3 max-sm:bg-surface">
      {looking ? <LoaderCircle size={11} className="animate-spin" aria-hidden /> : null}
      {t(looking ? "list.looking" : moreFailed ? "list.look_failed" : "list.looked", { n })}
      {looking ? null : <Button size="xs" variant="ghost" onClick={moreFailed ? loadMore : lookFurther}>{t(moreFailed ? "try_again" : "list.look_further")}</Button>}
    </p>
  );
}
