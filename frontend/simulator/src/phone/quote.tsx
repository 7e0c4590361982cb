import { cn } from "@/lib/cn";
import type { Message } from "../model";
import { useSimulator } from "../store";
import { useWords } from "../words/use-words";
import { summary } from "./summary";

interface QuoteProps {
  message: Message | undefined;
  className?: string;
}

/** The message another one answers: a bar in its author's colour and one line. */
export function Quote({ message, className }: QuoteProps) {
  const { say } = useWords();
  const business = useSimulator(({ world }) => world?.business.name ?? "");
  return (
    <span className={cn("block overflow-hidden rounded-[6px] border-l-[3px] bg-wa-well px-2 py-1 text-[11px] leading-[15px]", message?.from === "customer" ? "border-info" : "border-wa-green", className)}>
      {message ? (
        <>
          <b className={cn("block font-semibold", message.from === "customer" ? "text-info-ink" : "text-wa-quote")}>{message.from === "customer" ? say("you") : business}</b>
          <span className="block truncate">{summary(message, say)}</span>
        </>
      ) : (
        <span className="text-wa-meta">{say("no_original")}</span>
      )}
    </span>
  );
}
