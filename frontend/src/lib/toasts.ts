/** What was said lately, one line each. */

import { create } from "zustand";
import type { ConversationOut } from "./api-types";
import { ulid } from "./ulid";

export interface Toast {
  id: string;
  text: string;
  /** `progress` stays until it is said again or hidden; a failure and `news` until they are dismissed. */
  tone: "done" | "failed" | "progress" | "news";
  /** Under `done` it undoes: `z` performs the newest one. */
  action?: { label: string; perform: () => void };
  /** The conversations it is about, as they are now: where it is kept it is told with their names, and what became of them. */
  about?: ConversationOut[];
  /** The place of the message it is about, in the one conversation. */
  seq?: number;
  /** A failure nobody looks for later: it is kept nowhere. */
  brief?: boolean;
}

interface Toasts {
  shown: Toast[];
}

const MOST = 3;

export const useToasts = create<Toasts>(() => ({ shown: [] }));

/** The oldest leaves, and a failure last: nobody has seen it until it is dismissed. */
function fewer(shown: Toast[]): Toast[] {
  if (shown.length <= MOST) return shown;
  const leaving = shown.slice(0, -1).find((each) => each.tone !== "failed") ?? shown[0];
  return shown.filter((each) => each !== leaving);
}

/** Says one line at the bottom of the page; never more than three. The same id again replaces what it said. */
export function toast({ id = ulid(), ...said }: Omit<Toast, "id"> & { id?: string }): void {
  useToasts.setState(({ shown }) => ({ shown: fewer([...shown.filter((each) => each.id !== id), { ...said, id }]) }));
}

/** Nothing said to one member is there for the next. */
export function dismissToasts(): void {
  useToasts.setState({ shown: [] });
}

export function dismissToast(id: string): void {
  useToasts.setState(({ shown }) => ({ shown: shown.filter((each) => each.id !== id) }));
}

const undoable = () => useToasts.getState().shown.findLast((each) => each.tone === "done" && each.action);

export const canUndo = (): boolean => undoable() !== undefined;

/** Performs what the newest line offers to undo. */
export function undoNewest(): void {
  const newest = undoable();
  if (!newest) return;
  dismissToast(newest.id);
  newest.action?.perform();
}
