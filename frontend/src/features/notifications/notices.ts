/** What happened since this page was opened, newest first: one line a conversation, one a failure. Nothing of it is kept. */

import { create } from "zustand";

export interface Notice {
  /** The same id again replaces what was said, and comes up. */
  id: string;
  kind: "message" | "assigned" | "handed_off" | "failed" | "done";
  title: string;
  text: string;
  /** By the clock of this machine. */
  at: number;
  read: boolean;
  /** The page it is about. */
  path?: string;
  /** How often in a row. */
  times: number;
}

export type News = Pick<Notice, "id" | "kind" | "title" | "text" | "path">;

const MOST = 50;

export const useNotices = create<{ items: Notice[] }>(() => ({ items: [] }));

/** What is only a confirmation was seen where it was said. */
const isSeen = ({ kind }: News) => kind === "done";

export function addNotice(news: News): void {
  useNotices.setState(({ items }) => {
    const before = items.find((each) => each.id === news.id);
    const times = before && !before.read ? before.times + 1 : 1;
    return { items: [{ ...news, at: Date.now(), read: isSeen(news), times }, ...items.filter((each) => each.id !== news.id)].slice(0, MOST) };
  });
}

export function readNotices(): void {
  useNotices.setState(({ items }) => ({ items: items.map((each) => (each.read ? each : { ...each, read: true })) }));
}

/** Whoever has opened the page has read what was about it. */
export function readNoticesOf(path: string): void {
  if (useNotices.getState().items.some((each) => !each.read && each.path === path)) useNotices.setState(({ items }) => ({ items: items.map((each) => (each.path === path ? { ...each, read: true } : each)) }));
}

export function clearNotices(): void {
  useNotices.setState({ items: [] });
}

export const useUnreadNotices = () => useNotices(({ items }) => items.filter((each) => !each.read).length);
