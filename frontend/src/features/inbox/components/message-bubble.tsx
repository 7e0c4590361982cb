import { Bot } from "lucide-react";
import { memo, useEffect, useRef, useState, type FocusEvent, type PointerEvent } from "react";
import { Avatar } from "@/components/avatar";
import type { MessageEntry } from "@/lib/api-types";
import { cn } from "@/lib/cn";
import { useSession } from "@/lib/session";
import { useT } from "@/lib/use-t";
import type { HeldMessage } from "../api/thread-cache";
import { useWho } from "../use-who";
import { Bubble, type Voice } from "./bubble";
import { MessageContent } from "./message-content";
import { MessageFoot } from "./message-foot";
import { MessageQuote } from "./message-quote";
import { MessageReactions } from "./message-reactions";
import { MessageTools } from "./message-tools";

interface MessageBubbleProps {
  entry: HeldMessage;
  contactName: string;
  /** Last of its group: it carries the avatar and the time. */
  ends: boolean;
  chosen: string | null;
  /** What it quotes, when we hold it. */
  quoted: MessageEntry | undefined;
  /** Whether this member could send it again now. */
  resendable: boolean;
  /** The one that arrows move from. */
  active: boolean;
  onActive: (key: string) => void;
  onJump: (messageId: string) => void;
}

export const MessageBubble = memo(function MessageBubble({ entry, contactName, ends, chosen, quoted, resendable, active, onActive, onJump }: MessageBubbleProps) {
  const t = useT();
  const me = useSession()?.member.id;
  const who = useWho(contactName)(entry);
  const [near, setNear] = useState<"pointed" | "focused" | null>(null);
  const box = useRef<HTMLElement>(null);
  const { author, content, reactions, status } = entry;
  const out = entry.direction === "outbound";
  const voice: Voice = !out ? "contact" : author.kind === "bot" ? "bot" : "agent";
  const speaker = voice === "contact" || author.id === me ? null : voice === "bot" && author.name ? t("message.by_flow", { flow: author.name }) : who;

  useEffect(() => {
    if (active && !box.current?.contains(document.activeElement)) box.current?.focus({ preventScroll: true });
  }, [active]);

  function handleFocus() {
    setNear("focused");
    onActive(entry.id);
  }
  function handleBlur(event: FocusEvent) {
    if (!event.currentTarget.contains(event.relatedTarget)) setNear(null);
  }
  // A finger scrolls over bubbles; only a tap, which focuses, asks for the tools.
  function handlePointer(event: PointerEvent) {
    if (event.pointerType === "mouse") setNear((now) => (now === "focused" ? now : event.type === "pointerenter" ? "pointed" : null));
  }

  return (
    <article
      ref={box}
      aria-label={t("message.by", { who })}
      id={`message-${entry.id}`}
      tabIndex={active ? 0 : -1}
      onFocus={handleFocus}
      onBlur={handleBlur}
      className={cn("group/message flex flex-col outline-none", out ? "items-end" : "items-start", ends ? "pb-2" : reactions.length > 0 ? "pb-4" : "pb-1")}
    >
      <div className={cn("flex w-full items-end gap-2.5 max-sm:gap-2", out && "flex-row-reverse")}>
        <span className="w-7 shrink-0 select-none">
          {!ends ? null : voice === "bot" ? (
            <span className="grid size-7 place-items-center rounded-full bg-bot-soft text-bot ring-1 ring-bot-line"><Bot size={15} aria-hidden /></span>
          ) : (
            <Avatar name={voice === "contact" ? contactName : (author.name ?? who)} size={28} />
          )}
        </span>
        <div onPointerEnter={handlePointer} onPointerLeave={handlePointer} className="relative min-w-0 max-w-[74%] rounded-bubble outline-offset-2 outline-accent group-focus-visible/message:outline-2 max-sm:max-w-[82%]">
          <Bubble voice={voice} failed={status === "failed"} pending={entry.resending} dashed={content.kind === "unsupported"} tail={ends}>
            {entry.reply_to && content.kind !== "choice" ? <MessageQuote reply={entry.reply_to} quoted={quoted} contactName={contactName} onJump={onJump} /> : null}
            <MessageContent content={content} chosen={chosen} />
            {reactions.length > 0 ? <MessageReactions reactions={reactions} out={out} /> : null}
          </Bubble>
          {near ? <MessageTools entry={entry} /> : null}
        </div>
      </div>
      {ends ? <MessageFoot entry={entry} who={speaker} resendable={resendable} className={cn(out ? "mr-[38px] max-sm:mr-9" : "ml-[38px] max-sm:ml-9", reactions.length > 0 && "mt-4")} /> : null}
    </article>
  );
});
