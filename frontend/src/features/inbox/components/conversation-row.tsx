import { Bot, CircleCheck, Reply } from "lucide-react";
import { memo } from "react";
import { Avatar } from "@/components/avatar";
import { WindowAvatar } from "@/components/window-avatar";
import type { ConversationOut } from "@/lib/api-types";
import { cn } from "@/lib/cn";
import { fullTime, shortAge } from "@/lib/time";
import { useNow } from "@/lib/use-now";
import { usePlace } from "@/lib/use-place";
import { useT } from "@/lib/use-t";
import { namedKind } from "../content-kinds";
import { useDrafts } from "../drafts";

interface ConversationRowProps {
  conversation: ConversationOut;
  selected: boolean;
  /** The colleague who holds it, where the view does not say so already. */
  assignee: string | null;
}

export const ConversationRow = memo(function ConversationRow({ conversation, selected, assignee }: ConversationRowProps) {
  const t = useT();
  const place = usePlace();
  const now = useNow("minute");
  const { contact_name: name, unread, last_activity_at, status } = conversation;
  const at = Date.parse(last_activity_at);

  return (
    <div className={cn("relative mx-2 flex min-h-[58px] gap-3 rounded-lg px-2.5 py-2.5 transition-tint max-sm:mx-0 max-sm:min-h-[72px] max-sm:rounded-none max-sm:px-4 max-sm:py-3", selected ? "bg-surface shadow-2" : "hover:bg-active/60 max-sm:active:bg-hover")}>
      <WindowAvatar name={name} size={36} windowExpiresAt={conversation.window_expires_at} className="mt-[3px]" />
      <div className="min-w-0 flex-1">
        <div className="flex items-center gap-2">
          <span dir="auto" className={cn("min-w-0 flex-1 truncate text-sm", unread > 0 ? "font-semibold" : "font-medium")}>{name}</span>
          {assignee ? <span data-tip={assignee}><Avatar name={assignee} size={16} /></span> : null}
          {status === "resolved" ? <CircleCheck size={13} role="img" aria-label={t("status.resolved")} data-tip={t("status.resolved")} className="shrink-0 text-ink3" /> : null}
          <time dateTime={last_activity_at} title={fullTime(at, place)} className="num shrink-0 text-2xs text-ink3">{shortAge(at, now, place) ?? t("time.now")}</time>
        </div>
        <div className={cn("mt-px flex items-center gap-1 text-xs", unread > 0 ? "text-ink" : "text-ink3")}>
          <Snippet conversation={conversation} open={selected} />
          {unread > 0 ? (
            <span role="img" aria-label={t("inbox.unread", { n: unread })} className="num ml-auto grid h-4 min-w-4 shrink-0 place-items-center rounded-full bg-accent px-1 text-[10px] font-semibold leading-none text-on-accent">
              {unread > 99 ? "99+" : unread}
            </span>
          ) : null}
        </div>
      </div>
    </div>
  );
});

/** The last words; or the draft, unless it is being typed right beside. */
function Snippet({ conversation: { id, snippet }, open }: { conversation: ConversationOut; open: boolean }) {
  const t = useT();
  const draft = useDrafts((state) => state.texts[id]);

  if (draft && !open) return <span className="min-w-0 flex-1 truncate text-note-ink">{t("inbox.draft", { text: draft.slice(0, 160) })}</span>;
  if (!snippet) return <span className="min-w-0 flex-1 truncate">{t("inbox.no_messages")}</span>;
  const { icon: Icon, name } = namedKind(snippet.kind);
  const said = ["text", "buttons", "list", "choice"].includes(snippet.kind);
  return (
    <>
      {snippet.author === "bot" ? <Bot size={13} role="img" aria-label={t("author.bot")} className="shrink-0 text-bot" /> : snippet.author === "agent" ? <Reply size={13} role="img" aria-label={t("author.agent")} className="shrink-0" /> : null}
      {said ? null : <Icon size={13} className="shrink-0" aria-hidden />}
      <span dir="auto" className={cn("min-w-0 flex-1 truncate", snippet.author === "bot" && "text-bot-ink")}>{snippet.text || t(name)}</span>
    </>
  );
}
