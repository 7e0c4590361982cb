import { useInfiniteQuery } from "@tanstack/react-query";
import { RotateCw, Unplug } from "lucide-react";
import { useCallback, useEffect, useMemo, useState } from "react";
import { useShallow } from "zustand/react/shallow";
import { EmptyState } from "@/components/empty-state";
import { Button } from "@/components/ui/button";
import type { MessageEntry } from "@/lib/api-types";
import { useMay } from "@/lib/session";
import { usePlace } from "@/lib/use-place";
import { useT } from "@/lib/use-t";
import type { Conversation } from "../api/conversations";
import { messagesQuery, needReasons } from "../api/messages";
import { useOutbox } from "../outbox";
import { threadItems } from "../thread-items";
import { useLinkedMessage } from "../use-linked-message";
import { useProblem } from "../use-problem";
import { useReadWhenSeen } from "../use-read-when-seen";
import { useRetryLast } from "../use-retry-last";
import { useSeek } from "../use-seek";
import { useUnreadLine } from "../use-unread-line";
import { useWindowClosed } from "../use-window-closed";
import { Announcer } from "./announcer";
import { ThreadLog } from "./thread-log";
import { ThreadProgress } from "./thread-progress";
import { ThreadSkeleton } from "./thread-skeleton";

interface ThreadProps {
  conversation: Conversation;
}

export function Thread({ conversation }: ThreadProps) {
  const { id, contact_name: name, status, window_expires_at } = conversation;
  const t = useT();
  const place = usePlace();
  const problem = useProblem();
  const { data, isPending, isPaused, isError, error, isStale, refetch, hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage } = useInfiniteQuery(messagesQuery(id));
  const replies = useMay("conversation.reply");
  // Where the composer says why nothing can be sent, a bubble does not promise it.
  const mayResend = !useWindowClosed(window_expires_at) && status !== "resolved" && replies;
  const waiting = useOutbox(useShallow((state) => state.items.filter((item) => item.conversation_id === id)));
  const [pinned, setPinned] = useState(true);
  const [target, setTarget] = useState<{ key: string } | null>(null);
  const { seek, seeking, stop } = useSeek(id, useCallback((key: string) => setTarget({ key }), []));
  useReadWhenSeen(conversation, pinned && !isPending);
  useLinkedMessage(id, data !== undefined, seek);

  const messages = useMemo(() => new Map((data ?? []).flatMap((entry) => (entry.entry === "message" ? [[entry.id, entry] as const] : []))), [data]);
  const unread = useUnreadLine(conversation, data);
  const items = useMemo(
    () => threadItems(data ?? [], { place, beginning: !hasNextPage, unread, outgoing: waiting.filter((item) => !messages.has(item.client_id)) }),
    [data, place, hasNextPage, unread, waiting, messages],
  );
  useRetryLast(data, mayResend);
  const quotedOf = useCallback((entry: MessageEntry) => (entry.reply_to?.message_id ? messages.get(entry.reply_to.message_id) : undefined), [messages]);
  const handleJump = useCallback((messageId: string) => void seek(messageId), [seek]);

  // The words for failures that were kept on this device.
  useEffect(() => void needReasons(data ?? []), [data]);

  /** What is to be read again comes first: an older page would count as the answer. */
  function fetchOlder() {
    void (isStale ? refetch({ cancelRefetch: false }) : fetchNextPage({ cancelRefetch: false }));
  }

  function handleNearTop() {
    if (hasNextPage && !isFetchingNextPage && !isFetchNextPageError && !seeking) fetchOlder();
  }

  if (isPending && !isPaused) return <ThreadSkeleton />;
  if (isError && !data)
    return (
      <EmptyState icon={Unplug} tone="danger" share={0.1} title={t("thread.failed")} text={problem(error)}>
        <Button icon={RotateCw} onClick={() => void refetch()}>{t("try_again")}</Button>
      </EmptyState>
    );

  return (
    <div className="relative flex min-h-0 flex-1 flex-col">
      {data ? null : <p role="status" className="mx-auto max-w-md px-6 pt-16 text-center text-ink3">{t("thread.not_here")}</p>}
      <ThreadLog
        conversationId={id}
        name={name}
        items={items}
        mayResend={mayResend}
        target={target}
        quotedOf={quotedOf}
        onJump={handleJump}
        onNearTop={handleNearTop}
        onPinned={setPinned}
      />
      <ThreadProgress seeking={seeking} loading={isFetchingNextPage} failed={isFetchNextPageError && !isFetchingNextPage} onStop={stop} onAgain={fetchOlder} />
      {data ? <Announcer name={name} entries={data} /> : null}
    </div>
  );
}
