/** Turns entries into what the thread draws: day lines, events, and messages in groups. */

import type { Content, EventEntry, MessageEntry, Entry } from "@/lib/api-types";
import { dayOf, type Place } from "@/lib/time";

export type ThreadItem =
  | { kind: "day"; key: string; at: number }
  | { kind: "event"; key: string; entry: EventEntry }
  | { kind: "message"; key: string; entry: MessageEntry; continues: boolean; ends: boolean; chosen: string | null };

const TOGETHER = 2 * 60_000;

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
    if (optionsOf(content).length > 0) offered.push(entry);
    if (content.kind !== "choice") continue;
    const asked = offered.findLast((each) => (reply_to?.message_id ? each.id === reply_to.message_id : optionsOf(each.content).includes(content.id)));
    if (asked) chosen.set(asked.id, content.id);
  }
  return chosen;
}

function together(a: Entry | undefined, b: Entry | undefined, place: Place): boolean {
  if (a?.entry !== "message" || b?.entry !== "message") return false;
  const [from, to] = [Date.parse(a.at), Date.parse(b.at)];
  return a.direction === b.direction && a.author.kind === b.author.kind && a.author.id === b.author.id && Math.abs(to - from) < TOGETHER && dayOf(from, place) === dayOf(to, place);
}

export function threadItems(entries: Entry[], place: Place): ThreadItem[] {
  const chosen = choices(entries);
  const items: ThreadItem[] = [];
  let day = "";
  entries.forEach((entry, index) => {
    const at = Date.parse(entry.at);
    const today = dayOf(at, place);
    if (today !== day) items.push({ kind: "day", key: `day-${today}-${entry.seq}`, at });
    day = today;
    if (entry.entry === "event") items.push({ kind: "event", key: entry.id, entry });
    else {
      const before = entries[index - 1];
      items.push({
        kind: "message",
        key: entry.id,
        entry,
        continues: together(before, entry, place) && !(before?.entry === "message" && needsWords(before)),
        // A message that waits or failed says so itself, under itself.
        ends: !together(entry, entries[index + 1], place) || needsWords(entry),
        chosen: chosen.get(entry.id) ?? null,
      });
    }
  });
  return items;
}

export function needsWords({ direction, status, error, ahead_of, resent_by }: MessageEntry): boolean {
  if (direction === "inbound") return Boolean(error);
  return status === "failed" || status === "unconfirmed" || status === "deferred" || status === "paused" || Boolean(error ?? ahead_of ?? resent_by);
}
