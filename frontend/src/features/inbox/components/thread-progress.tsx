import { LoaderCircle, RotateCw } from "lucide-react";
import { useT } from "@/lib/use-t";
import type { Seeking } from "../use-seek";

interface ThreadProgressProps {
  /** A message is looked for. */
  seeking: Seeking | null;
  /** Earlier messages are on their way. */
  loading: boolean;
  failed: boolean;
  onStop: () => void;
  onAgain: () => void;
}

const chip = "num absolute left-1/2 top-2 z-10 flex min-h-7 -translate-x-1/2 items-center gap-2 rounded-full border border-line bg-surface px-3 text-xs text-ink2 shadow-2";
const press = "-mr-1.5 min-h-6 rounded-full px-1.5 font-medium text-accent-ink hover:underline pointer-coarse:min-h-11";

/** What is being fetched above, how far it came, and how to stop it or ask again. */
export function ThreadProgress({ seeking, loading, failed, onStop, onAgain }: ThreadProgressProps) {
  const t = useT();
  if (seeking)
    return (
      <div role="status" className={chip}>
        <LoaderCircle size={13} className="shrink-0 animate-spin" aria-hidden />
        <span className="whitespace-nowrap">{t("thread.seeking", { n: seeking.passed, of: seeking.of })}</span>
        <button type="button" onClick={onStop} className={press}>{t("thread.stop")}</button>
      </div>
    );
  if (failed)
    return (
      <div role="alert" className={chip}>
        <span className="whitespace-nowrap">{t("thread.older_failed")}</span>
        <button type="button" onClick={onAgain} className={press}><RotateCw size={12} className="mr-1 inline" aria-hidden />{t("try_again")}</button>
      </div>
    );
  return loading ? <p role="status" className={chip}>{t("thread.loading_older")}</p> : null;
}
