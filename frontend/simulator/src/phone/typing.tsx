import { useEffect } from "react";
import { changes, useSimulator } from "../store";
import { useWords } from "../words/use-words";

interface TypingProps {
  until: string;
  persona: string;
}

/** The business is typing; WhatsApp shows it for 25 seconds at most. */
export function Typing({ until, persona }: TypingProps) {
  const { say } = useWords();
  const business = useSimulator(({ world }) => world?.business.name ?? "");

  useEffect(() => {
    const timer = setTimeout(() => changes.typing(persona, null), Math.max(0, Date.parse(until) - Date.now()));
    return () => clearTimeout(timer);
  }, [until, persona]);

  return (
    <div role="img" aria-label={say("typing", { business })} className="mb-1 flex w-fit items-center gap-1 rounded-[11px] rounded-tl-[3px] bg-wa-in px-3 py-2.5 shadow-1">
      {[0, 0.15, 0.3].map((delay) => <i key={delay} className="typing-dot size-1.5 rounded-full bg-wa-meta" style={{ animationDelay: `${delay}s` }} />)}
    </div>
  );
}
