import { useInfiniteQuery } from "@tanstack/react-query";
import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { MessagesSquare } from "lucide-react";
import { EmptyState } from "@/components/empty-state";
import { useActions } from "@/lib/actions";
import { cn } from "@/lib/cn";
import { paths } from "@/lib/paths";
import { useMediaQuery } from "@/lib/use-media-query";
import { useT } from "@/lib/use-t";
import { conversationsQuery } from "./api/conversations";
import { ConversationList } from "./components/conversation-list";
import { PausedNumbers } from "./components/paused-numbers";
import { ThreadPane } from "./components/thread-pane";
import { ViewPills } from "./components/view-pills";
import { isView, type View } from "./views";

/** The inbox: a list, and the conversation the address names. On a phone, one of the two. */
export function InboxPage() {
  const t = useT();
  const navigate = useNavigate();
  const { conversationId } = useParams({ strict: false });
  const search = useSearch({ strict: false });
  const view: View = isView(search.view) ? search.view : "mine";
  const { data: conversations = [] } = useInfiniteQuery(conversationsQuery(view));

  const narrow = useMediaQuery("(max-width: 899px)");

  function move(by: 1 | -1) {
    const at = conversations.findIndex((each) => each.id === conversationId);
    const next = conversations[at < 0 ? 0 : at + by];
    if (next) void navigate({ to: paths.conversation, params: { conversationId: next.id }, search });
    document.getElementById("conversation-list")?.focus({ preventScroll: true });
  }
  useActions([
    { id: "inbox.next", perform: () => move(1) },
    { id: "inbox.previous", perform: () => move(-1) },
  ]);

  return (
    <div className="flex min-w-0 flex-1 flex-col">
      <title>{`${t("inbox.title")} · ${t("product")}`}</title>
      <PausedNumbers />
      <div className="flex min-h-0 flex-1">
        <div role={narrow && !conversationId ? "main" : "complementary"} aria-label={t("inbox.list_label")} className={cn("flex w-[336px] shrink-0 flex-col pt-2 max-lg:w-[300px] max-md:w-auto max-md:min-w-0 max-md:flex-1 max-sm:pt-[env(safe-area-inset-top)]", conversationId && "max-md:hidden")}>
          <div className="flex h-14 shrink-0 items-center px-4">
            <h1 className="text-[15px] font-semibold tracking-[-.012em] max-sm:text-xl max-sm:tracking-[-.02em]">{t("inbox.title")}</h1>
          </div>
          <ViewPills view={view} />
          <ConversationList key={view} view={view} selected={conversationId} />
        </div>
        <div className={cn("my-2 mr-2 flex min-w-0 flex-1 overflow-hidden rounded-xl border border-line bg-surface shadow-1 max-sm:m-0 max-sm:rounded-none max-sm:border-0", !conversationId && "max-md:hidden")}>
          {conversationId ? (
            <ThreadPane key={conversationId} conversationId={conversationId} />
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
