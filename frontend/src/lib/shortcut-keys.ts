/** The keys of an action as they are now: what was pressed, what is listened for, and how this machine's keyboard names it. */

import { known, type ActionId } from "./action-catalogue";
import { usePreferences, type Preferences } from "./preferences";

const apple = /Mac|iP(hone|ad)/.test(navigator.userAgent);

/** A letter, figure or sign, however it is typed; never a named key. */
const oneSign = (key: string) => [...key].length === 1 && key !== " ";

/**
 * One press in the catalogue's notation, or null for a modifier alone.
 * A sign is the sign, whether this keyboard needs Shift or AltGr for it; on a keyboard of other letters, the letter in the same place counts.
 */
export function pressOf(event: KeyboardEvent): string | null {
  if (["Shift", "Control", "Alt", "Meta", "AltGraph", "CapsLock", "Dead", "Process", "Unidentified"].includes(event.key)) return null;
  const place = /^Key([A-Z])$/.exec(event.code)?.[1];
  const latin = /^\p{L}$/u.test(event.key) && !/^[a-z]$/i.test(event.key) && place ? place : event.key;
  const key = oneSign(latin) ? latin.toLowerCase() : latin === " " ? "Space" : latin;
  const typed = oneSign(key) && !/^\p{L}$/u.test(key);
  const graph = event.getModifierState("AltGraph");
  const mod = apple ? event.metaKey : event.ctrlKey && !graph;
  const other = apple ? event.ctrlKey : event.metaKey;
  return [mod && "$mod", other && "Other", event.altKey && !graph && "Alt", event.shiftKey && !typed && "Shift", key].filter(Boolean).join("+");
}

/** The keys of an action with these preferences; null when it has none. */
export function keysOf(id: ActionId, { shortcuts, sendWith }: Preferences = usePreferences.getState()): string | null {
  const own = shortcuts[id];
  if (own !== undefined) return own;
  return id === "composer.send" && sendWith === "enter" ? "Enter" : known(id).keys;
}

/** Whether keys are letters, figures or signs alone: what WCAG 2.1.4 lets people switch off. */
export function isSingle(keys: string): boolean {
  return keys.split(" ").every((press) => !/^(\$mod|Alt|Other)\+/.test(press) && oneSign(press.replace("Shift+", "")));
}

/** Whether an event is the press of an action whose keys belong to the field that asks. */
export function isPressed(id: ActionId, event: KeyboardEvent): boolean {
  return !event.isComposing && pressOf(event) === keysOf(id);
}

const NAMES: Record<string, string> = { Enter: "↵", ArrowUp: "↑", ArrowDown: "↓", ArrowLeft: "←", ArrowRight: "→", Escape: "Esc", Backspace: "⌫", Tab: "⇥", Shift: "⇧", $mod: apple ? "⌘" : "Ctrl", Alt: apple ? "⌥" : "Alt", Other: apple ? "⌃" : "⊞" };

/** Each key by the name on this keyboard: `["⇧", "E"]`. */
export function keyCaps(keys: string): string[] {
  return keys.split(" ").flatMap((press) => press.split(/\+(?!$)/).map((key) => NAMES[key] ?? (oneSign(key) ? key.toUpperCase() : key)));
}

/** In one word: `⇧E`, `⌘↵`, `Ctrl ↵`, `G I`. */
export function shownKeys(keys: string): string {
  return keys
    .split(" ")
    .map((press) => keyCaps(press).reduce((said, key) => `${said}${/\w\w$/.test(said) ? " " : ""}${key}`, ""))
    .join(" ");
}

const mod = `${NAMES.$mod} Enter`;

/** What Enter does in a reply, by preference: the press that sends, and the one that makes a line. */
export const SEND_PAIRS = { "mod-enter": { send: mod, line: "Enter" }, enter: { send: "Enter", line: mod } };

/** For `aria-keyshortcuts`. */
export function ariaKeys(keys: string): string {
  return keys.replaceAll("$mod", apple ? "Meta" : "Control");
}

function effective(id: ActionId | undefined, preferences: Preferences): string | null {
  const keys = id ? keysOf(id, preferences) : null;
  return keys !== null && (preferences.singleKeys || known(id as ActionId).inField || !isSingle(keys)) ? keys : null;
}

/** The keys of an action that work at this moment, as a screen says them; undefined when there are none. */
export function shownKeysOf(id: ActionId | undefined): string | undefined {
  const keys = effective(id, usePreferences.getState());
  return keys === null ? undefined : shownKeys(keys);
}

/** The same, following the preferences. */
export function useKeys(id: ActionId | undefined): string | undefined {
  const keys = usePreferences((preferences) => effective(id, preferences));
  return keys === null ? undefined : shownKeys(keys);
}
