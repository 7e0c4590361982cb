/** Copying from a thread: one bubble as it is selected; several as lines that say when and who. */

import type { Entry } from "@/lib/api-types";
import { clockTime, type Place } from "@/lib/time";
import type { Translate } from "@/lib/use-t";
import { plainText } from "./content-words";
import type { ThreadItem } from "./thread-items";

export interface Speakers {
  nameOf: (entry: Entry & { entry: "message" }) => string;
  you: string;
  place: Place;
  t: Translate;
}

function dated(at: number, { place }: Speakers): string {
  return `${new Intl.DateTimeFormat(place.language, { timeZone: place.timeZone, dateStyle: "short" }).format(at)} ${clockTime(at, place)}`;
}

function lineOf(item: ThreadItem, speakers: Speakers): string[] {
  if (item.kind === "outgoing") return [`[${dated(item.item.at, speakers)}] ${speakers.you}: ${item.item.content.body}`];
  if (item.kind !== "message") return [];
  return [`[${dated(Date.parse(item.entry.at), speakers)}] ${speakers.nameOf(item.entry)}: ${plainText(item.entry.content, speakers.t)}`];
}

/** The messages a selection touches, in the order of the thread. */
export function selectedItems(box: HTMLElement, selection: Selection | null, items: ThreadItem[]): ThreadItem[] {
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return [];
  const range = selection.getRangeAt(0);
  const keys = new Set([...box.querySelectorAll<HTMLElement>("[data-key]")].flatMap((row) => (range.intersectsNode(row) ? (row.dataset.key ?? []) : [])));
  return items.filter((item) => keys.has(item.key) && (item.kind === "message" || item.kind === "outgoing"));
}

export function asLines(items: ThreadItem[], speakers: Speakers): string {
  return items.flatMap((item) => lineOf(item, speakers)).join("\n");
}
