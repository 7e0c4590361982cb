import { Smile } from "lucide-react";
import { useCallback, useEffect, useId, useRef, useState, type ChangeEvent } from "react";
import type { KeyTaker } from "@/components/suggestion-list";
import { IconButton } from "@/components/ui/icon-button";
import { ariaKeys, keysOf } from "@/lib/shortcut-keys";
import { useMediaQuery } from "@/lib/use-media-query";
import { useT } from "@/lib/use-t";
import type { Conversation } from "../api/conversations";
import { saveDrafts, setDraft, useDrafts } from "../drafts";
import { lengthOf, MOST } from "@/lib/message-length";
import { useReplyInsertions } from "../use-reply-insertions";
import { useReplyKeys } from "../use-reply-keys";
import { useSending } from "../use-sending";
import { useTypedSign } from "../use-typed-sign";
import { ReplyCounter } from "./reply-counter";
import { ReplyDoubt } from "./reply-doubt";
import { ReplyField } from "./reply-field";
import { ReplyPanels } from "./reply-panels";
import { MoreTools, ReplyTools } from "./reply-tools";
import { RoundSendButton, SendButton } from "./send-button";

interface ReplyBoxProps {
  conversation: Conversation;
  /** A colleague who is writing here at this moment. */
  rival: string | null;
  onTyping: () => void;
}

/** Where a reply is written. Only this part of the page is drawn again while one types. */
export function ReplyBox({ conversation: { id, contact_name: name }, rival, onTyping }: ReplyBoxProps) {
  const t = useT();
  const narrow = useMediaQuery("(max-width: 599px)");
  const touch = useMediaQuery("(pointer: coarse)");
  const text = useDrafts((state) => state.texts[id] ?? "");
  const field = useRef<HTMLTextAreaElement>(null);
  const taker = useRef<KeyTaker>(null);
  const listId = useId();
  const [active, setActive] = useState<string>();
  const [emojiOpen, setEmojiOpen] = useState(false);
  const { sign, follow, putAway } = useTypedSign();
  const { ready, doubt, attempt, dismiss } = useSending({ conversationId: id, text, contested: rival !== null });
  const { insert, replaceSign, insertSlash, mark, selectFirstBlank } = useReplyInsertions(field);
  const handleKeyDown = useReplyKeys({ field, taker, awaited: sign?.sign === "/" && !emojiOpen, onSend: handleSend, onCanned: insertSlash, onLeave: handleLeave });

  // A key press that opens conversations one after another keeps its place in the list.
  useEffect(() => {
    if (!touch && document.activeElement === document.body) field.current?.focus({ preventScroll: true });
  }, [touch]);

  function handleChange(event: ChangeEvent<HTMLTextAreaElement>) {
    setDraft(id, event.target.value);
    follow(event.target);
    onTyping();
  }

  function handleSend(then?: "resolve") {
    const sent = attempt(then);
    if (sent || !touch) field.current?.focus({ preventScroll: true });
  }

  function handleLeave() {
    if (doubt) return dismiss();
    if (sign) return putAway();
    (document.getElementById("conversation-list") ?? field.current)?.focus();
    field.current?.blur();
  }

  function handleEmoji(emoji: string) {
    setEmojiOpen(false);
    insert(emoji);
  }

  function handleClose(refocus: boolean) {
    setEmojiOpen(false);
    putAway();
    if (refocus) field.current?.focus({ preventScroll: true });
  }

  function handleFill() {
    selectFirstBlank();
    dismiss();
  }

  const handleCanned = useCallback(() => {
    setEmojiOpen(false);
    insertSlash();
  }, [insertSlash]);
  // The same function all along: what only sends is not drawn again at every key.
  const latest = useRef(handleSend);
  useEffect(() => {
    latest.current = handleSend;
  });
  const send = useCallback((then?: "resolve") => latest.current(then), []);
  const toggleEmoji = useCallback(() => setEmojiOpen((open) => !open), []);

  const listed = sign !== null && !emojiOpen;
  const why = lengthOf(text) > MOST ? t("composer.too_long", { n: lengthOf(text), most: MOST }) : undefined;
  const input = (
    <ReplyField
      field={field}
      id="reply"
      value={text}
      onChange={handleChange}
      onSelect={(event) => follow(event.currentTarget)}
      onBlur={saveDrafts}
      onKeyDown={handleKeyDown}
      aria-label={t("composer.reply_to", { name })}
      placeholder={t("composer.placeholder", { name: name.split(" ")[0] ?? name })}
      aria-keyshortcuts={ariaKeys(keysOf("composer.send") ?? "")}
      aria-invalid={why ? true : undefined}
      aria-autocomplete="list"
      aria-haspopup="listbox"
      aria-controls={listed ? listId : undefined}
      aria-activedescendant={listed ? active : undefined}
      className="max-sm:rounded-[22px] max-sm:border max-sm:border-line2 max-sm:bg-sunken max-sm:focus-within:border-control"
    />
  );

  return (
    <>
      <ReplyPanels id={listId} contactName={name} sign={sign} emojiOpen={emojiOpen} keys={taker} onActive={setActive} onPick={(picked) => sign && replaceSign(sign, picked)} onEmoji={handleEmoji} onClose={handleClose} />
      {doubt ? <ReplyDoubt doubt={doubt} text={text} who={rival ?? t("person.someone")} onFill={handleFill} onWait={dismiss} onSend={handleSend} /> : null}
      {narrow ? (
        <>
          <div className="relative flex items-end gap-1.5">
            <MoreTools ready={ready} onCanned={handleCanned} onMark={mark} onSendAndResolve={() => handleSend("resolve")} />
            <div className="relative flex min-w-0 flex-1">
              {input}
              <span className="absolute bottom-0 right-0.5">
                <IconButton icon={Smile} size="touch" iconSize={21} label={t("composer.emoji")} aria-haspopup="dialog" aria-expanded={emojiOpen} onClick={toggleEmoji} data-emoji-opener className="rounded-full" />
              </span>
            </div>
            <RoundSendButton ready={ready} why={why} onSend={handleSend} />
          </div>
          <ReplyCounter text={text} />
        </>
      ) : (
        <>
          {input}
          <div className="flex items-center gap-1 px-2 pb-2">
            <ReplyTools onEmoji={toggleEmoji} onCanned={handleCanned} onMark={mark} emojiOpen={emojiOpen} />
            <span className="flex-1" />
            <ReplyCounter text={text} />
            <SendButton ready={ready} why={why} onSend={send} />
          </div>
        </>
      )}
    </>
  );
}
