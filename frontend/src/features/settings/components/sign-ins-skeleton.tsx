import { Skeleton } from "@/components/ui/skeleton";
import { useT } from "@/lib/use-t";

/** Three browsers to come. */
export function SignInsSkeleton() {
  const t = useT();
  return (
    <div role="status" aria-label={t("loading")} className="divide-y divide-line rounded-lg border border-line">
      {[128, 152, 112].map((width) => (
        <div key={width} className="flex items-center gap-3 p-3.5">
          <Skeleton width={32} height={32} />
          <div className="grid gap-1.5"><Skeleton width={width} height={14} /><Skeleton width={width + 40} height={12} /></div>
        </div>
      ))}
    </div>
  );
}
