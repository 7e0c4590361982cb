/**
 * Small things that must outlive the page, one entry a key, shared by the tabs of this browser.
 * In IndexedDB: what localStorage was given in the seconds before a browser dies is gone (measured with Chromium), what IndexedDB took is not.
 */

import { createStore, del, entries, set } from "idb-keyval";

type Listener<T> = (key: string, value: T | undefined) => void;

export interface Shelf<T> {
  all: () => Promise<[string, T][]>;
  /** Resolves to whether the device keeps it; where it does not, it is kept while the page is open. */
  put: (key: string, value: T) => Promise<boolean>;
  drop: (key: string) => Promise<void>;
  /** What other tabs put (or, `undefined`, dropped). */
  onChange: (listener: Listener<T>) => () => void;
}

export function shelf<T>(name: string): Shelf<T> {
  const listeners = new Set<Listener<T>>();
  /** What the device would not take: a full storage, or one that is forbidden. */
  const unkept = new Map<string, T>();
  const tabs = typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel(`pytake.${name}`);
  let opened: ReturnType<typeof createStore> | undefined;
  const store = () => (opened ??= createStore(`pytake-${name}`, name));

  tabs?.addEventListener("message", ({ data }: MessageEvent<{ key: string; value?: T }>) => listeners.forEach((listener) => listener(data.key, data.value)));

  return {
    all: async () => {
      const kept = await Promise.resolve()
        .then(() => entries<string, T>(store()))
        .catch(() => []);
      return [...kept.filter(([key]) => !unkept.has(key)), ...unkept];
    },
    put: async (key, value) => {
      tabs?.postMessage({ key, value });
      try {
        await set(key, value, store());
        unkept.delete(key);
        return true;
      } catch {
        unkept.set(key, value);
        return false;
      }
    },
    drop: async (key) => {
      tabs?.postMessage({ key });
      unkept.delete(key);
      await Promise.resolve()
        .then(() => del(key, store()))
        .catch(() => undefined);
    },
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
