import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { cn } from "@/lib/cn";
import { useT } from "@/lib/use-t";
import { conversationsQuery } from "../api/conversations";
import { useCount } from "../api/counts";
import { useChangeList } from "../use-list-search";
import { useShownCount } from "../use-shown-count";
import { views, type View } from "../views";

interface ViewPillsProps {
  view: View;
}

/** Mine, unassigned, bot, all: with how many there are. */
export function ViewPills({ view }: ViewPillsProps) {
  const t = useT();
  return (
    <div role="group" aria-label={t("inbox.views")} className="flex shrink-0 gap-0.5 scroll-px-4 overflow-x-auto px-4 pb-2.5 max-sm:gap-1.5 max-sm:px-4 [scrollbar-width:none]">
      {views.map((each) => (
        <Pill key={each} view={each} selected={each === view} />
      ))}
    </div>
  );
}

function Pill({ view, selected }: { view: View; selected: boolean }) {
  const t = useT();
  const client = useQueryClient();
  const change = useChangeList();
  const shown = useShownCount(useCount(view));
  const pill = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (selected) pill.current?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [selected, shown]);
  // Pointed at is nearly pressed: the switch then waits for nothing.
  const fetchAhead = () => void client.prefetchInfiniteQuery(conversationsQuery(view));

  return (
    <button
      ref={pill}
      type="button"
      aria-pressed={selected}
      onClick={() => change({ view })}
      onPointerEnter={fetchAhead}
      onFocus={fetchAhead}
      className={cn(
        "flex h-7 shrink-0 items-center gap-1.5 rounded-full px-2.5 text-xs font-medium transition-tint max-lg:px-2 max-sm:h-9 max-sm:px-3 max-sm:text-sm pointer-coarse:h-11 forced-colors:aria-pressed:outline-2 forced-colors:aria-pressed:-outline-offset-2",
        selected ? "bg-ink text-surface" : "text-ink2 hover:bg-active max-sm:bg-active",
      )}
    >
      {t(`view.${view}`)}
      {shown ? <span className={cn("num font-normal", !selected && "text-ink3")}>{shown}</span> : null}
    </button>
  );
}
