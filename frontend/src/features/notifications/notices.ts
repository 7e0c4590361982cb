/** What happened since this page was opened, newest first: one line a conversation, one a failure. Nothing of it is kept. */

import { create } from "zustand";
import type { ConversationOut } from "@/lib/api-types";
import { asThen, becameOf, type Became, type Then } from "./became";

export interface Notice {
  /** The same id again replaces what was said, and comes up. */
  id: string;
  kind: "message" | "assigned" | "handed_off" | "failed" | "done";
  /** Who, where it is about somebody. */
  title: string;
  text: string;
  /** By the server's clock. */
  at: number;
  read: boolean;
  /** The page it is about. */
  path?: string;
  /** The place of the message it is about. */
  seq?: number;
  /** How often in a row. */
  times: number;
  /** The conversations it is about, as they were when it was said, and what they became. */
  about: (Then & { became?: Became })[];
  /** Set once it is of the past: nobody need see to it. */
  since?: Became;
}

export interface News extends Pick<Notice, "id" | "kind" | "title" | "text" | "at" | "path" | "seq"> {
  about?: ConversationOut[];
}

const MOST = 50;

export const useNotices = create<{ items: Notice[] }>(() => ({ items: [] }));

/** What is only a confirmation was seen where it was said. */
const isSeen = ({ kind }: News) => kind === "done";

export function addNotice(news: News): void {
  useNotices.setState(({ items }) => {
    const before = items.find((each) => each.id === news.id);
    const times = before && !before.read ? before.times + 1 : 1;
    const about = (news.about ?? []).map(asThen);
    return { items: [{ ...news, about, read: isSeen(news), times }, ...items.filter((each) => each.id !== news.id)].slice(0, MOST) };
  });
}

export function readNotices(): void {
  useNotices.setState(({ items }) => ({ items: items.map((each) => (each.read ? each : { ...each, read: true })) }));
}

const WAITS: Notice["kind"][] = ["message", "assigned"];

function followed(notice: Notice, now: Map<string, ConversationOut>, me: string): Notice {
  if (!notice.about.some(({ id }) => now.has(id))) return notice;
  const about = notice.about.map((then) => {
    const fresh = now.get(then.id);
    return fresh && fresh.version > then.version ? { ...then, became: becameOf(then, fresh, { me, waits: WAITS.includes(notice.kind) }) } : then;
  });
  // Of several, what was said is true as long as it is true of one.
  const since = about.every(({ became }) => became) ? about[0]?.became : undefined;
  return { ...notice, about, since, read: notice.read || since !== undefined };
}

/** Marks what is of the past by what the conversations are now. */
export function followNotices(conversations: ConversationOut[], me: string): void {
  const now = new Map(conversations.map((each) => [each.id, each]));
  if (useNotices.getState().items.some(({ about }) => about.some(({ id }) => now.has(id)))) useNotices.setState(({ items }) => ({ items: items.map((each) => followed(each, now, me)) }));
}

/** Whoever has opened the page has read what was about it. */
export function readNoticesOf(path: string): void {
  if (useNotices.getState().items.some((each) => !each.read && each.path === path)) useNotices.setState(({ items }) => ({ items: items.map((each) => (each.path === path ? { ...each, read: true } : each)) }));
}

export function clearNotices(): void {
  useNotices.setState({ items: [] });
}

export const useUnreadNotices = () => useNotices(({ items }) => items.filter((each) => !each.read).length);
