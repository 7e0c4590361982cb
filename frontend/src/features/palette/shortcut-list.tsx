import { Search } from "lucide-react";
import { useId, useRef, useState } from "react";
import { createPortal } from "react-dom";
import { Button } from "@/components/ui/button";
import { Kbd } from "@/components/ui/kbd";
import { useExit } from "@/components/ui/use-exit";
import { useModal } from "@/components/ui/use-modal";
import { actionIds, groups, known, type ActionId } from "@/lib/action-catalogue";
import { usePreferences } from "@/lib/preferences";
import { keyCaps, keysOf, shownKeysOf } from "@/lib/shortcut-keys";
import { useT } from "@/lib/use-t";
import { plain } from "./rank";

interface ShortcutListProps {
  onClose: () => void;
  /** To the page where keys are changed. */
  onChange: () => void;
}

/** Every shortcut there is, as it is now, whether it can be used at this moment or not. */
export function ShortcutList({ onClose, onChange }: ShortcutListProps) {
  const t = useT();
  const id = useId();
  const panel = useRef<HTMLDivElement>(null);
  const single = usePreferences((preferences) => preferences.singleKeys);
  const [query, setQuery] = useState("");
  useModal({ panel, onClose });
  useExit(panel, { opacity: 0, transform: "scale(.98)" }, 140);

  const words = plain(query).split(/\s+/).filter(Boolean);
  const matches = (action: ActionId) => words.every((word) => plain(`${t(known(action).title)} ${shownKeysOf(action) ?? ""}`).includes(word));
  const shown = groups.flatMap((group) => {
    const actions = actionIds.filter((action) => known(action).group === group && known(action).keys !== null && matches(action));
    return actions.length > 0 ? [{ group, actions }] : [];
  });

  return createPortal(
    <div data-overlay className="animate-appear fixed inset-0 z-drawer grid place-items-center bg-scrim p-2" onPointerDown={(event) => event.target === event.currentTarget && onClose()}>
      <div ref={panel} role="dialog" aria-modal="true" aria-labelledby={id} tabIndex={-1} className="animate-dialog flex max-h-full w-full max-w-[720px] flex-col overflow-hidden rounded-2xl border border-line2 bg-surface shadow-4 outline-none sm:max-h-[min(680px,92dvh)]">
        <div className="flex shrink-0 flex-wrap items-center gap-3 px-5 pb-3 pt-4">
          <h2 id={id} className="flex-1 text-lg font-semibold">{t("action.shortcuts")}</h2>
          <span className="field-ring flex min-h-8 items-center gap-2 rounded-md border border-control bg-surface px-2.5 max-sm:w-full pointer-coarse:min-h-11">
            <Search size={14} className="shrink-0 text-ink3" aria-hidden />
            <input data-autofocus="" type="search" aria-label={t("shortcuts.search")} placeholder={t("shortcuts.search")} value={query} onChange={(event) => setQuery(event.target.value)} className="min-w-0 flex-1 bg-transparent outline-none max-sm:text-lg" />
          </span>
        </div>
        {single ? null : <p className="mx-5 mb-2 rounded-md bg-note-soft px-2.5 py-1.5 text-xs text-note-ink">{t("shortcuts.single_off")}</p>}
        <div tabIndex={0} className="min-h-0 flex-1 gap-x-8 overflow-y-auto overscroll-contain border-t border-line px-5 pb-4 -outline-offset-2 sm:columns-2">
          {shown.map(({ group, actions }) => (
            <section key={group} aria-labelledby={`${id}-${group}`} className="break-inside-avoid pt-4">
              <h3 id={`${id}-${group}`} className="mb-1 text-2xs font-medium text-ink3">{t(`shortcuts.${group}`)}</h3>
              <dl>
                {actions.map((action) => (
                  <Shortcut key={action} action={action} />
                ))}
              </dl>
            </section>
          ))}
          {shown.length === 0 ? <p className="py-10 text-center text-ink2">{t("shortcuts.none", { query })}</p> : null}
        </div>
        <div className="flex shrink-0 flex-wrap justify-end gap-2 border-t border-line bg-sunken px-5 py-3">
          <Button variant="ghost" onClick={onChange}>{t("shortcuts.change")}</Button>
          <Button onClick={onClose}>{t("shortcuts.close")}</Button>
        </div>
      </div>
    </div>,
    document.body,
  );
}

function Shortcut({ action }: { action: ActionId }) {
  const t = useT();
  const keys = shownKeysOf(action) ? keysOf(action) : null;
  const ways = [...(keys ? [keys] : []), ...(known(action).also ?? [])];
  return (
    <div className="flex min-h-8 items-center gap-3">
      <dt className="min-w-0 flex-1">{t(known(action).title)}</dt>
      <dd className="flex shrink-0 items-center gap-1">
        {ways.length === 0 ? <span className="text-xs text-ink3">{t("shortcuts.off")}</span> : null}
        {ways.map((way, at) => (
          <span key={way} className="flex items-center gap-1">
            {at > 0 ? <span className="px-0.5 text-2xs text-ink3">{t("shortcuts.or")}</span> : null}
            <span className="sr-only">{keyCaps(way).join(" ")}</span>
            {keyCaps(way).map((key, index) => (
              <Kbd key={index} always>{key}</Kbd>
            ))}
          </span>
        ))}
      </dd>
    </div>
  );
}
