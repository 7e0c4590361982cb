import { useNavigate, useSearch } from "@tanstack/react-router";
import { MessageCircleOff, RotateCw, Unplug, WifiOff } from "lucide-react";
import { Banner } from "@/components/banner";
import { EmptyState } from "@/components/empty-state";
import { PaneBoundary } from "@/components/pane-boundary";
import { Button } from "@/components/ui/button";
import { ApiError } from "@/lib/api-error";
import { paths } from "@/lib/paths";
import { useOnline } from "@/lib/use-online";
import { useT } from "@/lib/use-t";
import { useConversation } from "../api/use-conversation";
import { useDetailsPlace } from "../details-view";
import { useOutbox } from "../outbox";
import { useHere } from "../presence";
import { useProblem } from "../use-problem";
import { useThreadActions } from "../use-thread-actions";
import { Composer } from "./composer";
import { DetailsPane } from "./details-pane";
import { Thread } from "./thread";
import { ThreadHead } from "./thread-head";
import { ThreadSkeleton } from "./thread-skeleton";

interface ThreadPaneProps {
  conversationId: string;
}

/** One conversation: head, messages, composer, and its details beside or over it. */
export function ThreadPane({ conversationId }: ThreadPaneProps) {
  const t = useT();
  const problem = useProblem();
  const navigate = useNavigate();
  const online = useOnline();
  const search = useSearch({ strict: false });
  const details = useDetailsPlace();
  const waiting = useOutbox((state) => state.items.filter((item) => item.state === "pending").length);
  const { conversation, isPending, error, refetch } = useConversation(conversationId);

  function back() {
    void navigate({ to: paths.inbox, search });
  }
  useHere(conversationId);
  useThreadActions({ conversation, onBack: () => (details.place === "over" ? details.close() : back()), onToggleDetails: details.toggle });

  const gone = error instanceof ApiError && error.status === 404;
  if (error && (gone || !conversation))
    return gone ? (
      <EmptyState icon={MessageCircleOff} tone="grey" title={t("thread.not_found")} text={t("thread.not_found_next")}>
        <Button onClick={back}>{t("thread.back")}</Button>
      </EmptyState>
    ) : (
      <EmptyState icon={Unplug} tone="danger" share={0.1} title={t("thread.failed")} text={problem(error)}>
        <Button icon={RotateCw} onClick={() => void refetch()}>{t("try_again")}</Button>
      </EmptyState>
    );

  return (
    <>
      <main className="relative flex min-w-0 flex-1 flex-col" aria-label={conversation?.contact_name ?? t("loading")}>
        {isPending || !conversation ? (
          <>
            <div className="h-14 shrink-0 border-b border-line max-sm:h-16" />
            <ThreadSkeleton />
          </>
        ) : (
          <PaneBoundary of={conversationId} fallback={(again) => <EmptyState icon={Unplug} tone="danger" share={0.1} title={t("thread.failed")}><Button icon={RotateCw} onClick={again}>{t("try_again")}</Button></EmptyState>}>
            <ThreadHead conversation={conversation} detailsShown={details.place !== null} onToggleDetails={details.toggle} onBack={back} />
            {online ? null : <Banner icon={WifiOff}>{t("offline.banner", { n: waiting })}</Banner>}
            <Thread key={conversationId} conversation={conversation} />
            <Composer key={`composer-${conversationId}`} conversation={conversation} />
          </PaneBoundary>
        )}
      </main>
      {conversation && details.place ? <DetailsPane place={details.place} conversation={conversation} error={error} onRetry={() => void refetch()} onClose={details.close} /> : null}
    </>
  );
}
