/**
 * What was read, kept on this device for its reader alone: shown again when the server cannot be reached. Never a token.
 * Bounded in number and age; gone with the sign-in.
 */

import { clear, createStore, delMany, entries, get, setMany, update, type UseStore } from "idb-keyval";
import type { Query, QueryClient, QueryKey } from "@tanstack/react-query";

export interface KeepRule {
  /** What to keep of an answer; undefined keeps nothing. */
  worth: (key: QueryKey, data: unknown) => unknown;
}

interface Kept {
  key: QueryKey;
  data: unknown;
  at: number;
}

/** Answers kept: of the lists, and of the conversations and threads last read. */
const MOST_KEPT = 420;
export const OLDEST_KEPT = 7 * 24 * 3_600_000;
const WRITE_AFTER = 4_000;
const INDEX = "index";

let opened: UseStore | undefined;
const store = () => (opened ??= createStore("pytake-read", "read"));
const tabs = typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel("pytake.read");
const place = (whose: string, hash: string) => `${whose} ${hash}`;
const isOld = (at: number) => Math.abs(Date.now() - at) > OLDEST_KEPT;
let keeping: (() => void) | null = null;

tabs?.addEventListener("message", () => keeping?.());

/** Erases everything that was kept, of whomever, and stops keeping in every tab. */
export async function forgetKept(): Promise<void> {
  keeping?.();
  tabs?.postMessage("forget");
  await Promise.resolve().then(() => clear(store())).catch(() => undefined);
}

/** Leaves only this reader's, not too old and not too many. */
async function prune(whose: string, fresh: [string, number][]): Promise<void> {
  let gone: string[] = [];
  await update<Record<string, number>>(
    INDEX,
    (known) => {
      const all = Object.entries({ ...known, ...Object.fromEntries(fresh) }).sort(([, a], [, b]) => b - a);
      const stay = all.filter(([name, at]) => name.startsWith(`${whose} `) && !isOld(at)).slice(0, MOST_KEPT);
      const names = new Set(stay.map(([name]) => name));
      gone = all.map(([name]) => name).filter((name) => !names.has(name));
      return Object.fromEntries(stay);
    },
    store(),
  );
  if (gone.length > 0) await delMany(gone, store());
}

function show(client: QueryClient, { key, data, at }: Kept): void {
  if (client.getQueryData(key) !== undefined || isOld(at)) return;
  client.setQueryData(key, data, { updatedAt: at });
  // Whatever is kept may be old: it is asked for again as soon as somebody can be asked.
  client.getQueryCache().find({ queryKey: key, exact: true })?.invalidate();
}

/** Shows all that is kept for this reader, where nothing newer is known. */
export async function restoreKept(client: QueryClient, whose: string): Promise<void> {
  const all = await Promise.resolve().then(() => entries<string, Kept>(store())).catch(() => []);
  all.forEach(([name, kept]) => name.startsWith(`${whose} `) && show(client, kept));
}

/** Keeps what this reader reads until the returned function is called, and falls back to it where an answer does not come. */
export function keepQueries(client: QueryClient, whose: string, { worth }: KeepRule): () => void {
  const changed = new Map<string, Query>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stopped = false;

  async function write() {
    clearTimeout(timer);
    timer = undefined;
    const queries = [...changed.values()];
    changed.clear();
    const kept = queries.flatMap(({ queryKey: key, queryHash, state: { data } }): [string, Kept][] => {
      const part = worth(key, data);
      return part === undefined ? [] : [[place(whose, queryHash), { key, data: part, at: Date.now() }]];
    });
    if (stopped || kept.length === 0) return;
    try {
      await setMany(kept, store());
      if (!stopped) await prune(whose, kept.map(([name, { at }]) => [name, at]));
    } catch {
      // A full or forbidden storage costs reading without a network, nothing else.
    }
  }

  async function fallBack({ queryHash }: Query) {
    const kept = await Promise.resolve().then(() => get<Kept>(place(whose, queryHash), store())).catch(() => undefined);
    if (kept && !stopped) show(client, kept);
  }

  function note(query: Query) {
    changed.set(query.queryHash, query);
    timer ??= setTimeout(() => void write(), WRITE_AFTER);
  }

  const unsubscribe = client.getQueryCache().subscribe((event) => {
    if (event.type !== "updated") return;
    const { query, action } = event;
    if (action.type === "success" && query.state.fetchStatus !== "paused") note(query);
    else if ((action.type === "failed" || action.type === "error" || action.type === "pause") && query.state.data === undefined) void fallBack(query);
  });
  const handleHidden = () => document.hidden && void write();
  document.addEventListener("visibilitychange", handleHidden);
  // What was read before keeping began.
  client.getQueryCache().getAll().forEach((query) => query.state.data !== undefined && note(query));
  void Promise.resolve().then(() => prune(whose, [])).catch(() => undefined);

  const stop = () => {
    stopped = true;
    clearTimeout(timer);
    unsubscribe();
    document.removeEventListener("visibilitychange", handleHidden);
    if (keeping === stop) keeping = null;
  };
  keeping = stop;
  return stop;
}
