/** Why the order of the list must stand still: somebody points at it, or a menu of it is open. */

import { create } from "zustand";

interface ListHold {
  pointed: boolean;
  /** The row whose menu or swipe is open. */
  row: string | null;
  /** What the member sent away meanwhile: it leaves at once. */
  letGo: ReadonlySet<string>;
}

export const useListHold = create<ListHold>(() => ({ pointed: false, row: null, letGo: new Set() }));

const NOBODY: ReadonlySet<string> = new Set();

function hold(change: Pick<ListHold, "pointed"> | Pick<ListHold, "row">): void {
  useListHold.setState((now) => {
    const next = { ...now, ...change };
    return next.pointed || next.row !== null ? next : { ...next, letGo: NOBODY };
  });
}

export const holdByPointer = (pointed: boolean) => hold({ pointed });
export const holdByRow = (row: string | null) => hold({ row });

/** A row that is gone holds nothing, whatever of it was open. */
export function release(row: string): void {
  if (useListHold.getState().row === row) holdByRow(null);
}

/** Says that the member did something to these: should they leave the view, they need not stay for the pointer's sake. */
export function letGo(ids: string[]): void {
  useListHold.setState(({ pointed, row, letGo: before }) => (pointed || row !== null ? { letGo: new Set([...before, ...ids]) } : {}));
}
