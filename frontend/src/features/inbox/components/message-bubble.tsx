import { Bot, CircleAlert } from "lucide-react";
import { memo, type ReactNode } from "react";
import { Avatar } from "@/components/avatar";
import { Ticks } from "@/components/ticks";
import type { MessageEntry } from "@/lib/api-types";
import { cn } from "@/lib/cn";
import { useSession } from "@/lib/session";
import { clockTime, fullTime, type Place } from "@/lib/time";
import { usePlace } from "@/lib/use-place";
import { useT, type Translate } from "@/lib/use-t";
import { failureAction, failureReason } from "../failure-reason";
import { Bubble, type Voice } from "./bubble";
import { MessageContent } from "./message-content";

interface MessageBubbleProps {
  entry: MessageEntry;
  contactName: string;
  continues: boolean;
  ends: boolean;
  chosen: string | null;
  /** What it quotes, when we hold it. */
  quoted: MessageEntry | undefined;
}

export const MessageBubble = memo(function MessageBubble({ entry, contactName, continues, ends, chosen, quoted }: MessageBubbleProps) {
  const t = useT();
  const place = usePlace();
  const me = useSession()?.member.id;
  const { author, content, reactions, status, at, error } = entry;
  const out = entry.direction === "outbound";
  const voice: Voice = !out ? "contact" : author.kind === "bot" ? "bot" : "agent";
  const who = voice === "contact" ? contactName : voice === "bot" ? t("author.bot") : author.id === me ? t("person.you") : (author.name ?? t("author.agent"));
  const failed = status === "failed";
  const moment = Date.parse(at);

  return (
    <article aria-label={t("message.by", { who })} id={`message-${entry.id}`} className={cn("flex gap-2.5 max-sm:gap-2", out && "flex-row-reverse", continues ? "mt-1" : "mt-2")}>
      <span className={cn("w-7 shrink-0 self-end", ends && "pb-5", ends && reactions.length > 0 && "mb-3")}>
        {!ends ? null : voice === "bot" ? (
          <span className="grid size-7 place-items-center rounded-full bg-bot-soft text-bot ring-1 ring-bot-line"><Bot size={15} aria-hidden /></span>
        ) : (
          <Avatar name={voice === "contact" ? contactName : (author.name ?? who)} size={28} />
        )}
      </span>
      <div className={cn("flex min-w-0 max-w-[74%] flex-col max-sm:max-w-[82%]", out ? "items-end" : "items-start")}>
        <Bubble voice={voice} failed={failed} dashed={content.kind === "unsupported"} tail={ends}>
          {entry.reply_to && content.kind !== "choice" ? <Quote entry={entry} quoted={quoted} contactName={contactName} /> : null}
          <MessageContent content={content} chosen={chosen} />
          {reactions.length > 0 ? <Reactions entry={entry} out={out} /> : null}
        </Bubble>
        {ends ? (
          <div className={cn("num mt-1 flex min-h-4 flex-wrap items-center gap-x-1 text-2xs text-ink3", out && "justify-end", reactions.length > 0 && "mt-4")}>
            {failed ? (
              <Failure entry={entry} />
            ) : (
              <>
                {voice === "contact" || author.id === me ? null : <><span className="font-medium">{voice === "bot" && author.name ? t("message.by_flow", { flow: author.name }) : who}</span><span aria-hidden>·</span></>}
                {status && waiting(entry, t, place)}
                <time dateTime={at} data-tip={fullTime(moment, place)}>{clockTime(moment, place)}</time>
                {out && status ? <Ticks status={status} /> : null}
              </>
            )}
            {error && !failed ? <span className="text-warn-ink">{[failureReason(error, t), out ? failureAction(error, t) : null].filter(Boolean).join(". ")}</span> : null}
          </div>
        ) : null}
      </div>
    </article>
  );
});

/** States that a clock alone would not explain. */
function waiting({ status, status_at }: MessageEntry, t: Translate, place: Place): ReactNode {
  if (status !== "deferred" && status !== "paused" && status !== "unconfirmed") return null;
  const since = status_at ? clockTime(Date.parse(status_at), place) : "";
  return <><span className={status === "unconfirmed" ? "text-warn-ink" : "text-ink2"}>{t(`message.${status}`, { since })}</span><span aria-hidden>·</span></>;
}

function Failure({ entry: { error } }: { entry: MessageEntry }) {
  const t = useT();
  const reason = error ? failureReason(error, t) : t("message.no_reason");
  const action = error ? failureAction(error, t) : null;
  return (
    <span role="alert" className="flex items-start gap-1.5 text-xs text-danger-ink">
      <CircleAlert size={13} className="mt-[1.5px] shrink-0" aria-hidden />
      <span className="prose-message">
        {t("message.not_sent", { reason })}.{action ? ` ${action}.` : ""}
      </span>
    </span>
  );
}

function Quote({ entry, quoted, contactName }: { entry: MessageEntry; quoted: MessageEntry | undefined; contactName: string }) {
  const t = useT();
  const me = useSession()?.member.id;
  const preview = entry.reply_to?.preview;
  const bot = quoted?.author.kind === "bot";
  const who = !quoted ? null : quoted.direction === "inbound" ? contactName : bot ? t("author.bot") : quoted.author.id === me ? t("person.you") : (quoted.author.name ?? t("author.agent"));

  function handleJump() {
    document.getElementById(`message-${quoted?.id}`)?.scrollIntoView({ block: "center", behavior: "smooth" });
  }

  return (
    <button type="button" disabled={!quoted} onClick={handleJump} className={cn("mb-1.5 block w-full rounded-[6px] border-l-[3px] bg-ink/5 px-2 py-1 text-left text-xs disabled:cursor-default", bot ? "border-bot" : quoted?.direction === "inbound" ? "border-control" : "border-accent")}>
      <span className="sr-only">{t("message.quotes")} </span>
      {who ? <b className={cn("block font-semibold", bot ? "text-bot-ink" : quoted?.direction === "inbound" ? "text-ink2" : "text-accent-ink")}>{who}</b> : null}
      <span className="line-clamp-1 text-ink2">{preview || t("message.not_available")}</span>
    </button>
  );
}

function Reactions({ entry: { reactions }, out }: { entry: MessageEntry; out: boolean }) {
  const t = useT();
  const counted = new Map<string, number>();
  for (const { emoji } of reactions) counted.set(emoji, (counted.get(emoji) ?? 0) + 1);
  return (
    <span role="img" aria-label={t("message.reactions", { emoji: reactions.map((each) => each.emoji).join(" ") })} className={cn("absolute -bottom-3 flex items-center gap-0.5 rounded-full border border-line bg-surface px-1.5 py-px text-xs leading-4 shadow-1", out ? "right-2" : "left-2")}>
      {[...counted].map(([emoji, count]) => (
        <span key={emoji}>{emoji}{count > 1 ? <span className="num ml-0.5 text-2xs text-ink3">{count}</span> : null}</span>
      ))}
    </span>
  );
}
