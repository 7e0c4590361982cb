/** What a member prefers on this device. Theme and language have files of their own: the first paint needs them. */

import { create } from "zustand";
import { persist } from "zustand/middleware";
import { keptOnDevice } from "./kept";

export interface Preferences {
  /** BCP 47, for numbers, dates and money; `auto` follows the browser, else the language. */
  region: string;
  density: "comfortable" | "compact";
  /** What sends a reply; the other one makes a new line. */
  sendWith: "mod-enter" | "enter";
  sound: boolean;
  /** Notifications of the browser, where it lets us. */
  notify: boolean;
  /** Shortcuts of a single key (WCAG 2.1.4 asks for a way to switch them off). */
  singleKeys: boolean;
  /** By action id: keys as the catalogue writes them, or null for none. Actions that are not here keep their own. */
  shortcuts: Record<string, string | null>;
  /** CSS pixels; the panes keep to their limits. */
  listWidth: number;
  detailsWidth: number;
}

export const DEFAULTS: Preferences = {
  region: "auto",
  density: "comfortable",
  sendWith: "mod-enter",
  sound: false,
  notify: false,
  singleKeys: true,
  shortcuts: {},
  listWidth: 336,
  detailsWidth: 308,
};

export const usePreferences = create<Preferences>()(persist((): Preferences => DEFAULTS, { name: "pytake.preferences", storage: keptOnDevice() }));

export function prefer(change: Partial<Preferences>): void {
  usePreferences.setState(change);
}
