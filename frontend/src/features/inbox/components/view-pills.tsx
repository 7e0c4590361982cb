import { useInfiniteQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { cn } from "@/lib/cn";
import { paths } from "@/lib/paths";
import { useT } from "@/lib/use-t";
import { conversationsQuery } from "../api/conversations";
import { views, type View } from "../views";

interface ViewPillsProps {
  view: View;
}

/** Mine, unassigned, bot, all: with how many there are, as far as is known. */
export function ViewPills({ view }: ViewPillsProps) {
  const t = useT();
  return (
    <div role="group" aria-label={t("inbox.views")} className="flex shrink-0 gap-0.5 overflow-x-auto px-3.5 pb-3 max-sm:gap-1 max-sm:px-4 [scrollbar-width:none]">
      {views.map((each) => (
        <Pill key={each} view={each} selected={each === view} />
      ))}
    </div>
  );
}

function Pill({ view, selected }: { view: View; selected: boolean }) {
  const t = useT();
  const navigate = useNavigate();
  const { count, more } = useCount(view, selected);
  return (
    <button
      type="button"
      aria-pressed={selected}
      onClick={() => void navigate({ to: paths.inbox, search: view === "mine" ? {} : { view } })}
      className={cn(
        "flex h-7 shrink-0 items-center gap-1 rounded-full px-2 text-xs max-sm:gap-1.5 max-sm:px-2.5 font-medium transition-tint max-sm:h-8 max-sm:text-sm pointer-coarse:h-9",
        selected ? "bg-ink text-surface" : "text-ink2 hover:bg-active max-sm:bg-active",
      )}
    >
      {t(`view.${view}`)}
      {count === undefined ? null : <span className={cn("num", !selected && "text-ink3")}>{count > 99 ? "99+" : more ? `${count}+` : count}</span>}
    </button>
  );
}

/** The other views are asked for once the shown one is there: their counts, and a switch without waiting. */
function useCount(view: View, selected: boolean): { count: number | undefined; more: boolean } {
  const [idle, setIdle] = useState(selected);
  useEffect(() => {
    const timer = setTimeout(() => setIdle(true), 600);
    return () => clearTimeout(timer);
  }, []);
  const { data, hasNextPage } = useInfiniteQuery({ ...conversationsQuery(view), enabled: idle || selected });
  return { count: data?.length, more: hasNextPage };
}
