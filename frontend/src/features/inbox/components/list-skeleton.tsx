import { Skeleton } from "@/components/ui/skeleton";
import { usePreferences } from "@/lib/preferences";
import { useT } from "@/lib/use-t";

const NAMES = [132, 98, 150, 112, 124, 164, 108, 120, 90, 140];
const LINES = [180, 214, 120, 196, 168, 206, 64, 150, 190, 110];

/** The list's boxes before its conversations. */
export function ListSkeleton() {
  const t = useT();
  const compact = usePreferences(({ density }) => density === "compact");
  return (
    <div role="status" aria-label={t("loading")} className="min-h-0 flex-1 overflow-hidden max-sm:rounded-t-2xl max-sm:border-t max-sm:border-line max-sm:bg-surface max-sm:pt-1.5">
      {NAMES.map((width, index) => (
        <div key={width} className={compact ? "mx-1.5 mb-0.5 flex min-h-14 items-center gap-3 px-2.5 max-sm:mx-0 max-sm:px-4" : "mx-1.5 mb-0.5 flex min-h-[68px] items-center gap-3 px-2.5 max-sm:mx-0 max-sm:min-h-[76px] max-sm:px-4"} style={{ opacity: 1 - index * 0.09 }}>
          <span className="p-[3px]"><Skeleton width={compact ? 32 : 38} height={compact ? 32 : 38} round /></span>
          <div className="min-w-0 flex-1 space-y-3">
            <div className="flex items-center justify-between"><Skeleton width={width} height={10} /><Skeleton width={24} height={8} /></div>
            <Skeleton width={LINES[index] ?? 150} height={8} />
          </div>
        </div>
      ))}
    </div>
  );
}
