import { useInfiniteQuery } from "@tanstack/react-query";
import { ArrowDown, RotateCw, Unplug } from "lucide-react";
import { useMemo } from "react";
import { useShallow } from "zustand/react/shallow";
import { EmptyState } from "@/components/empty-state";
import { Button } from "@/components/ui/button";
import type { MessageEntry } from "@/lib/api-types";
import { useMay } from "@/lib/session";
import { usePlace } from "@/lib/use-place";
import { useT } from "@/lib/use-t";
import type { Conversation } from "../api/conversations";
import { messagesQuery } from "../api/messages";
import { useOutbox } from "../outbox";
import { threadItems } from "../thread-items";
import { useAnchoredScroll } from "../use-anchored-scroll";
import { useProblem } from "../use-problem";
import { useReadWhenSeen } from "../use-read-when-seen";
import { useWindowClosed } from "../use-window-closed";
import { Announcer } from "./announcer";
import { DayLine } from "./day-line";
import { EventLine } from "./event-line";
import { MessageBubble } from "./message-bubble";
import { OutgoingBubble } from "./outgoing-bubble";
import { ThreadSkeleton } from "./thread-skeleton";

interface ThreadProps {
  conversation: Conversation;
}

export function Thread({ conversation }: ThreadProps) {
  const { id, contact_name: name, status, window_expires_at } = conversation;
  const t = useT();
  const place = usePlace();
  const problem = useProblem();
  const { data, isPending, isError, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(messagesQuery(id));
  const replies = useMay("conversation.reply");
  // Where the composer says why nothing can be sent, a bubble does not promise it.
  const mayResend = !useWindowClosed(window_expires_at) && status !== "resolved" && replies;
  const waiting = useOutbox(useShallow((state) => state.items.filter((item) => item.conversation_id === id)));

  const messages = useMemo(() => new Map((data ?? []).filter((entry): entry is MessageEntry => entry.entry === "message").map((entry) => [entry.id, entry])), [data]);
  const items = useMemo(() => threadItems(data ?? [], place), [data, place]);
  const outgoing = waiting.filter((item) => !messages.has(item.client_id));

  const { scroller, content, pinned, seen, toLatest, handleScroll } = useAnchoredScroll({
    first: items[0]?.key,
    last: outgoing.at(-1)?.client_id ?? items.at(-1)?.key,
    newest: [...messages.values()].at(-1)?.seq ?? 0,
    onNearTop: () => hasNextPage && !isFetchingNextPage && void fetchNextPage(),
  });
  useReadWhenSeen(conversation, pinned);
  const unseen = pinned ? 0 : [...messages.values()].filter((message) => message.seq > seen).length;

  if (isPending) return <ThreadSkeleton />;
  if (isError)
    return (
      <EmptyState icon={Unplug} tone="danger" share={0.1} title={t("thread.failed")} text={problem(error)}>
        <Button icon={RotateCw} onClick={() => void refetch()}>{t("try_again")}</Button>
      </EmptyState>
    );

  return (
    <div className="relative flex min-h-0 flex-1 flex-col">
      <div ref={scroller} onScroll={handleScroll} role="log" aria-live="off" aria-label={t("thread.label", { name })} tabIndex={0} id="thread" className="min-h-0 flex-1 overflow-y-auto overscroll-contain outline-offset-[-2px] [overflow-anchor:none]">
        <div ref={content} className="flex min-h-full flex-col justify-end px-4 pb-2 max-sm:px-3">
          {items.map((item) =>
            item.kind === "day" ? (
              <DayLine key={item.key} at={item.at} />
            ) : item.kind === "event" ? (
              <EventLine key={item.key} entry={item.entry} />
            ) : (
              <MessageBubble
                key={item.key}
                entry={item.entry}
                contactName={name}
                continues={item.continues}
                ends={item.ends}
                chosen={item.chosen}
                resendable={mayResend}
                quoted={item.entry.reply_to?.message_id ? messages.get(item.entry.reply_to.message_id) : undefined}
              />
            ),
          )}
          {outgoing.map((item) => (
            <OutgoingBubble key={item.client_id} item={item} />
          ))}
        </div>
      </div>
      {isFetchingNextPage ? <p role="status" className="absolute left-1/2 top-2 -translate-x-1/2 rounded-full border border-line bg-surface px-3 py-1 text-xs text-ink3 shadow-1">{t("thread.loading_older")}</p> : null}
      {pinned ? null : (
        <button type="button" onClick={toLatest} className="animate-rise absolute bottom-3 left-1/2 flex h-8 -translate-x-1/2 items-center gap-1.5 rounded-full border border-line2 bg-surface px-3 text-xs font-medium shadow-3 hover:bg-hover">
          <ArrowDown size={13} strokeWidth={2} aria-hidden />
          {unseen > 0 ? t("thread.new_below", { n: unseen }) : t("thread.latest")}
        </button>
      )}
      <Announcer conversationId={id} name={name} entries={data} />
    </div>
  );
}
