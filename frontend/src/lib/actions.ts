/** Everything one can do now, offered once: shortcuts, menus, the palette and tests read the same list. */

import { useEffect, useRef } from "react";
import type { LucideIcon } from "lucide-react";
import { actionIds, known, type ActionGroup, type ActionId } from "./action-catalogue";
import type { MessageKey } from "./i18n";
import { usePreferences } from "./preferences";
import { isSingle, keysOf, pressOf } from "./shortcut-keys";

export interface OfferedAction {
  id: ActionId;
  /** Says more exactly what would happen now; else the catalogue's words. */
  title?: MessageKey;
  icon?: LucideIcon;
  when?: () => boolean;
  perform: () => void;
  /** Whether the palette offers it; unless the catalogue says that it only makes sense as a key, it does. */
  palette?: boolean;
}

export interface Action {
  id: ActionId;
  title: MessageKey;
  group: ActionGroup;
  icon?: LucideIcon;
  palette: boolean;
  perform: () => void;
}

type Registered = () => OfferedAction | undefined;

const registered = new Set<{ id: ActionId; now: Registered }>();

const TYPING = "input:not([type=checkbox], [type=radio], [type=button]), textarea, select, [contenteditable]";
const BUSY = '[role="menu"], [role="dialog"], [role="alertdialog"]';
/** Between the presses of a sequence, in milliseconds. */
const PATIENCE = 1_000;

/** How long a press waits for what it is for, in milliseconds. */
const EARLY = 1_500;

/** The one who offered an action last performs it. */
function offered(id: ActionId): OfferedAction | undefined {
  return [...registered].reverse().flatMap((each) => (each.id === id ? (each.now() ?? []) : [])).find((each) => each.when?.() ?? true);
}

function ids(): ActionId[] {
  return [...new Set([...registered].map((each) => each.id))];
}

/** What can be done right now, in the order of the catalogue. */
export function availableActions(): Action[] {
  const here = new Set(ids());
  return actionIds.filter((id) => here.has(id)).flatMap((id) => {
    const action = offered(id);
    const { title, group, keyOnly } = known(id);
    return action ? [{ id, title: action.title ?? title, group, icon: action.icon, palette: action.palette ?? !keyOnly, perform: action.perform }] : [];
  });
}

/** Performs an action if it can be done now; whether it was. */
export function performAction(id: ActionId): boolean {
  const action = offered(id);
  action?.perform();
  return Boolean(action);
}

function mayRun(id: ActionId, keys: string, event: KeyboardEvent): boolean {
  const { inField, anywhere, repeats } = known(id);
  const target = event.target instanceof Element ? event.target : null;
  if (inField || (event.repeat && !repeats)) return false;
  if (isSingle(keys) && !usePreferences.getState().singleKeys) return false;
  if (!anywhere && (target?.closest(BUSY) || document.querySelector('[aria-modal="true"]'))) return false;
  return /\$mod|Alt\+|Escape|^(Shift\+)?F\d/.test(keys) || !target?.closest(TYPING);
}

let begun = "";
let forget: ReturnType<typeof setTimeout> | undefined;

/** Pressed before it was offered, on a page that was still on its way. Whatever one does next takes it back. */
let early: { id: ActionId; page: string; until: number } | undefined;
/** Until when one more press that nothing answers is a word somebody types, not a step. */
let typing = 0;

function forgetEarly() {
  early = undefined;
  typing = 0;
}

function performEarly(offering: { id: ActionId }[]) {
  const waiting = early;
  if (!waiting || !offering.some(({ id }) => id === waiting.id)) return;
  early = undefined;
  if (waiting.page === location.pathname && Date.now() < waiting.until) performAction(waiting.id);
}

function handleKeyDown(event: KeyboardEvent) {
  early = undefined;
  const press = event.defaultPrevented || event.isComposing ? null : pressOf(event);
  if (!press) return;
  const attempts = begun ? [`${begun} ${press}`, press] : [press];
  // Asked of the few that have these keys, not of all: this runs at every key somebody types.
  const here = ids();
  const choices = here.flatMap((id) => {
    const keys = keysOf(id);
    return keys !== null && attempts.some((attempt) => keys === attempt || keys.startsWith(`${attempt} `)) && mayRun(id, keys, event) ? [{ id, keys }] : [];
  });
  clearTimeout(forget);
  begun = "";
  for (const attempt of attempts) {
    const chosen = choices.find(({ id, keys }) => keys === attempt && offered(id));
    if (chosen) {
      event.preventDefault();
      performAction(chosen.id);
      return;
    }
    if (choices.some(({ keys }) => keys.startsWith(`${attempt} `))) {
      begun = attempt;
      forget = setTimeout(() => (begun = ""), PATIENCE);
      return;
    }
  }
  const now = Date.now();
  // The end of a sequence means something else than the key alone.
  const id = now < typing || attempts.length > 1 ? undefined : actionIds.find((each) => known(each).awaited && keysOf(each) === press && !here.includes(each) && mayRun(each, press, event));
  typing = now + EARLY;
  if (id) early = { id, page: location.pathname, until: typing };
}

/** Offers actions while the component is mounted. */
export function useActions(actions: OfferedAction[]): void {
  const latest = useRef(actions);
  useEffect(() => {
    latest.current = actions;
  });
  const which = actions.map((each) => each.id).join(" ");
  useEffect(() => {
    const mine = (which ? which.split(" ") : []).map((id) => ({ id: id as ActionId, now: () => latest.current.find((each) => each.id === id) }));
    if (registered.size === 0) {
      window.addEventListener("keydown", handleKeyDown);
      window.addEventListener("pointerdown", forgetEarly, { capture: true });
    }
    mine.forEach((each) => registered.add(each));
    performEarly(mine);
    return () => {
      mine.forEach((each) => registered.delete(each));
      if (registered.size > 0) return;
      window.removeEventListener("keydown", handleKeyDown);
      window.removeEventListener("pointerdown", forgetEarly, { capture: true });
      forgetEarly();
    };
  }, [which]);
}
