import { ArrowUp, Bold, Italic, Strikethrough } from "lucide-react";
import { useEffect, useRef, type KeyboardEvent } from "react";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { cn } from "@/lib/cn";
import { useMediaQuery } from "@/lib/use-media-query";
import { useT } from "@/lib/use-t";
import type { Conversation } from "../api/conversations";
import { useSendReply } from "../api/use-send-reply";
import { setDraft, useDrafts } from "../drafts";

interface ReplyBoxProps {
  conversation: Conversation;
}

/** WhatsApp's limit for a text message, in characters. */
const MOST = 4_096;
const COUNT_FROM = 3_600;

const marks = [
  { icon: Bold, label: "composer.bold", mark: "*" },
  { icon: Italic, label: "composer.italic", mark: "_" },
  { icon: Strikethrough, label: "composer.strike", mark: "~" },
] as const;

export function ReplyBox({ conversation: { id, contact_name: name } }: ReplyBoxProps) {
  const t = useT();
  const narrow = useMediaQuery("(max-width: 599px)");
  const text = useDrafts((state) => state.texts[id] ?? "");
  const send = useSendReply(id);
  const field = useRef<HTMLTextAreaElement>(null);
  const length = text.length < COUNT_FROM ? text.length : [...text].length;
  const tooLong = length > MOST;
  const ready = text.trim() !== "" && !tooLong;
  const touch = useMediaQuery("(pointer: coarse)");

  // A key press that opens conversations one after another keeps its place in the list.
  useEffect(() => {
    if (!touch && document.activeElement === document.body) field.current?.focus({ preventScroll: true });
  }, [touch]);

  function handleSend() {
    if (!ready) return;
    send({ kind: "text", body: text.trim() });
    setDraft(id, "");
    field.current?.focus();
  }

  function handleKeyDown(event: KeyboardEvent) {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !event.nativeEvent.isComposing) {
      event.preventDefault();
      handleSend();
    } else if (event.key === "Escape") {
      event.stopPropagation();
      event.nativeEvent.stopPropagation();
      (document.getElementById("conversation-list") ?? field.current)?.focus();
      field.current?.blur();
    }
  }

  function handleMark(mark: string) {
    const box = field.current;
    if (!box) return;
    const { selectionStart: from, selectionEnd: to } = box;
    setDraft(id, `${text.slice(0, from)}${mark}${text.slice(from, to)}${mark}${text.slice(to)}`);
    box.focus();
    requestAnimationFrame(() => box.setSelectionRange(from + 1, to + 1));
  }

  const counter = length >= COUNT_FROM ? (
    <span role="status" className={cn("num px-1 text-xs", tooLong ? "font-medium text-danger-ink" : "text-ink3")}>{t(tooLong ? "composer.too_long" : "composer.count", { n: length, most: MOST })}</span>
  ) : null;
  const input = (
    <textarea
      ref={field}
      id="reply"
      dir="auto"
      rows={1}
      value={text}
      onChange={(event) => setDraft(id, event.target.value)}
      onKeyDown={handleKeyDown}
      aria-label={t("composer.reply_to", { name })}
      placeholder={t("composer.placeholder", { name: name.split(" ")[0] ?? name })}
      aria-keyshortcuts="Control+Enter Meta+Enter"
      aria-invalid={tooLong || undefined}
      className="field-sizing-content block max-h-[40dvh] w-full resize-none bg-transparent outline-none max-sm:min-h-11 max-sm:rounded-[22px] max-sm:border max-sm:border-line2 max-sm:bg-sunken max-sm:px-4 max-sm:py-2.5 max-sm:text-[16px] max-sm:leading-[22px] max-sm:focus:border-accent sm:min-h-[48px] sm:px-3.5 sm:pb-1 sm:pt-2.5 sm:text-message"
    />
  );

  if (narrow)
    return (
      <>
        <div className="flex items-end gap-2">
          {input}
          <button type="button" onClick={handleSend} aria-label={t("composer.send")} aria-disabled={!ready || undefined} className="grid size-11 shrink-0 place-items-center rounded-full bg-accent text-on-accent transition-tint aria-disabled:opacity-45">
            <ArrowUp size={21} strokeWidth={2} aria-hidden />
          </button>
        </div>
        {counter}
      </>
    );
  return (
    <>
      {input}
      <div className="flex items-center gap-0.5 px-2 pb-2">
        {marks.map(({ icon, label, mark }) => (
          <IconButton key={mark} icon={icon} label={t(label)} onClick={() => handleMark(mark)} onMouseDown={(event) => event.preventDefault()} />
        ))}
        <span className="flex-1" />
        {counter}
        <Button variant="primary" shortcut="composer.send" disabled={!ready} data-tip={tooLong ? t("composer.too_long", { n: length, most: MOST }) : undefined} onClick={handleSend}>{t("composer.send")}</Button>
      </div>
    </>
  );
}
