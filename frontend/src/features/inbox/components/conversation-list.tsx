import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useVirtualizer } from "@tanstack/react-virtual";
import { Coffee, Inbox, RotateCw, Unplug } from "lucide-react";
import { useEffect, useRef, type KeyboardEvent } from "react";
import { EmptyState } from "@/components/empty-state";
import { Button } from "@/components/ui/button";
import { paths } from "@/lib/paths";
import { useMay, useSession } from "@/lib/session";
import { useMediaQuery } from "@/lib/use-media-query";
import { useT } from "@/lib/use-t";
import { conversationsQuery } from "../api/conversations";
import { membersQuery } from "../api/members";
import { useProblem } from "../use-problem";
import type { View } from "../views";
import { ConversationRow } from "./conversation-row";
import { ListSkeleton } from "./list-skeleton";

interface ConversationListProps {
  view: View;
  selected: string | undefined;
}

export function ConversationList({ view, selected }: ConversationListProps) {
  const t = useT();
  const problem = useProblem();
  const navigate = useNavigate();
  const me = useSession()?.member.id;
  const reads = useMay("conversation.read");
  const narrow = useMediaQuery("(max-width: 599px)");
  const { data, isPending, isError, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(conversationsQuery(view));
  const members = useQuery({ ...membersQuery(), enabled: reads && view !== "mine" && view !== "unassigned" });
  const scroller = useRef<HTMLDivElement>(null);
  const conversations = data ?? [];

  const rows = useVirtualizer({
    count: conversations.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => (narrow ? 72 : 60),
    getItemKey: (index) => conversations[index]?.id ?? index,
    overscan: 6,
    paddingEnd: 12,
  });
  const shown = rows.getVirtualItems();
  const last = shown.at(-1)?.index ?? 0;

  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage && conversations.length > 0 && last >= conversations.length - 8) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, last, conversations.length, fetchNextPage]);

  const at = conversations.findIndex((each) => each.id === selected);
  useEffect(() => {
    if (at >= 0) rows.scrollToIndex(at, { align: "auto" });
    // Only a change of the selection scrolls; new messages must not.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [selected]);

  function open(index: number) {
    const conversation = conversations[index];
    if (conversation) void navigate({ to: paths.conversation, params: { conversationId: conversation.id }, search: view === "mine" ? {} : { view } });
  }

  function handleKeyDown(event: KeyboardEvent) {
    const target = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: conversations.length - 1 }[event.key];
    if (target === undefined) return;
    event.preventDefault();
    open(Math.max(0, Math.min(target, conversations.length - 1)));
  }

  if (isPending) return <ListSkeleton />;
  if (isError)
    return (
      <EmptyState icon={Unplug} tone="danger" share={0.1} title={t("inbox.list_failed")} text={problem(error)}>
        <Button icon={RotateCw} onClick={() => void refetch()}>{t("try_again")}</Button>
      </EmptyState>
    );
  if (conversations.length === 0)
    return view === "mine" ? (
      <EmptyState icon={Coffee} tone="accent" share={1} title={t("empty.mine")} text={t("empty.mine_next")}>
        <Button icon={Inbox} onClick={() => void navigate({ to: paths.inbox, search: { view: "unassigned" } })}>{t("empty.see_unassigned")}</Button>
      </EmptyState>
    ) : (
      <EmptyState icon={Inbox} tone="grey" title={t(`empty.${view}`)} text={t(`empty.${view}_next`)} />
    );

  return (
    <div ref={scroller} className="min-h-0 flex-1 overflow-y-auto overscroll-contain max-sm:rounded-t-2xl max-sm:border-t max-sm:border-line max-sm:bg-surface max-sm:pt-1.5">
      <div
        role="listbox"
        id="conversation-list"
        tabIndex={0}
        aria-label={t("inbox.conversations")}
        aria-activedescendant={at >= 0 ? `row-${selected}` : undefined}
        onKeyDown={handleKeyDown}
        className="relative outline-offset-[-2px]"
        style={{ height: rows.getTotalSize() }}
      >
        {shown.map((row) => {
          const conversation = conversations[row.index];
          if (!conversation) return null;
          const { assignee } = conversation;
          return (
            <div
              key={row.key}
              ref={rows.measureElement}
              data-index={row.index}
              id={`row-${conversation.id}`}
              role="option"
              aria-selected={conversation.id === selected}
              aria-posinset={row.index + 1}
              aria-setsize={hasNextPage ? -1 : conversations.length}
              onClick={() => open(row.index)}
              className="absolute inset-x-0 top-0 cursor-pointer pb-0.5"
              style={{ transform: `translateY(${row.start}px)` }}
            >
              <ConversationRow conversation={conversation} selected={conversation.id === selected && !narrow} assignee={assignee && assignee !== me ? (members.data?.find((member) => member.id === assignee)?.name ?? null) : null} />
            </div>
          );
        })}
      </div>
      {isFetchingNextPage ? <p role="status" className="pb-4 text-center text-xs text-ink3">{t("inbox.loading_more")}</p> : null}
    </div>
  );
}
