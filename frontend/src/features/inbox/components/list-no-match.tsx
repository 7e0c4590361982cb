import { ListFilter, Search } from "lucide-react";
import { EmptyState } from "@/components/empty-state";
import { Button } from "@/components/ui/button";
import { number } from "@/lib/time";
import { usePlace } from "@/lib/use-place";
import { useT } from "@/lib/use-t";
import type { ListSearch } from "../list-search";
import type { ListRows } from "../use-list-rows";
import type { View } from "../views";

interface ListNoMatchProps {
  list: ListRows;
  search: ListSearch & { view: View };
  onChange: (change: ListSearch) => void;
}

/** A search or a filter found nothing: what was looked through, and the way out of it. */
export function ListNoMatch({ list: { looked, hasNextPage }, search: { view, closing, unread, q }, onChange }: ListNoMatchProps) {
  const t = useT();
  const { language, region } = usePlace();
  const filters = [...(closing ? [t("list.closing")] : []), ...(unread ? [t("list.unread")] : [])];
  const listed = new Intl.ListFormat(language, { type: "unit", style: "short" }).format(filters);
  const clear = { closing: undefined, unread: undefined };

  if (!q)
    return (
      <EmptyState icon={ListFilter} tone="grey" title={t("list.no_match")} text={listed}>
        <Button onClick={() => onChange(clear)}>{t("list.clear_filters")}</Button>
      </EmptyState>
    );
  return (
    <EmptyState icon={Search} tone="grey" title={t("search.none", { q })} text={t(hasNextPage ? "search.newest" : "search.whole", { n: number(looked, region), view: t(`view.${view}`), filters: listed || "none" })}>
      {view !== "all" || listed ? <Button onClick={() => onChange(view === "all" ? clear : { ...clear, view: "all" })}>{t("list.search_all")}</Button> : null}
      <Button onClick={() => onChange({ q: undefined })}>{t("search.clear")}</Button>
    </EmptyState>
  );
}
