/** Which rows are marked for a step on all of them, and which one the keyboard stands on. */

import { create } from "zustand";

interface Selection {
  marked: ReadonlySet<string>;
  /** Where a range begins. */
  anchor: string | null;
  /** The row the keyboard stands on, where it is not the open one. */
  cursor: string | null;
}

const NOTHING: Selection = { marked: new Set(), anchor: null, cursor: null };

export const useSelection = create<Selection>(() => NOTHING);

export const noneMarked = (): boolean => useSelection.getState().marked.size === 0;

export function clearSelection(): void {
  useSelection.setState(NOTHING);
}

export function standOn(cursor: string | null): void {
  useSelection.setState({ cursor });
}

/** Marks a row, or takes its mark away. */
export function toggleMark(id: string): void {
  useSelection.setState(({ marked }) => {
    const after = new Set(marked);
    if (!after.delete(id)) after.add(id);
    return { marked: after, anchor: id };
  });
}

/** Marks from the anchor to a row, both included, in the order of the list. */
export function markTo(id: string, ids: string[]): void {
  useSelection.setState(({ marked, anchor }) => {
    const [from, to] = [ids.indexOf(anchor ?? id), ids.indexOf(id)];
    const range = from < 0 || to < 0 ? [id] : ids.slice(Math.min(from, to), Math.max(from, to) + 1);
    return { marked: new Set([...marked, ...range]), anchor: anchor ?? id };
  });
}

export function markAll(ids: string[]): void {
  useSelection.setState({ marked: new Set(ids) });
}

/** What has left the list is not acted upon. */
export function unmark(ids: Iterable<string>): void {
  useSelection.setState(({ marked }) => {
    const after = new Set(marked);
    for (const id of ids) after.delete(id);
    return after.size === marked.size ? {} : { marked: after };
  });
}
