import { RotateCcw } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { known, type ActionId } from "@/lib/action-catalogue";
import { prefer, usePreferences } from "@/lib/preferences";
import { isSingle, keysOf, shownKeys } from "@/lib/shortcut-keys";
import { toast } from "@/lib/toasts";
import { useT } from "@/lib/use-t";
import { isKept, takeKeys, takenBy } from "../own-keys";
import { KeyCatcher } from "./key-catcher";
import { Keys } from "./keys";
import { ShortcutRefusal } from "./shortcut-refusal";

/** An action and its keys. Pressing others gives it those; whose they are already is named first. */
export function ShortcutRow({ id }: { id: ActionId }) {
  const t = useT();
  const { shortcuts, singleKeys } = usePreferences();
  const [catching, setCatching] = useState(false);
  const [refused, setRefused] = useState<{ keys: string; owners: ActionId[] }>();
  const change = useRef<HTMLButtonElement>(null);
  const focusChange = useRef(false);
  const { title, keys: original, also, inField } = known(id);
  const keys = keysOf(id);
  const off = keys !== null && !inField && isSingle(keys) && !singleKeys;
  const name = t(title);

  useEffect(() => {
    if (!focusChange.current || catching || refused) return;
    focusChange.current = false;
    change.current?.focus();
  });

  function settle(given: string | null, owners: ActionId[] = []) {
    takeKeys(owners, id, given);
    setRefused(undefined);
    focusChange.current = true;
    const text = given ? t("settings.shortcut_changed", { action: name, keys: shownKeys(given) }) : t("settings.shortcut_removed", { action: name });
    toast({ id: "shortcut", tone: "done", text, action: { label: t("settings.undo"), perform: () => prefer({ shortcuts }) } });
  }

  function handleCaught(caught: string | null | undefined) {
    setCatching(false);
    focusChange.current = true;
    if (caught === undefined || caught === keys) return;
    const owners = caught ? takenBy(caught, id) : [];
    if (caught && isKept(caught)) setRefused({ keys: caught, owners: [] });
    else if (caught && owners.length > 0) setRefused({ keys: caught, owners });
    else settle(caught);
  }

  return (
    <li className="py-1.5">
      <div className="flex min-h-8 items-center gap-2 pointer-coarse:min-h-11">
        <span className="min-w-0 flex-1">
          {name}
          {also ? <span className="ml-2 text-xs text-ink3">{t("settings.shortcut_also", { keys: also.map(shownKeys).join(" ") })}</span> : null}
        </span>
        {catching ? (
          <KeyCatcher action={name} onCaught={handleCaught} />
        ) : (
          <>
            <Keys keys={keys} off={off} />
            {shortcuts[id] === undefined ? null : (
              <IconButton icon={RotateCcw} size="sm" label={t("settings.shortcut_reset_of", { action: name, keys: original ? shownKeys(original) : t("settings.shortcut_none") })} onClick={() => settle(original)} />
            )}
            <Button ref={change} size="sm" variant="ghost" aria-label={t("settings.shortcut_change_of", { action: name, keys: keys ? shownKeys(keys) : t("settings.shortcut_none") })} onClick={() => { setRefused(undefined); setCatching(true); }}>
              {t("settings.shortcut_change")}
            </Button>
          </>
        )}
      </div>
      {refused ? <ShortcutRefusal {...refused} onTake={() => settle(refused.keys, refused.owners)} onKeep={() => { setRefused(undefined); focusChange.current = true; }} /> : null}
    </li>
  );
}
