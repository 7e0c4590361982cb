import { Paperclip, SendHorizontal, Smile, X } from "lucide-react";
import { useEffect, useRef, useState, type FormEvent, type KeyboardEvent } from "react";
import { cn } from "@/lib/cn";
import { api } from "../api";
import type { Message, Persona } from "../model";
import { complain } from "../notices";
import { changes, useSimulator } from "../store";
import { useWords } from "../words/use-words";
import { Quote } from "./quote";
import { EMOJI } from "./reactions";

interface ComposerProps {
  persona: Persona;
  messages: Message[];
  onAttach: () => void;
}

const LONGEST = 4_096;

/** What the customer writes. Enter sends, Shift+Enter breaks the line. */
export function Composer({ persona, messages, onAttach }: ComposerProps) {
  const { say } = useWords();
  const quoting = useSimulator((state) => state.quoting);
  const [drafts, setDrafts] = useState<Record<string, string>>({});
  const [smiling, setSmiling] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const text = drafts[persona.id] ?? "";
  const over = text.length - LONGEST;
  const write = (value: string) => setDrafts((known) => ({ ...known, [persona.id]: value }));

  // Where there is no screen keyboard to come up, one may write at once.
  useEffect(() => {
    if (document.activeElement === document.body && matchMedia("(hover: hover)").matches) field.current?.focus({ preventScroll: true });
  }, []);

  useEffect(() => {
    if (quoting) field.current?.focus();
  }, [quoting]);

  function handleSubmit(event?: FormEvent) {
    event?.preventDefault();
    if (!text.trim()) return;
    write("");
    setSmiling(false);
    changes.quote(null);
    api.say(persona.id, { kind: "text", text: text.trim(), ...(quoting ? { reply_to: quoting } : {}) }).catch((error: unknown) => {
      // Before what was typed since.
      setDrafts((known) => ({ ...known, [persona.id]: [text, known[persona.id]].filter(Boolean).join("\n") }));
      const since = useSimulator.getState();
      if (since.persona === persona.id && !since.quoting) changes.quote(quoting);
      complain(error);
    });
  }

  function handleKeyDown(event: KeyboardEvent) {
    if (event.key === "Escape" && quoting) changes.quote(null);
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
    handleSubmit(event);
  }

  return (
    <form onSubmit={handleSubmit} className="shrink-0 px-2 pb-5 pt-1.5 max-lg:pb-2">
      {smiling ? (
        <div role="group" aria-label={say("emoji")} className="mb-1.5 flex w-fit rounded-full bg-wa-in p-1 shadow-1">
          {EMOJI.map((emoji) => <button key={emoji} type="button" aria-label={emoji} onClick={() => { write(text + emoji); field.current?.focus(); }} className="grid size-8 place-items-center pointer-coarse:size-11 rounded-full text-[18px] leading-none hover:bg-wa-well">{emoji}</button>)}
        </div>
      ) : null}
      <div className="flex items-end gap-1.5">
        <div className="min-w-0 flex-1 rounded-[20px] bg-wa-in text-wa-ink shadow-1 focus-within:outline-2 focus-within:outline-accent">
          {quoting ? (
            <div className="flex items-start gap-1 p-1.5 pb-0">
              <Quote message={messages.find(({ id }) => id === quoting)} className="min-w-0 flex-1" />
              <button type="button" aria-label={say("reply_cancel")} onClick={() => changes.quote(null)} className="grid size-7 place-items-center pointer-coarse:size-11 rounded-full hover:bg-wa-well"><X size={14} aria-hidden /></button>
            </div>
          ) : null}
          <div className="flex items-end">
            <button type="button" aria-label={say("emoji")} aria-expanded={smiling} onClick={() => setSmiling(!smiling)} className="grid size-10 shrink-0 place-items-center pointer-coarse:size-11 rounded-full text-wa-meta"><Smile size={17} aria-hidden /></button>
            <textarea
              ref={field}
              rows={1}
              value={text}
              onChange={({ target }) => write(target.value)}
              onKeyDown={handleKeyDown}
              aria-label={say("message_field", { name: persona.name })}
              aria-invalid={over > 0 || undefined}
              placeholder={say("message")}
              className="field-sizing-content max-h-28 min-w-0 flex-1 resize-none bg-transparent py-[11px] text-[13px] leading-[18px] outline-none max-lg:text-[16px]"
            />
            <button type="button" aria-label={say("attach")} aria-haspopup="dialog" onClick={onAttach} className="grid size-10 shrink-0 place-items-center pointer-coarse:size-11 rounded-full text-wa-meta"><Paperclip size={16} aria-hidden /></button>
          </div>
        </div>
        <button type="submit" aria-label={say("send")} disabled={!text.trim()} className={cn("grid size-10 shrink-0 place-items-center pointer-coarse:size-11 rounded-full bg-wa-green text-white transition-tint", !text.trim() && "opacity-60")}><SendHorizontal size={17} aria-hidden /></button>
      </div>
      {over > 0 ? <p role="status" className="px-3 pt-1 text-[11px] text-warn-ink">{say("too_long", { n: over })}</p> : null}
    </form>
  );
}
