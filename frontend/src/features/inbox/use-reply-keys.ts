import type { KeyboardEvent, RefObject } from "react";
import type { KeyTaker } from "@/components/suggestion-list";
import { blanksOf } from "@/lib/variables";
import { usePreferences } from "@/lib/preferences";
import { useMay } from "@/lib/session";
import { isPressed, keysOf } from "@/lib/shortcut-keys";
import { useMediaQuery } from "@/lib/use-media-query";
import { insertText, MARKS, toggleMark } from "@/lib/insert-text";

interface ReplyKeys {
  field: RefObject<HTMLTextAreaElement | null>;
  /** What is open over the field goes first. */
  taker: RefObject<KeyTaker | null>;
  /** A list has been asked for. Until it is there, Enter must not send what was only meant to choose from it. */
  awaited: boolean;
  onSend: (then?: "resolve") => void;
  /** For those who gave the canned replies other keys than the sign itself. */
  onCanned: () => void;
  onLeave: () => void;
}

/** Selects the next blank behind the caret (or the one before it); false when there is none. */
export function toBlank(box: HTMLTextAreaElement, back = false): boolean {
  const blanks = blanksOf(box.value);
  const next = back ? blanks.findLast((blank) => blank.to <= box.selectionStart) : blanks.find((blank) => blank.from >= box.selectionEnd);
  if (next) box.setSelectionRange(next.from, next.to);
  return next !== undefined;
}

const marking = Object.keys(MARKS) as (keyof typeof MARKS)[];

/** What the keys do in the reply's field. A key that an input method is using is left to it. */
export function useReplyKeys({ field, taker, awaited, onSend, onCanned, onLeave }: ReplyKeys): (event: KeyboardEvent) => void {
  const sendWith = usePreferences((state) => state.sendWith);
  const resolves = useMay("conversation.resolve");
  // A keyboard on glass has no Shift+Enter.
  const touch = useMediaQuery("(pointer: coarse)");

  function take(event: KeyboardEvent): boolean {
    const native = event.nativeEvent;
    const mark = marking.find((id) => isPressed(id, native));
    if (taker.current?.(event)) return true;
    if (event.key === "Escape") onLeave();
    else if (awaited && !taker.current && (event.key === "Enter" || event.key === "Tab")) return true;
    else if (resolves && isPressed("composer.send_resolve", native)) onSend("resolve");
    else if (isPressed("composer.send", native) && !(touch && sendWith === "enter")) onSend();
    else if (keysOf("composer.canned") !== "/" && isPressed("composer.canned", native)) onCanned();
    else if (mark && field.current) toggleMark(field.current, MARKS[mark]);
    else if (event.key === "Enter" && sendWith === "enter" && (event.ctrlKey || event.metaKey) && field.current) insertText(field.current, field.current.selectionStart, field.current.selectionEnd, "\n");
    else return event.key === "Tab" && !event.ctrlKey && !event.altKey && field.current ? toBlank(field.current, event.shiftKey) : false;
    return true;
  }

  return (event) => {
    // Safari ends a composition before the Enter that ends it; only the code tells.
    if (event.nativeEvent.isComposing || event.nativeEvent.keyCode === 229 || !take(event)) return;
    event.preventDefault();
    event.stopPropagation();
    event.nativeEvent.stopPropagation();
  };
}
