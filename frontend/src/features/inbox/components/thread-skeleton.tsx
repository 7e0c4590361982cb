import { Skeleton } from "@/components/ui/skeleton";
import { cn } from "@/lib/cn";
import { useT } from "@/lib/use-t";

const BUBBLES = [[0, 264, 74], [1, 380, 74], [0, 180, 40], [1, 420, 60], [0, 340, 92]] as const;

/** The thread's boxes before its messages. */
export function ThreadSkeleton() {
  const t = useT();
  return (
    <div role="status" aria-label={t("loading")} className="min-h-0 flex-1 space-y-5 overflow-hidden px-5 pt-8 max-sm:px-3">
      {BUBBLES.map(([out, width, height]) => (
        <div key={width} className={cn("flex gap-2.5", out && "flex-row-reverse")}>
          <Skeleton width={28} height={28} round className="self-end" />
          <Skeleton width={`min(${width}px, 70%)`} height={height} className="rounded-bubble" />
        </div>
      ))}
    </div>
  );
}
