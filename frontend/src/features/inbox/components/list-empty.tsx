import { Bot, Coffee, Inbox } from "lucide-react";
import { lazy, Suspense } from "react";
import { EmptyState } from "@/components/empty-state";
import { Button } from "@/components/ui/button";
import { needWords } from "@/lib/i18n";
import { useT } from "@/lib/use-t";
import { useCount } from "../api/counts";
import { isFiltered, type ListSearch } from "../list-search";
import type { ListRows } from "../use-list-rows";
import { useChangeList } from "../use-list-search";
import type { TakeNext } from "../use-take-next-action";
import type { View } from "../views";

const ListNoMatch = lazy(async () => ({ default: (await Promise.all([import("./list-no-match"), needWords("overlays")]))[0].ListNoMatch }));

interface ListEmptyProps {
  list: ListRows;
  search: ListSearch & { view: View };
  takeNext: TakeNext;
}

/** Nothing to show: why, and what next. */
export function ListEmpty({ list, search, takeNext }: ListEmptyProps) {
  const t = useT();
  const change = useChangeList();
  const unassigned = useCount("unassigned");
  const { view } = search;

  if (isFiltered(search)) return <Suspense><ListNoMatch list={list} search={search} onChange={change} /></Suspense>;
  if (view !== "mine") return <EmptyState icon={view === "bot" ? Bot : Inbox} tone="grey" title={t(`empty.${view}`)} text={t(`empty.${view}_next`)} />;
  const wait = unassigned && unassigned.n > 0 && takeNext.may;
  return (
    <EmptyState icon={Coffee} tone="accent" share={1} title={t("empty.mine")} text={wait ? t("empty.take_first", { n: unassigned.n }) : t("empty.mine_next")}>
      {wait ? <Button icon={Inbox} shortcut="inbox.take_next" pending={takeNext.pending} onClick={takeNext.perform}>{t("action.take_next")}</Button> : null}
    </EmptyState>
  );
}
