import { Fragment, useEffect, useLayoutEffect, useMemo, useRef } from "react";
import { dayName, dayOf } from "@/lib/time";
import type { Message, Persona } from "../model";
import { useSimulator } from "../store";
import { useSimulatedNow } from "../use-simulated-now";
import { useWords } from "../words/use-words";
import { Bubble } from "./bubble";
import { Typing } from "./typing";

interface ChatProps {
  persona: Persona;
  messages: Message[];
  onOpenList: (id: string) => void;
}

const DAY = 86_400_000;
const NEAR = 80;
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** The bubbles, oldest first, held at the bottom unless the person scrolled away. */
export function Chat({ persona, messages, onOpenList }: ChatProps) {
  const { say, language } = useWords();
  const business = useSimulator(({ world }) => world?.business.name ?? "");
  const reacting = useSimulator((state) => state.reacting);
  const typing = useSimulator((state) => state.typing[persona.id]);
  const now = useSimulatedNow("minute");
  const pane = useRef<HTMLDivElement>(null);
  const pinned = useRef(true);
  const shown = useMemo(() => messages.filter(({ hidden }) => !hidden), [messages]);
  const byId = useMemo(() => new Map(messages.map((message) => [message.id, message])), [messages]);
  const taken = useMemo(() => takenOf(messages), [messages]);
  const place = { language, timeZone: zone };

  useEffect(() => {
    pinned.current = true;
  }, [persona.id]);

  useLayoutEffect(() => {
    if (pinned.current && pane.current) pane.current.scrollTop = pane.current.scrollHeight;
  }, [shown, typing]);

  useEffect(() => {
    const box = pane.current;
    if (!box) return;
    // Pictures arrive after their bubble; the end of the chat must stay in sight.
    const keep = () => {
      if (pinned.current) box.scrollTop = box.scrollHeight;
    };
    box.addEventListener("load", keep, true);
    return () => box.removeEventListener("load", keep, true);
  }, []);

  function dayLine(message: Message) {
    const day = dayOf(Date.parse(message.at), place);
    if (day === dayOf(now, place)) return say("today");
    if (day === dayOf(now - DAY, place)) return say("yesterday");
    return dayName(Date.parse(message.at), now, place);
  }

  return (
    <div
      ref={pane}
      role="log"
      aria-label={say("chat_with", { customer: persona.name, business })}
      tabIndex={0}
      onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) => {
        pinned.current = scrollHeight - scrollTop - clientHeight < NEAR;
      }}
      className="flex min-h-0 flex-1 flex-col overflow-y-auto overflow-x-hidden px-2.5 pb-2 pt-3 outline-offset-[-2px]"
    >
      <div className="mt-auto" />
      {shown.length === 0 ? <p className="mx-auto my-auto max-w-56 rounded-[8px] bg-wa-day px-3 py-2 text-center text-[12px] leading-[17px] text-wa-meta shadow-1">{say("empty_chat", { business })}</p> : null}
      {shown.map((message, index) => {
        const before = shown[index - 1];
        const newDay = !before || dayOf(Date.parse(before.at), place) !== dayOf(Date.parse(message.at), place);
        return (
          <Fragment key={message.id}>
            {newDay ? <p className="mx-auto mb-2 mt-1 rounded-[7px] bg-wa-day px-2.5 py-0.5 text-[10.5px] text-wa-meta shadow-1">{dayLine(message)}</p> : null}
            <Bubble message={message} quoted={message.reply_to ? byId.get(message.reply_to) : undefined} reacting={reacting === message.id} taken={taken.get(message.id)} onOpenList={onOpenList} />
          </Fragment>
        );
      })}
      {typing ? <Typing until={typing} persona={persona.id} /> : null}
    </div>
  );
}

/** Which option of which message was taken, newest answer first. */
function takenOf(messages: Message[]): Map<string, string> {
  const taken = new Map<string, string>();
  for (const { from, kind, reply_to, content } of messages) {
    const choice = from === "customer" && kind === "interactive" ? (content.button_reply ?? content.list_reply) : undefined;
    if (reply_to && choice) taken.set(reply_to, choice.id);
  }
  return taken;
}
