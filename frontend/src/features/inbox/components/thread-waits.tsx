import { useT } from "@/lib/use-t";
import { ThreadSkeleton } from "./thread-skeleton";

/** A conversation that is not known yet: its head's place, and the shape of its messages. */
export function ThreadWaits() {
  const t = useT();
  return (
    <main className="relative flex min-w-0 flex-1 flex-col" aria-label={t("loading")}>
      <div className="h-14 shrink-0 border-b border-line max-sm:h-16" />
      <ThreadSkeleton />
    </main>
  );
}
