/** Writes under the bell what happened, and follows what becomes of it. Apart from the list: the first screen only counts. */

import type { ConversationOut } from "@/lib/api-types";
import { asThen, becameOf } from "./became";
import { isUnread, useNotices, type Notice } from "./notices";

export interface News extends Pick<Notice, "id" | "kind" | "title" | "text" | "at" | "path" | "seq"> {
  about?: ConversationOut[];
}

const MOST = 50;

export function addNotice(news: News): void {
  useNotices.setState(({ items }) => {
    const before = items.find((each) => each.id === news.id);
    const times = before?.kind === news.kind && isUnread(before) ? before.times + 1 : 1;
    const about = (news.about ?? []).map(asThen);
    return { items: [{ ...news, about, read: false, times }, ...items.filter((each) => each.id !== news.id)].slice(0, MOST) };
  });
}

const WAITS: Notice["kind"][] = ["message", "assigned"];

function followed(notice: Notice, now: Map<string, ConversationOut>, me: string): Notice {
  if (!notice.about.some(({ id }) => now.has(id))) return notice;
  const about = notice.about.map((then) => {
    const fresh = now.get(then.id);
    return fresh && fresh.version > then.version ? { ...then, became: becameOf(then, fresh, { me, waits: WAITS.includes(notice.kind) }) } : then;
  });
  // Of several, what was said is true as long as it is true of one.
  return { ...notice, about, since: about.every(({ became }) => became) ? about[0]?.became : undefined };
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
