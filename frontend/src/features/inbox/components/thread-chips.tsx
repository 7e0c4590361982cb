import { ArrowDown, ArrowUp } from "lucide-react";
import { useState } from "react";
import { cn } from "@/lib/cn";
import { useT } from "@/lib/use-t";
import type { ThreadItem } from "../thread-items";
import { useDayName } from "./day-line";

interface ThreadChipsProps {
  items: ThreadItem[];
  pinned: boolean;
  /** When the topmost row in sight happened, while one scrolls. */
  day: number | null;
  /** What was new when one came in and begins above what is in sight. */
  newAbove: number;
  onLatest: () => void;
  onNew: () => void;
}

const chip = "num animate-rise absolute left-1/2 flex h-8 -translate-x-1/2 items-center gap-1.5 whitespace-nowrap rounded-full border border-line2 bg-surface px-3 text-xs font-medium shadow-3 hover:bg-hover pointer-coarse:h-11 pointer-coarse:px-4";

/** What floats over a thread: the day one scrolls through, and the way back to the end with what came in since, the way up to what is unread. */
export function ThreadChips({ items, pinned, day, newAbove, onLatest, onNew }: ThreadChipsProps) {
  const t = useT();
  const newest = newestSeq(items);
  const [seen, setSeen] = useState(newest);
  if (pinned && seen !== newest) setSeen(newest);
  const unseen = pinned ? 0 : messagesAfter(items, seen);

  return (
    <>
      {day === null ? null : <DayChip at={day} />}
      {newAbove === 0 ? null : (
        <button type="button" onClick={onNew} className={cn(chip, "top-2 text-accent-ink")}>
          <ArrowUp size={13} strokeWidth={2} aria-hidden />
          {t("thread.unread_line", { n: newAbove })}
        </button>
      )}
      {pinned ? null : (
        <button type="button" onClick={() => onLatest()} className={cn(chip, "bottom-3")}>
          <ArrowDown size={13} strokeWidth={2} aria-hidden />
          {unseen > 0 ? t("thread.new_below", { n: unseen }) : t("thread.latest")}
        </button>
      )}
    </>
  );
}

function DayChip({ at }: { at: number }) {
  const name = useDayName(at);
  return <span aria-hidden className="num animate-menu pointer-events-none absolute left-1/2 top-2 -translate-x-1/2 rounded-full border border-line bg-surface px-3 py-1 text-2xs font-medium text-ink2 shadow-1">{name}</span>;
}

function newestSeq(items: ThreadItem[]): number {
  const last = items.findLast((item) => item.kind === "message");
  return last?.kind === "message" ? last.entry.seq : 0;
}

function messagesAfter(items: ThreadItem[], seq: number): number {
  let count = 0;
  for (let at = items.length - 1; at >= 0; at -= 1) {
    const item = items[at];
    if (item?.kind === "message" && item.entry.seq <= seq) break;
    if (item?.kind === "message") count += 1;
  }
  return count;
}
