/**
 * Small things that must outlive the page, one entry a key, shared by the tabs of this browser.
 * In IndexedDB: what localStorage was given in the seconds before a browser dies is gone (measured with Chromium), what IndexedDB took is not.
 * IndexedDB takes nothing from a page that is left before it has answered: that alone waits in localStorage, which answers at once.
 */

import { createStore, del, entries, set } from "idb-keyval";
import { onDevice } from "./kept";

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

  /** What the device has not taken yet: the newest of each key, without a value where it is dropped. */
  const asked = new Map<string, { value?: T }>();
  const place = `pytake.${name}.left`;
  let leaving = false;

  const left = () => JSON.parse((onDevice.getItem(place) as string | null) ?? "{}") as Record<string, { value?: T }>;
  const leave = (all: Record<string, { value?: T }>) => onDevice.setItem(place, JSON.stringify(all));

  function ask(key: string, what: { value?: T }) {
    asked.set(key, what);
    if (leaving) leave({ ...left(), [key]: what });
    return function taken() {
      if (asked.get(key) === what) asked.delete(key);
      const { [key]: older, ...others } = left();
      if (older && !asked.has(key)) leave(others);
    };
  }

  addEventListener("pagehide", () => {
    leaving = true;
    if (asked.size > 0) leave({ ...left(), ...Object.fromEntries(asked) });
  });
  addEventListener("pageshow", () => {
    leaving = false;
  });

  tabs?.addEventListener("message", ({ data }: MessageEvent<{ key: string; value?: T }>) => listeners.forEach((listener) => listener(data.key, data.value)));

  async function put(key: string, value: T): Promise<boolean> {
    const taken = ask(key, { value });
    tabs?.postMessage({ key, value });
    try {
      await set(key, value, store());
      unkept.delete(key);
      taken();
      return true;
    } catch {
      unkept.set(key, value);
      return false;
    }
  }

  async function drop(key: string): Promise<void> {
    const taken = ask(key, {});
    tabs?.postMessage({ key });
    unkept.delete(key);
    await Promise.resolve()
      .then(() => del(key, store()))
      .then(taken)
      .catch(() => undefined);
  }

  return {
    all: async () => {
      const kept = await Promise.resolve()
        .then(() => entries<string, T>(store()))
        .catch(() => []);
      const all = new Map([...kept, ...unkept]);
      for (const [key, { value }] of Object.entries(left())) {
        // What is asked for now is newer.
        if (asked.has(key)) continue;
        if (value === undefined) all.delete(key);
        else all.set(key, value);
        void (value === undefined ? drop(key) : put(key, value));
      }
      return [...all];
    },
    put,
    drop,
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
