import { ArrowDownWideNarrow, Hourglass, Mail, X, type LucideIcon } from "lucide-react";
import { useDeferredValue, useMemo } from "react";
import { cn } from "@/lib/cn";
import { useNow } from "@/lib/use-now";
import { useT } from "@/lib/use-t";
import { closesSoon } from "../api/list-order";
import { isDeep } from "../list-search";
import { useChangeList, useListSearch } from "../use-list-search";
import { useLoaded } from "../use-loaded";
import { useShownCount } from "../use-shown-count";

interface ListFiltersProps {
  /** Something else stands at the end of the line. */
  shared: boolean;
}

/** One press for what is asked most: windows about to close, and what was not read. With how many there are, as far as was looked. */
export function ListFilters({ shared }: ListFiltersProps) {
  const t = useT();
  const search = useListSearch();
  const change = useChangeList();
  const now = useNow("minute");
  const { conversations, complete } = useLoaded(search.view);
  // Thousands are counted once the rows are drawn.
  const counted = useDeferredValue(conversations);
  const { closing, unread } = useMemo(() => {
    const soon = closesSoon(now);
    return { closing: counted.filter(soon).length, unread: counted.filter((each) => each.unread > 0).length };
  }, [counted, now]);

  return (
    <div role="group" aria-label={t("list.quick_filters")} className={cn("flex min-h-9 shrink-0 items-start pb-1 gap-1.5 overflow-x-auto px-4 [scrollbar-width:none]", shared && "sm:mr-24", !isDeep(search) && "max-sm:hidden")}>
      <Chip icon={Hourglass} tone="warn" tip={t("window.tip")} n={closing} more={!complete} pressed={Boolean(search.closing)} onPress={() => change({ closing: search.closing ? undefined : true })}>{t("list.closing")}</Chip>
      <Chip icon={Mail} tone="info" n={unread} more={!complete} pressed={Boolean(search.unread)} onPress={() => change({ unread: search.unread ? undefined : true })}>{t("list.unread")}</Chip>
      {search.sort ? <Chip icon={ArrowDownWideNarrow} tone="grey" pressed onPress={() => change({ sort: undefined })}>{t(`sort.${search.sort}`)}</Chip> : null}
    </div>
  );
}

interface ChipProps {
  icon: LucideIcon;
  tone: "warn" | "info" | "grey";
  /** What it is about, where the words are not enough. */
  tip?: string;
  n?: number;
  /** There may be more than was looked at. */
  more?: boolean;
  pressed: boolean;
  onPress: () => void;
  children: string;
}

const SOFT = { warn: "border-warn-line bg-warn-soft text-warn-ink", info: "border-info-line bg-info-soft text-info-ink", grey: "border-line2 bg-surface text-ink" };

function Chip({ icon: Icon, tone, tip, n, more = false, pressed, onPress, children }: ChipProps) {
  const shown = useShownCount(n === undefined ? undefined : { n, more: more && n > 0 });
  return (
    <button
      type="button"
      aria-pressed={pressed}
      aria-description={tip}
      data-tip={tip}
      onClick={onPress}
      className={cn("flex h-6 shrink-0 items-center gap-1 rounded-md border px-1.5 text-2xs font-medium transition-tint pointer-coarse:h-11 pointer-coarse:px-2.5 pointer-coarse:text-xs", pressed || n ? SOFT[tone] : "border-transparent text-ink3 hover:bg-active", pressed && "ring-1 ring-current forced-colors:outline-2")}
    >
      <Icon size={11} strokeWidth={2} aria-hidden />
      {children}
      {n ? <b className="num font-semibold">{shown}</b> : null}
      {pressed ? <X size={11} strokeWidth={2.2} aria-hidden /> : null}
    </button>
  );
}
