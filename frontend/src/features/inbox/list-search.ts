/** How the list is looked at: the view, its order and its filters. The address carries all of it. */

import { isView, type View } from "./views";

export const sorts = ["newest", "wait", "window"] as const;
export type Sort = (typeof sorts)[number];

/** As the address says it: what is left out is the usual. */
export interface ListSearch {
  view?: View;
  /** `wait`: longest wait first. `window`: the next window to close first. */
  sort?: Exclude<Sort, "newest">;
  /** Only windows that close soon. */
  closing?: true;
  /** Only what has unread messages. */
  unread?: true;
  /** A name, a number or some of the last words. */
  q?: string;
}

const LONGEST_QUERY = 200;

/** Reads an address; what it does not understand it leaves out. */
export function listSearchOf({ view, sort, closing, unread, q }: Record<string, unknown>): ListSearch {
  const query = typeof q === "string" || typeof q === "number" ? String(q).trim().slice(0, LONGEST_QUERY) : "";
  return {
    ...(isView(view) && view !== "mine" ? { view } : {}),
    ...(sort === "wait" || sort === "window" ? { sort } : {}),
    ...(closing === true ? { closing } : {}),
    ...(unread === true ? { unread } : {}),
    ...(query ? { q: query } : {}),
  };
}

/** Whether only some of the view is shown. */
export function isFiltered({ closing, unread, q }: ListSearch): boolean {
  return Boolean(closing ?? unread ?? q);
}

/** Whether the server's own order and pages are not enough. */
export function isDeep(search: ListSearch): boolean {
  return isFiltered(search) || search.sort !== undefined;
}
