import { Search, X } from "lucide-react";
import { useDeferredValue, useEffect, useId, useLayoutEffect, useMemo, useRef, useState, type KeyboardEvent } from "react";
import { createPortal, flushSync } from "react-dom";
import { Avatar } from "@/components/avatar";
import { Kbd } from "@/components/ui/kbd";
import { useExit } from "@/components/ui/use-exit";
import { useModal } from "@/components/ui/use-modal";
import { serverNow } from "@/lib/clock";
import { useT } from "@/lib/use-t";
import { PaletteFoot } from "./palette-foot";
import { isCommand, type Group, type PaletteItem, type Scope } from "./palette-item";
import { PaletteNothing } from "./palette-nothing";
import { PaletteRow } from "./palette-row";
import { readAhead } from "./rank";
import { noteCommand } from "./recent-commands";
import { resultsOf } from "./results";

interface PaletteProps {
  items: PaletteItem[];
  scope?: Scope;
  /** More conversations are on their way. */
  looking: boolean;
  /** How far conversations are searched, in words. */
  searched: string;
  /** Somebody may be looked for. */
  onSeek: () => void;
  /** What was typed until it had the focus; from then on it listens itself. */
  takeTyped: () => string;
  onClose: () => void;
  onShortcuts: () => void;
}

const SCOPED: readonly Group[] = ["here", "canned"];

