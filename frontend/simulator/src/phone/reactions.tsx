import { useEffect, useRef } from "react";
import { cn } from "@/lib/cn";
import { api } from "../api";
import type { Message } from "../model";
import { complain } from "../notices";
import { changes } from "../store";
import { useWords } from "../words/use-words";

export const EMOJI = ["👍", "❤️", "😂", "😮", "😢", "🙏"];

/** The strip of reactions over a message. The one that is set takes itself back. */
export function ReactionPicker({ message }: { message: Message }) {
  const { say } = useWords();
  const strip = useRef<HTMLDivElement>(null);

  useEffect(() => {
    strip.current?.querySelector("button")?.focus();
    strip.current?.scrollIntoView({ block: "nearest" });
    function handleOutside(event: PointerEvent) {
      if (!strip.current?.contains(event.target as Node)) changes.react(null);
    }
    document.addEventListener("pointerdown", handleOutside);
    return () => document.removeEventListener("pointerdown", handleOutside);
  }, []);

  function handlePick(emoji: string) {
    const again = message.reactions.customer === emoji;
    api.say(message.persona, { kind: "reaction", message_id: message.id, emoji: again ? "" : emoji }).catch(complain);
    changes.react(null);
  }

  return (
    <div
      ref={strip}
      role="group"
      aria-label={say("kind_react")}
      onKeyDown={({ key }) => key === "Escape" && changes.react(null)}
      className={cn("animate-menu absolute -top-10 z-10 pointer-coarse:-top-14 flex rounded-full border border-wa-line bg-wa-bar p-1 shadow-3", message.from === "customer" ? "right-0" : "left-0")}
    >
      {EMOJI.map((emoji) => (
        <button key={emoji} type="button" aria-label={message.reactions.customer === emoji ? say("take_back") : emoji} aria-pressed={message.reactions.customer === emoji} onClick={() => handlePick(emoji)} className="grid size-8 place-items-center pointer-coarse:size-11 rounded-full text-[18px] leading-none hover:bg-wa-well aria-pressed:bg-wa-well">
          {emoji}
        </button>
      ))}
    </div>
  );
}
