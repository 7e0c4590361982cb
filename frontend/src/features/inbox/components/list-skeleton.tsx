import { Skeleton } from "@/components/ui/skeleton";
import { useT } from "@/lib/use-t";

const NAMES = [132, 98, 150, 112, 124, 164, 108, 120, 90];
const LINES = [180, 214, 120, 196, 168, 206, 64, 150, 190];

/** The list's boxes before its conversations. */
export function ListSkeleton() {
  const t = useT();
  return (
    <div role="status" aria-label={t("loading")} className="min-h-0 flex-1 overflow-hidden px-4 max-sm:rounded-t-2xl max-sm:border-t max-sm:border-line max-sm:bg-surface">
      {NAMES.map((width, index) => (
        <div key={width} className="flex min-h-[60px] gap-3 py-2.5" style={{ opacity: 1 - index * 0.09 }}>
          <Skeleton width={36} height={36} round />
          <div className="flex-1 space-y-2.5 pt-1">
            <div className="flex justify-between"><Skeleton width={width} height={10} /><Skeleton width={24} height={8} /></div>
            <Skeleton width={LINES[index] ?? 150} height={8} />
          </div>
        </div>
      ))}
    </div>
  );
}
