import { memo } from "react";
import type { MessageEntry } from "@/lib/api-types";
import { cn } from "@/lib/cn";
import { previewOf } from "@/lib/preview";
import { useT } from "@/lib/use-t";
import { useWho } from "../use-who";

interface MessageQuoteProps {
  reply: NonNullable<MessageEntry["reply_to"]>;
  /** What it quotes, when we hold it. */
  quoted: MessageEntry | undefined;
  contactName: string;
  /** Shows the original, however far back. */
  onJump: (messageId: string) => void;
}

/** What a message answers: one line under a bar in its author's colour. */
export const MessageQuote = memo(function MessageQuote({ reply: { message_id: id, preview }, quoted, contactName, onJump }: MessageQuoteProps) {
  const t = useT();
  const who = useWho(contactName);
  const voice = !quoted ? "nobody" : quoted.direction === "inbound" ? "contact" : quoted.author.kind === "bot" ? "bot" : "agent";
  const bar = { nobody: "border-line2", contact: "border-control", bot: "border-bot", agent: "border-accent" }[voice];
  const ink = { nobody: "", contact: "text-ink2", bot: "text-bot-ink", agent: "text-accent-ink" }[voice];
  const box = cn("mb-1.5 block w-full rounded-[6px] border-l-[3px] bg-ink/5 px-2 py-1 text-left text-xs", bar);
  const said = (
    <>
      <span className="sr-only">{t("message.quotes")} </span>
      {quoted ? <b dir="auto" className={cn("block truncate font-semibold", ink)}>{who(quoted)}</b> : null}
      <span dir="auto" className="line-clamp-1 break-all text-ink2">{id ? previewOf(preview ?? "", { mayBeCut: true }) || t("message.earlier") : t("message.not_available")}</span>
    </>
  );
  if (!id) return <div className={box}>{said}</div>;
  return <button type="button" onClick={() => onJump(id)} className={cn(box, "transition-tint hover:bg-ink/10 pointer-coarse:min-h-11")}>{said}</button>;
});
