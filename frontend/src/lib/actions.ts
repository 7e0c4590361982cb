/** Everything one can do, defined once: menus, shortcuts and tests read the same list. */

import { useEffect, useRef } from "react";
import { tinykeys } from "tinykeys";
import type { MessageKey } from "./i18n";

export interface Action {
  id: string;
  title: MessageKey;
  /** In tinykeys' notation; single keys are silent while someone types. */
  shortcut?: string;
  when?: () => boolean;
  perform: () => void;
}

const registered = new Map<string, Action>();

const TYPING = "input, textarea, select, [contenteditable]";
const BUSY = '[role="menu"], [role="dialog"]';

function mayRun(event: KeyboardEvent, shortcut: string): boolean {
  const target = event.target instanceof Element ? event.target : null;
  if (shortcut.includes("$mod")) return true;
  if (target?.closest(BUSY)) return false;
  return shortcut === "Escape" || !target?.closest(TYPING);
}

/** Listens for the shortcuts of whatever is registered at that moment. */
export function listenForShortcuts(target: Window): () => void {
  const shortcuts = new Set([...registered.values()].flatMap((action) => action.shortcut ?? []));
  return tinykeys(
    target,
    Object.fromEntries(
      [...shortcuts].map((shortcut) => [
        shortcut,
        (event: KeyboardEvent) => {
          const action = [...registered.values()].reverse().find((each) => each.shortcut === shortcut && (each.when?.() ?? true));
          if (!action || event.defaultPrevented || !mayRun(event, shortcut)) return;
          event.preventDefault();
          action.perform();
        },
      ]),
    ),
  );
}

let unlisten: (() => void) | undefined;

function listenAgain() {
  unlisten?.();
  unlisten = registered.size > 0 ? listenForShortcuts(window) : undefined;
}

/** What can be done right now, for menus and the list of shortcuts. */
export function availableActions(): Action[] {
  return [...registered.values()].filter((action) => action.when?.() ?? true);
}

/** Offers actions while the component is mounted. The set of ids must not change between renders. */
export function useActions(actions: Action[]): void {
  const latest = useRef(actions);
  useEffect(() => {
    latest.current = actions;
  });
  useEffect(() => {
    const mine = latest.current.map(({ id, title, shortcut }): Action => {
      const now = () => latest.current.find((each) => each.id === id);
      return { id, title, shortcut, when: () => now()?.when?.() ?? true, perform: () => now()?.perform() };
    });
    mine.forEach((action) => registered.set(action.id, action));
    listenAgain();
    return () => {
      mine.forEach((action) => registered.get(action.id) === action && registered.delete(action.id));
      listenAgain();
    };
  }, []);
}
