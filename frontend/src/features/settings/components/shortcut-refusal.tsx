import { useLingui } from "@lingui/react";
import type { KeyboardEvent } from "react";
import { Button } from "@/components/ui/button";
import { known, type ActionId } from "@/lib/action-catalogue";
import { keysOf, shownKeys } from "@/lib/shortcut-keys";
import { useT } from "@/lib/use-t";

interface ShortcutRefusalProps {
  keys: string;
  /** Whose they are, or whose begin alike; nobody's when the browser keeps them. */
  owners: ActionId[];
  onTake: () => void;
  onKeep: () => void;
}

/** Why keys were not given at once: who has them, and what becomes of it. The focus waits where nothing changes. */
export function ShortcutRefusal({ keys, owners, onTake, onKeep }: ShortcutRefusalProps) {
  const t = useT();
  const { locale } = useLingui().i18n;
  const all = (each: string[]) => new Intl.ListFormat(locale).format(each);
  const actions = all(owners.map((id) => t("settings.shortcut_action", { action: t(known(id).title) })));
  const theirs = owners.map((id) => keysOf(id) ?? "");
  const said = { keys: shownKeys(keys), actions, n: owners.length, theirs: all(theirs.map(shownKeys)) };

  function handleKeyDown(event: KeyboardEvent) {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    onKeep();
  }

  return (
    <div onKeyDown={handleKeyDown} className="mb-1 mt-1.5 flex flex-wrap items-center justify-end gap-2 rounded-md border border-note-line bg-note-soft px-3 py-2 text-xs text-note-ink">
      <p role="alert" className="min-w-0 grow basis-72">
        {t(owners.length === 0 ? "settings.shortcut_kept" : theirs.includes(keys) ? "settings.shortcut_taken" : "settings.shortcut_alike", said)}
      </p>
      <Button size="sm" autoFocus onClick={onKeep}>{t("settings.shortcut_leave")}</Button>
      {owners.length > 0 ? <Button size="sm" onClick={onTake}>{t("settings.shortcut_take", said)}</Button> : null}
    </div>
  );
}
