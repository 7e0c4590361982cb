import { memo } from "react";
import type { MessageEntry } from "@/lib/api-types";
import type { ThreadItem } from "../thread-items";
import { DayLine } from "./day-line";
import { EventLine } from "./event-line";
import { MessageBubble } from "./message-bubble";
import { OutgoingBubble } from "./outgoing-bubble";
import { UnreadLine } from "./unread-line";

interface ThreadRowProps {
  item: ThreadItem;
  contactName: string;
  quoted: MessageEntry | undefined;
  resendable: boolean;
  active: boolean;
  onActive: (key: string) => void;
  onJump: (messageId: string) => void;
}

/** One row of a thread, of whatever kind. */
export const ThreadRow = memo(function ThreadRow({ item, ...message }: ThreadRowProps) {
  switch (item.kind) {
    case "day":
      return <DayLine at={item.at} />;
    case "unread":
      return <UnreadLine count={item.count} />;
    case "event":
      return <EventLine entry={item.entry} />;
    case "outgoing":
      return <OutgoingBubble item={item.item} />;
    default:
      return <MessageBubble entry={item.entry} ends={item.ends} chosen={item.chosen} {...message} />;
  }
});
