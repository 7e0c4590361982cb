import { useVirtualizer } from "@tanstack/react-virtual";
import { Pause, Play, Trash2 } from "lucide-react";
import { useMemo, useRef, useState, type KeyboardEvent } from "react";
import { IconButton } from "@/components/ui/icon-button";
import { api } from "../api";
import type { LogEntry } from "../model";
import { complain, notice } from "../notices";
import { Segmented } from "../segmented";
import { useSimulator } from "../store";
import { useWords } from "../words/use-words";
import { LogDetail } from "./log-detail";
import { LogRow } from "./log-row";

const FILTERS = {
  all: () => true,
  inbound: ({ direction }: LogEntry) => direction === "inbound",
  outbound: ({ direction }: LogEntry) => direction === "outbound",
  failed: ({ failed }: LogEntry) => failed,
};
type Filter = keyof typeof FILTERS;

const coarse = matchMedia("(pointer: coarse)").matches;

/** Every webhook and call, newest first, and what travelled in the picked one. */
export function LogPanel() {
  const { say } = useWords();
  const live = useSimulator(({ log }) => log);
  const [filter, setFilter] = useState<Filter>("all");
  const [held, setHeld] = useState<LogEntry[] | null>(null);
  const [picked, setPicked] = useState<number | null>(null);
  const scroll = useRef<HTMLDivElement>(null);
  const entries = useMemo(() => (held ?? live).filter(FILTERS[filter]).reverse(), [held, live, filter]);
  const rows = useVirtualizer({ count: entries.length, getScrollElement: () => scroll.current, estimateSize: () => (coarse ? 44 : 34), overscan: 8, getItemKey: (index) => entries[index]?.id ?? index });
  const shown = rows.getVirtualItems().map(({ index }) => entries[index]?.id);
  // One stop for the Tab key: the picked row, or the first in sight.
  const stop = picked !== null && shown.includes(picked) ? picked : shown[0];

  function handleKeyDown(event: KeyboardEvent) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const at = entries.findIndex(({ id }) => id === picked);
    const index = at < 0 ? 0 : at + step;
    const next = entries[index];
    if (!next) return;
    setPicked(next.id);
    rows.scrollToIndex(index);
    requestAnimationFrame(() => scroll.current?.querySelector<HTMLElement>("[aria-current]")?.focus());
  }

  function handleClear() {
    if (live.length === 0) return;
    setHeld(null);
    setPicked(null);
    const undo = { label: say("undo"), act: () => { api.restoreLog().catch(complain); } };
    api.clearLog().then(() => notice(say("log_cleared"), { act: undo }), complain);
  }

  const missed = held ? live.filter(({ id }) => id > (held.at(-1)?.id ?? 0)).length : 0;

  return (
    <section aria-labelledby="log-title" className="@container flex h-full min-w-0 flex-col">
      <header className="flex min-h-11 shrink-0 flex-wrap items-center gap-x-2 gap-y-1 border-b border-line px-4 py-1.5">
        <h2 id="log-title" className="text-[13px] font-semibold">{say("log")}</h2>
        <span className="num text-xs text-ink3">{entries.length}</span>
        <span className="flex-1" />
        <span className="flex items-center gap-2">
          <Segmented label={say("filter")} value={filter} onChange={setFilter} options={(Object.keys(FILTERS) as Filter[]).map((id) => ({ id, label: say(id) }))} />
          <IconButton icon={held ? Play : Pause} iconSize={14} size="sm" pressed={held !== null} label={held ? say("resume", { n: missed }) : say("pause")} onClick={() => setHeld(held ? null : live)} />
          <IconButton icon={Trash2} iconSize={14} size="sm" label={say("clear")} onClick={handleClear} />
        </span>
      </header>
      {entries.length === 0 ? (
        <p className="grid h-44 shrink-0 place-items-center border-b border-line px-6 text-center text-xs text-ink3">{say(live.length === 0 ? "log_empty" : "log_empty_filter")}</p>
      ) : (
        <div ref={scroll} onKeyDown={handleKeyDown} className="max-h-[340px] min-h-0 shrink-0 overflow-y-auto max-lg:max-h-[45%]" style={{ height: rows.getTotalSize() }}>
          <div className="relative" style={{ height: rows.getTotalSize() }}>
            {rows.getVirtualItems().map((item) => {
              const entry = entries[item.index];
              return entry ? (
                <div key={item.key} className="absolute inset-x-0 top-0" style={{ transform: `translateY(${item.start}px)` }}>
                  <LogRow entry={entry} selected={entry.id === picked} stop={entry.id === stop} onPick={setPicked} say={say} />
                </div>
              ) : null;
            })}
          </div>
        </div>
      )}
      {live.length === 0 && picked === null ? <div className="flex-1 bg-sunken" /> : <LogDetail id={picked} />}
    </section>
  );
}
