import { WifiOff } from "lucide-react";
import { lazy, Suspense, useEffect, type CSSProperties } from "react";
import { cn } from "@/lib/cn";
import { needWords } from "@/lib/i18n";
import { usePreferences } from "@/lib/preferences";
import { useMediaQuery } from "@/lib/use-media-query";
import { useOnline } from "@/lib/use-online";
import { useT } from "@/lib/use-t";
import { clearSelection, useSelection } from "../selection";
import { useLingering } from "../use-lingering";
import { useListRows } from "../use-list-rows";
import { useListSearch } from "../use-list-search";
import { useTakeNextAction } from "../use-take-next-action";
import { ConversationList } from "./conversation-list";
import { ListEmpty } from "./list-empty";
import { ListFilters } from "./list-filters";
import { ListHead } from "./list-head";
import { ListLooked } from "./list-looked";
import { ListSkeleton } from "./list-skeleton";
import { ListSplitter } from "./pane-splitter";
import { ListTrouble } from "./list-trouble";
import { ViewPills } from "./view-pills";

const BulkBar = lazy(async () => ({ default: (await Promise.all([import("./bulk-bar"), needWords("overlays")]))[0].BulkBar }));

interface ListColumnProps {
  conversationId: string | undefined;
}

/** The left of the inbox: what to look at, how, and the list itself. */
export function ListColumn({ conversationId }: ListColumnProps) {
  const t = useT();
  const narrow = useMediaQuery("(max-width: 899px)");
  const online = useOnline();
  const search = useListSearch();
  const list = useListRows(search);
  const waits = useLingering(list.isPending && list.reads);
  const marking = useSelection((state) => state.marked.size > 0);
  const width = usePreferences(({ listWidth }) => listWidth);
  const takeNext = useTakeNextAction();
  useEffect(() => clearSelection, [search.view]);
  // The conversation covers the list: what is not seen is not meant.
  useEffect(() => {
    if (narrow && conversationId) clearSelection();
  }, [narrow, conversationId]);

  return (
    <div
      role={narrow && !conversationId ? "main" : "complementary"}
      aria-label={t("inbox.list_label")}
      data-pane
      style={{ "--pane-width": `${width}px` } as CSSProperties}
      className={cn("room-for-toasts relative flex w-[300px] shrink-0 flex-col pt-2 lg:w-(--pane-width) max-md:w-auto max-md:min-w-0 max-md:flex-1 max-sm:pt-[env(safe-area-inset-top)]", conversationId && "max-md:hidden")}
    >
      <ListHead />
      <ViewPills view={search.view} />
      <ListFilters shared={list.waiting > 0} />
      {online || conversationId ? null : (
        <p role="status" className="mx-4 mb-2 flex shrink-0 items-center gap-2 rounded-lg border border-note-line bg-note-soft px-3 py-1.5 text-xs text-note-ink">
          <WifiOff size={13} className="shrink-0" aria-hidden />
          {t("list.offline")}
        </p>
      )}
      {waits ? (
        <ListSkeleton />
      ) : !list.reads || (list.isError && list.rows.length === 0) ? (
        <ListTrouble list={list} />
      ) : list.rows.length === 0 ? (
        list.looking ? <ListSkeleton /> : <ListEmpty list={list} search={search} takeNext={takeNext} />
      ) : (
        <ConversationList view={search.view} list={list} selected={conversationId} />
      )}
      <ListLooked list={list} />
      {marking ? <Suspense><BulkBar ids={list.rows.map((each) => each.id)} /></Suspense> : null}
      <ListSplitter />
    </div>
  );
}
