/** The keys a member gives to actions, on this device. */

import { known, type ActionId } from "@/lib/action-catalogue";
import { prefer, usePreferences } from "@/lib/preferences";

const own = () => usePreferences.getState().shortcuts;

/** Gives an action these keys, or none. Its own are not written down: they may change with a new version. */
export function giveKeys(id: ActionId, keys: string | null): void {
  const { [id]: _, ...others } = own();
  prefer({ shortcuts: keys === known(id).keys ? others : { ...others, [id]: keys } });
}

/** Takes keys away from one action and gives them to another. */
export function takeKeys(from: ActionId, to: ActionId, keys: string): void {
  giveKeys(from, null);
  giveKeys(to, keys);
}

const KEPT = /^(\$mod\+[acvxwtnqlrp]|\$mod\+Shift\+[wtnpr]|\$mod\+(Tab|[0-9])|(Shift\+)?(Tab|F5|F11|F12)|Alt\+F4|Alt\+Arrow(Left|Right)|Escape)$/;

/** Whether the browser, the system or every text field does something else with these keys. */
export const isKept = (keys: string): boolean => keys.split(" ").some((press) => KEPT.test(press));
