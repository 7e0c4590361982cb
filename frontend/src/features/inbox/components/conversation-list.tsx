import { useQuery } from "@tanstack/react-query";
import { useVirtualizer } from "@tanstack/react-virtual";
import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { cn } from "@/lib/cn";
import { needWords } from "@/lib/i18n";
import { usePreferences } from "@/lib/preferences";
import { useMay, useSession } from "@/lib/session";
import { useMediaQuery } from "@/lib/use-media-query";
import { useT } from "@/lib/use-t";
import { useCount } from "../api/counts";
import { membersQuery } from "../api/members";
import { holdByRow } from "../list-hold";
import { rowId } from "../row-id";
import { useSelection } from "../selection";
import { useAnchoredList } from "../use-anchored-list";
import { useHoldByPointer } from "../use-hold-by-pointer";
import { useListKeys } from "../use-list-keys";
import { useListPresses, type RowMenuPlace } from "../use-list-presses";
import type { ListRows } from "../use-list-rows";
import { useMovingList } from "../use-moving-list";
import type { View } from "../views";
import { ConversationOption } from "./conversation-option";
import { ListNew } from "./list-new";
import { RowProbe } from "./row-probe";

const RowMenu = lazy(async () => ({ default: (await Promise.all([import("./row-menu"), needWords("conversation"), needWords("overlays")]))[0].RowMenu }));

interface ConversationListProps {
  view: View;
  list: ListRows;
  selected: string | undefined;
}

/** The conversations of a view: one can walk, mark, open and act by key, pointer or touch. Drawn as far as it is seen. */
export function ConversationList({ view, list, selected }: ConversationListProps) {
  const t = useT();
  const me = useSession()?.member.id;
  const reads = useMay("conversation.read");
  const phone = useMediaQuery("(max-width: 599px)");
  const touch = useMediaQuery("(pointer: coarse)");
  const beside = !useMediaQuery("(max-width: 899px)");
  const compact = usePreferences(({ density }) => density === "compact");
  const members = useQuery({ ...membersQuery(), enabled: reads && view !== "mine" && view !== "unassigned" });
  const marked = useSelection((state) => state.marked);
  const [menu, setMenu] = useState<RowMenuPlace | null>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const listbox = useRef<HTMLDivElement>(null);
  const { rows: conversations, waiting, hasNextPage, isFetchingNextPage, moreFailed, loadMore, apply, looking, deep, latest } = list;
  const count = useCount(view);
  const [measured, setMeasured] = useState<number | null>(null);
  const height = measured ?? (compact ? 58 : phone ? 78 : 70);
  const ids = useMemo(() => conversations.map((each) => each.id), [conversations]);

  const rows = useVirtualizer<HTMLDivElement, Element>({
    count: ids.length,
    getScrollElement: () => scroller.current,
    estimateSize: useCallback(() => height, [height]),
    getItemKey: useCallback((index: number) => ids[index] ?? index, [ids]),
    overscan: 6,
    paddingEnd: 12,
  });
  const shown = rows.getVirtualItems();
  const size = !hasNextPage ? ids.length : deep || !count || count.more ? -1 : Math.max(count.n, ids.length);
  const last = shown.at(-1)?.index ?? 0;
  useAnchoredList(rows, ids);
  useMovingList(scroller, listbox);
  useEffect(() => rows.measure(), [rows, height]);

  useEffect(() => {
    if (!deep && hasNextPage && !isFetchingNextPage && !moreFailed && ids.length > 0 && last >= ids.length - Math.min(20, ids.length / 5)) loadMore();
  }, [deep, hasNextPage, isFetchingNextPage, moreFailed, last, ids.length, loadMore]);

  const openMenu = useCallback((place: RowMenuPlace) => {
    holdByRow(place.id);
    setMenu(place);
  }, []);
  const closeMenu = useCallback(() => {
    holdByRow(null);
    setMenu(null);
  }, []);
  const { on, at, handleKeyDown } = useListKeys({
    ids,
    selected,
    perScreen: () => shown.filter((row) => row.start >= (rows.scrollOffset ?? 0)).length - 6,
    onMenu: (id) => openMenu({ id, ...placeOf(id) }),
    onHome: apply,
  });
  const pointing = useHoldByPointer();
  const presses = useListPresses({ ids, onMenu: openMenu });

  useEffect(() => {
    const [row, top, height] = [rows.measurementsCache[at], rows.scrollOffset ?? 0, rows.scrollRect?.height ?? 0];
    // Reckoned, not read: asking the page would make it lay everything out at once.
    if (at >= 0 && !(row && row.start >= top && row.end <= top + height)) rows.scrollToIndex(at, { align: "auto" });
    // Only where the keyboard stands scrolls; new messages must not.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [on]);
  useEffect(() => () => holdByRow(null), []);

  return (
    <div className="relative flex min-h-0 flex-1 flex-col" {...pointing}>
      {waiting > 0 ? <ListNew n={waiting} onApply={() => { apply(); scroller.current?.scrollTo({ top: 0 }); }} /> : null}
      <div ref={scroller} className="min-h-0 flex-1 overflow-y-auto overscroll-contain scroll-py-2 max-sm:rounded-t-2xl max-sm:border-t max-sm:border-line max-sm:bg-surface max-sm:pt-1.5">
        <div
          ref={listbox}
          role="listbox"
          id="conversation-list"
          tabIndex={0}
          aria-label={t("inbox.conversations")}
          aria-multiselectable={marked.size > 0 || undefined}
          aria-activedescendant={on && shown.some((row) => row.index === at) ? rowId(on) : undefined}
          onKeyDown={handleKeyDown}
          {...presses}
          className={cn("group/list relative select-none pointer-fine:data-moving:after:absolute pointer-fine:data-moving:after:inset-0", at >= 0 ? "outline-none" : "-outline-offset-2")}
          style={{ height: rows.getTotalSize() }}
        >
          <RowProbe compact={compact} onHeight={setMeasured} />
          {shown.map((row) => {
            const held = conversations[row.index];
            if (!held) return null;
            const conversation = latest(held);
            const { id, assignee } = conversation;
            return (
              <ConversationOption
                key={row.key}
                conversation={conversation}
                start={row.start}
                place={row.index + 1}
                of={size}
                open={id === selected}
                selected={id === selected && beside}
                current={id === on}
                marked={marked.has(id)}
                marking={marked.size > 0}
                compact={compact}
                touch={touch}
                assignee={assignee && assignee !== me ? (members.data?.find((member) => member.id === assignee)?.name ?? null) : null}
              />
            );
          })}
        </div>
        {isFetchingNextPage && !looking ? <p role="status" className="pb-4 text-center text-xs text-ink3">{t("inbox.loading_more")}</p> : null}
      </div>
      {menu ? <Suspense><RowMenu key={menu.id} place={menu} onClose={closeMenu} /></Suspense> : null}
    </div>
  );
}

/** Under the beginning of a row's words. */
function placeOf(id: string): { x: number; y: number } {
  const box = document.getElementById(rowId(id))?.getBoundingClientRect();
  return { x: (box?.left ?? 0) + 64, y: (box?.bottom ?? 0) - 8 };
}