/** Search and commands: what is typed is looked for in everything one can do or open, here first. */
export function Palette({ items, scope, looking, searched, onSeek, takeTyped, onClose, onShortcuts }: PaletteProps) {
  const t = useT();
  const id = useId();
  const panel = useRef<HTMLDivElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const [query, setQuery] = useState("");
  const [scoped, setScoped] = useState(scope !== undefined);
  const [narrowed, setNarrowed] = useState<Group>();
  const [picked, setPicked] = useState<string>();
  const asked = useDeferredValue(query);
  useModal({ panel, onClose });
  useExit(panel, { opacity: 0, transform: "translateY(-4px) scale(.98)" }, 98);

  const results = useMemo(() => resultsOf(scoped ? items : items.filter((item) => !SCOPED.includes(item.group)), { query: asked, narrowed, now: serverNow() }), [items, scoped, asked, narrowed]);
  const found = results.flatMap((group) => group.found);
  // What was picked stays so while others come.
  const chosen = Math.max(0, found.findIndex(({ item }) => item.id === picked));
  const people = (!narrowed || narrowed === "people") && !asked.trimStart().startsWith(">");
  const awaited = looking && people;
  const seeks = people && (narrowed === "people" || asked.trim() !== "");
  const rowId = (index: number) => `${id}-${index}`;

  // After the modal's own effect: the field has the focus by now.
  useEffect(() => setQuery(takeTyped()), [takeTyped]);
  useEffect(() => readAhead(items), [items]);
  // Before it is painted that nobody was found.
  useLayoutEffect(() => void (seeks && onSeek()), [seeks, onSeek]);
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: "nearest" });
  }, [chosen, results]);

  function look(next: { query?: string; narrowed?: Group }) {
    if (next.query !== undefined) setQuery(next.query);
    if ("narrowed" in next) setNarrowed(next.narrowed);
    setPicked(undefined);
  }

  function perform(item: PaletteItem | undefined) {
    if (!item) return;
    if (isCommand(item) || item.group === "canned") noteCommand(item.id);
    // Closed first: the focus is back where it was, and what is performed may take it from there.
    flushSync(onClose);
    item.perform();
  }

  function stepBack(): boolean {
    if (narrowed) look({ narrowed: undefined });
    else if (scoped && scope) setScoped(false);
    else return false;
    return true;
  }

  function handleKeyDown(event: KeyboardEvent) {
    const count = found.length;
    const moves: Record<string, number> = { ArrowDown: (chosen + 1) % count, ArrowUp: (chosen - 1 + count) % count, PageDown: Math.min(count - 1, chosen + 8), PageUp: Math.max(0, chosen - 8) };
    if (event.nativeEvent.isComposing) return;
    if (event.key in moves) setPicked(found[moves[event.key] ?? 0]?.item.id);
    else if (event.key === "Enter") perform(found[chosen]?.item);
    else if (event.key === "Tab") {
      if (event.shiftKey) stepBack();
      else if (!narrowed && found[chosen]) look({ narrowed: found[chosen].item.group });
    } else if (event.key === "?" && query === "") onShortcuts();
    else if (event.key !== "Backspace" || query !== "" || !stepBack()) return;
    event.preventDefault();
  }

  let index = -1;
  return createPortal(
    <div data-overlay className="animate-appear fixed inset-0 z-drawer flex justify-center bg-scrim px-2 pb-2 pt-[min(112px,13dvh)] max-sm:pt-[max(0.5rem,env(safe-area-inset-top))]" onPointerDown={(event) => event.target === event.currentTarget && onClose()}>
      <div ref={panel} role="dialog" aria-modal="true" aria-label={t("action.palette")} tabIndex={-1} className="animate-menu flex max-h-[min(640px,100%)] w-full max-w-[640px] flex-col self-start overflow-hidden rounded-2xl border border-line2 bg-surface shadow-4">
        <div className="flex min-h-14 shrink-0 flex-wrap items-center gap-x-3 gap-y-1 border-b border-line px-4">
          <Search size={18} className="shrink-0 text-ink3" aria-hidden />
          {scoped && scope ? (
            <span className="flex max-w-[45%] items-center gap-1.5 rounded-md bg-active py-1 pl-1.5 pr-1 text-xs font-medium">
              {scope.name ? <Avatar name={scope.name} size={16} /> : null}
              <span dir="auto" className="truncate">{scope.label}</span>
              <button type="button" tabIndex={-1} aria-label={t("palette.everywhere")} data-tip={t("palette.everywhere")} onClick={() => setScoped(false)} className="touch-target grid size-4 place-items-center rounded-xs text-ink3 hover:text-ink"><X size={11} strokeWidth={2} aria-hidden /></button>
            </span>
          ) : null}
          {narrowed ? <span className="rounded-md bg-accent-soft px-2 py-1 text-xs font-medium text-accent-ink">{t(`palette.${narrowed}`)}</span> : null}
          <input
            data-autofocus=""
            role="combobox"
            aria-expanded={found.length > 0}
            aria-controls={`${id}-list`}
            aria-autocomplete="list"
            aria-activedescendant={found.length > 0 ? rowId(chosen) : undefined}
            aria-label={t("action.palette")}
            placeholder={t("palette.placeholder")}
            value={query}
            onChange={(event) => look({ query: event.target.value })}
            onKeyDown={handleKeyDown}
            autoComplete="off"
            autoCorrect="off"
            spellCheck={false}
            enterKeyHint="go"
            dir="auto"
            className="min-h-11 min-w-24 flex-1 bg-transparent text-lg tracking-normal outline-none"
          />
          <button type="button" tabIndex={-1} aria-label={t("palette.close")} onClick={onClose} className="grid min-h-8 min-w-8 place-items-center rounded-sm text-ink3 hover:bg-hover pointer-coarse:min-h-11 pointer-coarse:min-w-11">
            <Kbd>{"esc"}</Kbd>
            <X size={18} className="md:hidden" aria-hidden />
          </button>
        </div>
        <div ref={list} id={`${id}-list`} role="listbox" aria-label={t("palette.results", { n: found.length })} className="min-h-0 flex-1 overflow-y-auto overscroll-contain pb-2">
          {results.map(({ group, found: rows }) => (
            <div key={group} role="group" aria-labelledby={`${id}-${group}`}>
              <div id={`${id}-${group}`} className="px-[18px] pb-1 pt-3 text-2xs font-medium text-ink3">{t(`palette.${group}`)}</div>
              {rows.map((each) => {
                const mine = ++index;
                return <PaletteRow key={each.item.id} id={rowId(mine)} found={each} selected={mine === chosen} onPoint={() => setPicked(each.item.id)} onPick={() => perform(each.item)} />;
              })}
            </div>
          ))}
          <PaletteNothing query={asked.replace(/^\s*>/, "").trim()} looking={awaited} searched={people ? searched : undefined} found={found.length} />
        </div>
        <p role="status" className="sr-only">{awaited && found.length === 0 ? t("palette.looking") : found.length === 0 ? t("palette.nothing", { query: asked }) : t("palette.results", { n: found.length })}</p>
        <PaletteFoot onShortcuts={onShortcuts} />
      </div>
    </div>,
    document.body,
  );
}
