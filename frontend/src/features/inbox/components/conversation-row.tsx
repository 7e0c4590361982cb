import { Check, CircleCheck, Hourglass } from "lucide-react";
import { memo } from "react";
import { Avatar } from "@/components/avatar";
import { WindowAvatar } from "@/components/window-avatar";
import type { ConversationOut } from "@/lib/api-types";
import { cn } from "@/lib/cn";
import { fullTime, shortAge } from "@/lib/time";
import { useNow } from "@/lib/use-now";
import { usePlace } from "@/lib/use-place";
import { useT } from "@/lib/use-t";
import { firstLine, rowBox, secondLine } from "../row-box";
import { Snippet } from "./conversation-snippet";

interface ConversationRowProps {
  conversation: ConversationOut;
  /** It is the one that is open beside the list. */
  selected: boolean;
  /** The keyboard stands on it. */
  current: boolean;
  marked: boolean;
  /** Rows are being marked: each shows its box. */
  marking: boolean;
  compact: boolean;
  /** The colleague who holds it, where the view does not say so already. */
  assignee: string | null;
}

/** One conversation in the list. It handles no press itself: the list does, by what was pressed. */
export const ConversationRow = memo(function ConversationRow({ conversation, selected, current, marked, marking, compact, assignee }: ConversationRowProps) {
  const t = useT();
  const place = usePlace();
  const now = useNow("minute");
  const { status, unread, waiting_since, snippet, last_activity_at } = conversation;
  const lastAt = snippet?.at ?? last_activity_at;
  const at = Date.parse(lastAt);
  const age = shortAge(at, now, place) ?? t("time.now");
  const waited = waiting_since ? (shortAge(Date.parse(waiting_since), now, place) ?? t("time.now")) : null;

  return (
    <div
      className={cn(
        "row relative transition-tint",
        rowBox(compact),
        marked ? "bg-accent-soft" : selected ? "bg-surface shadow-2" : "hover:bg-active/60 max-sm:active:bg-hover",
        current && "-outline-offset-2 outline-accent group-focus-visible/list:outline-2",
      )}
    >
      {/* Written in the order in which it is read aloud (ui.md §9); where each part stands is the grid's affair. */}
      <span dir="auto" className={cn("col-start-2 row-start-1 truncate", firstLine, unread > 0 ? "font-semibold" : "font-medium", status === "resolved" && "text-ink2")}>{shownName(conversation)}</span>
      <span className={cn("col-span-2 col-start-2 row-start-2 flex items-center gap-1.5", secondLine, unread > 0 ? "text-ink" : "text-ink3")}>
        {unread > 0 ? (
          <span role="img" aria-label={t("inbox.unread", { n: unread })} className="num order-last grid h-4 min-w-4 shrink-0 place-items-center rounded-full bg-accent px-1 text-[0.625rem] font-semibold leading-none text-on-accent">
            {unread > 99 ? "99+" : unread}
          </span>
        ) : null}
        <span className="flex min-w-0 flex-1 items-center gap-1"><Snippet conversation={conversation} open={selected} /></span>
        {assignee ? <span role="img" aria-label={t("list.assigned_to", { name: assignee })} data-tip={t("list.assigned_to", { name: assignee })} className="flex shrink-0"><Avatar name={assignee} size={16} /></span> : null}
      </span>
      <span className="col-start-3 row-start-1 flex items-center gap-1.5 pl-1.5">
        {status === "resolved" ? <CircleCheck size={13} role="img" aria-label={t("status.resolved")} data-tip={t("status.resolved")} className="shrink-0 text-ink3" /> : null}
        {waited ? (
          <span role="img" aria-label={t("list.waiting", { age: waited })} data-tip={t("list.waiting", { age: waited })} className="num flex shrink-0 items-center gap-0.5 text-2xs text-ink2">
            <Hourglass size={11} strokeWidth={2} aria-hidden />
            {waited === age ? null : waited}
          </span>
        ) : null}
        {/* As wide as the menu's button, which takes its place under the pointer. */}
        <time dateTime={lastAt} title={fullTime(at, place)} className="num min-w-6 shrink-0 text-right text-2xs text-ink3 row-hover:opacity-0 pointer-coarse:!opacity-100">{age}</time>
      </span>
      <span data-part="mark" className="relative col-start-1 row-span-2 row-start-1 mr-3 grid place-items-center self-center">
        <span className="flex p-[3px]"><WindowAvatar name={shownName(conversation)} size={compact ? 32 : 38} windowExpiresAt={conversation.window_expires_at} /></span>
        <span aria-hidden className={cn("absolute inset-[3px] grid place-items-center rounded-full bg-surface", marking ? "opacity-100" : "opacity-0 row-hover:opacity-100 pointer-coarse:hidden")}>
          <span className={cn("grid size-[18px] place-items-center rounded-xs border", marked ? "border-accent bg-accent text-on-accent" : "border-control bg-surface")}>{marked ? <Check size={13} strokeWidth={2.6} /> : null}</span>
        </span>
      </span>
      {/* For the pointer alone: Shift+F10, a long press and the context menu lead there too. */}
      <span data-part="menu" aria-hidden data-tip={t("list.more")} className="-my-1 -mr-1 hidden h-6 w-7 place-items-center self-center justify-self-end col-start-3 row-start-1 rounded-md bg-surface text-base leading-none text-ink2 shadow-1 before:content-['⋯'] row-hover:grid hover:bg-hover pointer-coarse:!hidden" />
    </div>
  );
});

/** A name of nothing but blanks names nobody; the number or the handle does. */
function shownName({ contact_name, address }: ConversationOut): string {
  return /[^\p{C}\p{Z}]/u.test(contact_name) ? contact_name : address;
}
