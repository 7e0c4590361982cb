import { memo, type ComponentProps } from "react";
import { rowId } from "../row-id";
import { ConversationRow } from "./conversation-row";
import { RowSwipe } from "./row-swipe";

interface ConversationOptionProps extends ComponentProps<typeof ConversationRow> {
  /** CSS pixels from the top of the list. */
  start: number;
  place: number;
  /** How many there are; -1 where nobody knows. */
  of: number;
  /** It is the one the address names. */
  open: boolean;
  touch: boolean;
}

/** A row in its place. Only what changed of it is drawn again, however the list moves. */
export const ConversationOption = memo(function ConversationOption({ start, place, of, open, touch, ...row }: ConversationOptionProps) {
  const { conversation, marked, marking } = row;
  const { id } = conversation;
  return (
    <div
      data-id={id}
      id={rowId(id)}
      role="option"
      aria-selected={open}
      aria-checked={marking ? marked : undefined}
      aria-posinset={place}
      aria-setsize={of}
      className="absolute inset-x-0 top-0 cursor-pointer"
      style={{ transform: `translateY(${start}px)` }}
    >
      {touch ? <RowSwipe conversation={conversation}><ConversationRow {...row} /></RowSwipe> : <ConversationRow {...row} />}
    </div>
  );
});
