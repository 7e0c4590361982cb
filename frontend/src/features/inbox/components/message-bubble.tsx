import { Bot } from "lucide-react";
import { memo } from "react";
import { Avatar } from "@/components/avatar";
import type { MessageEntry } from "@/lib/api-types";
import { cn } from "@/lib/cn";
import { useSession } from "@/lib/session";
import { useT } from "@/lib/use-t";
import type { HeldMessage } from "../api/thread-cache";
import { Bubble, type Voice } from "./bubble";
import { MessageContent } from "./message-content";
import { MessageFoot } from "./message-foot";

interface MessageBubbleProps {
  entry: HeldMessage;
  contactName: string;
  continues: boolean;
  ends: boolean;
  chosen: string | null;
  /** What it quotes, when we hold it. */
  quoted: MessageEntry | undefined;
  /** Whether this member could send it again now. */
  resendable: boolean;
}

export const MessageBubble = memo(function MessageBubble({ entry, contactName, continues, ends, chosen, quoted, resendable }: MessageBubbleProps) {
  const t = useT();
  const me = useSession()?.member.id;
  const { author, content, reactions, status } = entry;
  const out = entry.direction === "outbound";
  const voice: Voice = !out ? "contact" : author.kind === "bot" ? "bot" : "agent";
  const who = voice === "contact" ? contactName : voice === "bot" ? t("author.bot") : author.id === me ? t("person.you") : (author.name ?? t("author.agent"));
  const speaker = voice === "contact" || author.id === me ? null : voice === "bot" && author.name ? t("message.by_flow", { flow: author.name }) : who;

  return (
    <article aria-label={t("message.by", { who })} id={`message-${entry.id}`} className={cn("flex flex-col", out ? "items-end" : "items-start", continues ? "mt-1" : "mt-2")}>
      <div className={cn("flex w-full items-end gap-2.5 max-sm:gap-2", out && "flex-row-reverse")}>
        <span className="w-7 shrink-0">
          {!ends ? null : voice === "bot" ? (
            <span className="grid size-7 place-items-center rounded-full bg-bot-soft text-bot ring-1 ring-bot-line"><Bot size={15} aria-hidden /></span>
          ) : (
            <Avatar name={voice === "contact" ? contactName : (author.name ?? who)} size={28} />
          )}
        </span>
        <div className="min-w-0 max-w-[74%] max-sm:max-w-[82%]">
          <Bubble voice={voice} failed={status === "failed"} pending={entry.resending} dashed={content.kind === "unsupported"} tail={ends}>
            {entry.reply_to && content.kind !== "choice" ? <Quote entry={entry} quoted={quoted} contactName={contactName} /> : null}
            <MessageContent content={content} chosen={chosen} />
            {reactions.length > 0 ? <Reactions entry={entry} out={out} /> : null}
          </Bubble>
        </div>
      </div>
      {ends ? <MessageFoot entry={entry} who={speaker} resendable={resendable} className={cn(out ? "mr-[38px] max-sm:mr-9" : "ml-[38px] max-sm:ml-9", reactions.length > 0 && "mt-4")} /> : null}
    </article>
  );
});

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
