/** Turns entries into what the thread draws: day lines, the unread line, events, and messages in groups. */

import type { Content, EventEntry, MessageEntry, Entry } from "@/lib/api-types";
import { dayOf, type Place } from "@/lib/time";
import type { Outgoing } from "./outbox";

export type ThreadItem =
  | { kind: "day"; key: string; at: number }
  | { kind: "unread"; key: string; count: number }
  | { kind: "event"; key: string; entry: EventEntry }
  | { kind: "message"; key: string; entry: MessageEntry; ends: boolean; chosen: string | null }
  | { kind: "outgoing"; key: string; item: Outgoing };

export interface UnreadLine {
  /** It stands before the first entry from this place on. */
  seq: number;
  count: number;
}

interface Around {
  place: Place;
  /** Whether nothing is older than the first entry: only then is it known that its day begins with it. */
  beginning: boolean;
  unread: UnreadLine | null;
  /** What the server has not taken yet. */
  outgoing: Outgoing[];
}

const TOGETHER = 2 * 60_000;
const QUARTER = 15 * 60_000;

/** No zone's day begins inside a quarter of an hour; formatting a date is too slow to be done for thousands of entries. */
const days = new Map<string, string>();
/** When an entry happened, read once for as long as it is held. */
const moments = new WeakMap<Entry, number>();

function dayAt(at: number, place: Place): string {
  const key = `${place.timeZone} ${Math.floor(at / QUARTER)}`;
  const known = days.get(key);
  if (known !== undefined) return known;
  const day = Number.isNaN(at) ? "" : dayOf(at, place);
  days.set(key, day);
  return day;
}

function timeOf(entry: Entry): number {
  const known = moments.get(entry);
  if (known !== undefined) return known;
  const at = Date.parse(entry.at);
  moments.set(entry, at);
  return at;
}

function optionsOf(content: Content): string[] {
  if (content.kind === "buttons") return content.buttons.map((button) => button.id);
  if (content.kind === "list") return content.sections.flatMap((section) => section.rows.map((row) => row.id));
  return [];
}

/** Which option of which message the customer tapped: by what the tap quotes, else by the latest message that offered it. */
function choices(entries: Entry[]): Map<string, string> {
  const chosen = new Map<string, string>();
  const offered: MessageEntry[] = [];
  for (const entry of entries) {
    if (entry.entry !== "message") continue;
    const { content, reply_to } = entry;
    if (content.kind === "buttons" || content.kind === "list") offered.push(entry);
    if (content.kind !== "choice") continue;
    const asked = offered.findLast((each) => (reply_to?.message_id ? each.id === reply_to.message_id : optionsOf(each.content).includes(content.id)));
    if (asked) chosen.set(asked.id, content.id);
  }
  return chosen;
}

function together(a: Entry | undefined, b: Entry | undefined, place: Place): boolean {
  if (a?.entry !== "message" || b?.entry !== "message") return false;
  if (a.direction !== b.direction || a.author.kind !== b.author.kind || a.author.id !== b.author.id) return false;
  const [from, to] = [timeOf(a), timeOf(b)];
  return Math.abs(to - from) < TOGETHER && dayAt(from, place) === dayAt(to, place);
}

export function threadItems(entries: Entry[], { place, beginning, unread, outgoing }: Around): ThreadItem[] {
  const chosen = choices(entries);
  const items: ThreadItem[] = [];
  let lined = unread === null;
  let day: string | null = beginning ? null : "?";
  entries.forEach((entry, index) => {
    const at = timeOf(entry);
    const today = dayAt(at, place);
    if (today !== day && day !== "?") items.push({ kind: "day", key: `day-${today}-${entry.seq}`, at });
    day = today;
    const next = entries[index + 1];
    if (!lined && unread && entry.seq >= unread.seq) {
      lined = true;
      items.push({ kind: "unread", key: `unread-${unread.seq}`, count: unread.count });
    }
    if (entry.entry === "event") items.push({ kind: "event", key: entry.id, entry });
    else {
      // A message that waits or failed says so itself, under itself; the unread line parts a group.
      const ends = !together(entry, next, place) || needsWords(entry) || lagsBehind(entry, next) || (!lined && next?.seq === unread?.seq);
      items.push({ kind: "message", key: entry.id, entry, ends, chosen: chosen.get(entry.id) ?? null });
    }
  });
  return [...items, ...outgoing.map((item): ThreadItem => ({ kind: "outgoing", key: item.client_id, item }))];
}

/** When it happened, of what happened at some time. */
export function momentOf(item: ThreadItem | undefined): number | null {
  if (!item || item.kind === "unread") return null;
  return item.kind === "day" ? item.at : item.kind === "outgoing" ? item.item.at : timeOf(item.entry);
}

function needsWords({ direction, status, error, ahead_of, resent_by }: MessageEntry): boolean {
  if (direction === "inbound") return Boolean(error);
  return status === "failed" || status === "unconfirmed" || status === "deferred" || status === "paused" || Boolean(error ?? ahead_of ?? resent_by);
}

const UNSENT: MessageEntry["status"][] = ["queued", "sending", "accepted"];

/** Under the ticks of the next one it would look as if it had arrived, too. */
function lagsBehind({ direction, status }: MessageEntry, next: Entry | undefined): boolean {
  return direction === "outbound" && UNSENT.includes(status) && next?.entry === "message" && !UNSENT.includes(next.status);
}
