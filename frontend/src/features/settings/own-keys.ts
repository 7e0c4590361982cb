/** The keys a member gives to actions, on this device. */

import { actionIds, known, type ActionId } from "@/lib/action-catalogue";
import { prefer, usePreferences } from "@/lib/preferences";
import { keysOf } from "@/lib/shortcut-keys";

const own = () => usePreferences.getState().shortcuts;

/** Gives an action these keys, or none. Its own are not written down: they may change with a new version. */
export function giveKeys(id: ActionId, keys: string | null): void {
  const { [id]: _, ...others } = own();
  prefer({ shortcuts: keys === known(id).keys ? others : { ...others, [id]: keys } });
}

/** Who has these keys already, or keys that begin alike, so that the shorter would always act first. Fields have keys of their own. */
export function takenBy(keys: string, except: ActionId): ActionId[] {
  return actionIds.filter((id) => {
    const theirs = keysOf(id);
    if (id === except || theirs === null || known(id).inField !== known(except).inField) return false;
    return theirs === keys || theirs.startsWith(`${keys} `) || keys.startsWith(`${theirs} `);
  });
}

/** Takes keys away from others, and gives one these. */
export function takeKeys(from: ActionId[], to: ActionId, keys: string | null): void {
  from.forEach((id) => giveKeys(id, null));
  giveKeys(to, keys);
}

const KEPT = /^(\$mod\+[acvxwtnqlrp]|\$mod\+Shift\+[wtnpr]|\$mod\+(Tab|[0-9])|(Shift\+)?(Tab|F5|F11|F12)|Alt\+F4|Alt\+Arrow(Left|Right)|Escape)$/;

/** Whether the browser, the system or every text field does something else with these keys. */
export const isKept = (keys: string): boolean => keys.split(" ").some((press) => KEPT.test(press));
