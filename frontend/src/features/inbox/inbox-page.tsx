import { useParams } from "@tanstack/react-router";
import { MessagesSquare } from "lucide-react";
import { lazy, memo, Suspense, useEffect } from "react";
import { EmptyState } from "@/components/empty-state";
import { PaneBoundary } from "@/components/pane-boundary";
import { cn } from "@/lib/cn";
import { needWords } from "@/lib/i18n";
import { useT } from "@/lib/use-t";
import { whenIdle } from "@/lib/when-idle";
import { ListColumn } from "./components/list-column";
import { ListFailed } from "./components/list-trouble";
import { PausedNumbers } from "./components/paused-numbers";
import { ThreadWaits } from "./components/thread-waits";
import { useThreadInTurn } from "./use-thread-in-turn";

/** The list works before it is there; it comes at once after, whether or not a conversation is open. */
const loadThread = async () => (await Promise.all([import("./components/thread-pane"), needWords("conversation")]))[0].ThreadPane;
const ThreadPane = lazy(async () => ({ default: memo(await loadThread()) }));

/** The inbox: a list, and the conversation the address names. On a phone, one of the two. */
export function InboxPage() {
  const t = useT();
  const { conversationId } = useParams({ strict: false });
  const drawn = useThreadInTurn(conversationId);
  useEffect(() => void whenIdle().then(loadThread).catch(() => undefined), []);

  return (
    <div className="flex min-w-0 flex-1 flex-col">
      <title>{`${t("inbox.title")} · ${t("product")}`}</title>
      <PausedNumbers />
      <div className="flex min-h-0 flex-1">
        <PaneBoundary of="list" fallback={(again) => <ListFailed onAgain={again} />}>
          <ListColumn conversationId={conversationId} />
        </PaneBoundary>
        <div className={cn("my-2 mr-2 flex min-w-0 flex-1 overflow-hidden rounded-xl border border-line bg-surface shadow-1 max-sm:m-0 max-sm:rounded-none max-sm:border-0", !conversationId && "max-md:hidden")}>
          {conversationId ? (
            <Suspense fallback={<ThreadWaits />}>
              {drawn ? <ThreadPane key={drawn} conversationId={drawn} /> : <ThreadWaits />}
            </Suspense>
          ) : (
            <main className="flex flex-1" aria-label={t("thread.none")}>
              <EmptyState icon={MessagesSquare} tone="grey" title={t("thread.none")} text={t("thread.none_next")} />
            </main>
          )}
        </div>
      </div>
    </div>
  );
}
