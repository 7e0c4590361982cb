import { Bot, Coffee, Inbox, ListFilter, Search } from "lucide-react";
import { EmptyState } from "@/components/empty-state";
import { Button } from "@/components/ui/button";
import { number } from "@/lib/time";
import { usePlace } from "@/lib/use-place";
import { useT } from "@/lib/use-t";
import { useCount } from "../api/counts";
import { isFiltered, type ListSearch } from "../list-search";
import type { ListRows } from "../use-list-rows";
import type { TakeNext } from "../use-take-next-action";
import { useChangeList } from "../use-list-search";
import type { View } from "../views";

interface ListEmptyProps {
  list: ListRows;
  search: ListSearch & { view: View };
  takeNext: TakeNext;
}

/** Nothing to show: why, and what next. */
export function ListEmpty({ list: { looked, hasNextPage }, search, takeNext }: ListEmptyProps) {
  const t = useT();
  const { language, region } = usePlace();
  const change = useChangeList();
  const unassigned = useCount("unassigned");
  const { view, closing, unread, q } = search;

  if (isFiltered(search)) {
    const filters = [...(closing ? [t("list.closing")] : []), ...(unread ? [t("list.unread")] : [])];
    const listed = new Intl.ListFormat(language, { type: "unit", style: "short" }).format(filters);
    const clear = { closing: undefined, unread: undefined };
    if (!q)
      return (
        <EmptyState icon={ListFilter} tone="grey" title={t("list.no_match")} text={listed}>
          <Button onClick={() => change(clear)}>{t("list.clear_filters")}</Button>
        </EmptyState>
      );
    return (
      <EmptyState icon={Search} tone="grey" title={t("search.none", { q })} text={t(hasNextPage ? "search.newest" : "search.whole", { n: number(looked, region), view: t(`view.${view}`), filters: listed || "none" })}>
        {view !== "all" || filters.length > 0 ? <Button onClick={() => change(view === "all" ? clear : { ...clear, view: "all" })}>{t("list.search_all")}</Button> : null}
        <Button onClick={() => change({ q: undefined })}>{t("search.clear")}</Button>
      </EmptyState>
    );
  }
  if (view !== "mine") return <EmptyState icon={view === "bot" ? Bot : Inbox} tone="grey" title={t(`empty.${view}`)} text={t(`empty.${view}_next`)} />;
  const wait = unassigned && unassigned.n > 0 && takeNext.may;
  return (
    <EmptyState icon={Coffee} tone="accent" share={1} title={t("empty.mine")} text={wait ? t("empty.take_first", { n: unassigned.n }) : t("empty.mine_next")}>
      {wait ? <Button icon={Inbox} shortcut="inbox.take_next" pending={takeNext.pending} onClick={takeNext.perform}>{t("action.take_next")}</Button> : null}
    </EmptyState>
  );
}
