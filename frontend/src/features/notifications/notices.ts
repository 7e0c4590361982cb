/** What happened since this page was opened, newest first: one line a conversation, one a failure. Nothing of it is kept. */

import { create } from "zustand";
import type { Became, Then } from "./became";

export interface Notice {
  /** The same id again replaces what was said, and comes up. */
  id: string;
  kind: "message" | "assigned" | "handed_off" | "failed";
  /** Who, where it is about somebody. */
  title: string;
  text: string;
  /** By the server's clock. */
  at: number;
  /** Seen; what is of the past need not be. */
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

export const useNotices = create<{ items: Notice[] }>(() => ({ items: [] }));

export function readNotices(): void {
  useNotices.setState(({ items }) => ({ items: items.map((each) => (each.read ? each : { ...each, read: true })) }));
}

export function clearNotices(): void {
  useNotices.setState({ items: [] });
}

/** Whether somebody should look at it: again, when what it became did not last. */
export const isUnread = ({ read, since }: Notice) => !read && !since;

export const useUnreadNotices = () => useNotices(({ items }) => items.filter(isUnread).length);
