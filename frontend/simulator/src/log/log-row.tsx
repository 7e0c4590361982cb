import { ArrowDownLeft, ArrowUpRight, Copy, TriangleAlert } from "lucide-react";
import { memo } from "react";
import { cn } from "@/lib/cn";
import type { LogEntry } from "../model";
import type { Say } from "../words/use-words";

interface LogRowProps {
  entry: LogEntry;
  selected: boolean;
  /** Whether the Tab key stops here. */
  stop: boolean;
  onPick: (id: number) => void;
  say: Say;
}

const LOOK = {
  inbound: ["bg-info-soft text-info-ink", ArrowDownLeft, "webhook_in"],
  outbound: ["bg-accent-soft text-accent-ink", ArrowUpRight, "call_out"],
  duplicate: ["bg-warn-soft text-warn-ink", Copy, "duplicate"],
  failed: ["bg-danger-soft text-danger-ink", TriangleAlert, "failed_entry"],
} as const;

/** `38 ms`, `2.01 s` */
const took = (ms: number) => (ms < 1_000 ? `${Math.round(ms)} ms` : `${(ms / 1_000).toFixed(2)} s`);

const time = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", second: "2-digit", fractionalSecondDigits: 3 });

export const LogRow = memo(function LogRow({ entry, selected, stop, onPick, say }: LogRowProps) {
  const [colour, Icon, meaning] = LOOK[entry.failed ? "failed" : entry.duplicate ? "duplicate" : entry.direction];
  const marks = [entry.attempt > 1 ? say("retry", { n: entry.attempt - 1 }) : "", entry.duplicate ? say("duplicate_of") : "", entry.replay ? say("replayed") : ""].filter(Boolean);
  const summary = [entry.summary, ...marks].join(", ");
  const status = entry.status === null ? say("no_answer") : String(entry.status);

  return (
    <button
      type="button"
      tabIndex={stop ? 0 : -1}
      aria-current={selected || undefined}
      aria-label={[say(meaning), entry.kind, summary, status, took(entry.ms)].join(", ")}
      onClick={() => onPick(entry.id)}
      className={cn("num flex h-[34px] w-full items-center gap-3 border-b border-line px-4 text-left text-xs transition-tint -outline-offset-2 pointer-coarse:h-11", selected ? "bg-accent-soft" : "hover:bg-hover")}
    >
      <span className={cn("grid size-5 shrink-0 place-items-center rounded-[6px]", colour)}><Icon size={12} strokeWidth={2.2} aria-hidden /></span>
      <span className="mono w-[86px] shrink-0 text-2xs text-ink3 @max-[420px]:hidden">{time.format(new Date(entry.at))}</span>
      <b className="w-[104px] shrink-0 truncate font-medium @max-[560px]:w-[72px]">{entry.kind}</b>
      <span className="min-w-0 flex-1 truncate text-ink2">{summary}</span>
      <span className={cn("inline-flex h-5 shrink-0 items-center rounded-sm px-1.5 text-2xs font-medium", entry.failed ? "bg-danger-soft text-danger-ink" : "bg-hover text-ink2")}>{status}</span>
      <span className="w-14 shrink-0 text-right text-ink3 @max-[560px]:hidden">{took(entry.ms)}</span>
    </button>
  );
});
