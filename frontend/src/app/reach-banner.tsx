import { CloudAlert, WifiOff, type LucideIcon } from "lucide-react";
import { useOutbox } from "@/features/inbox/outbox";
import { cn } from "@/lib/cn";
import { useOnline } from "@/lib/use-online";
import { useT } from "@/lib/use-t";
import { useReach } from "./reach";

interface ReachBannerProps {
  /** Lists and conversations say themselves that there is no network. */
  inInbox: boolean;
  inThread: boolean;
}

/** One quiet line while what is shown may be old. */
export function ReachBanner({ inInbox, inThread }: ReachBannerProps) {
  const t = useT();
  const online = useOnline();
  const away = useReach((state) => state.live) === "away";
  const waiting = useOutbox((state) => state.items.filter((item) => item.state === "pending").length);
  if (online ? !away : inInbox) return null;
  const [Icon, words]: [LucideIcon, string] = online ? [CloudAlert, t("live.away")] : [WifiOff, t("offline.banner", { n: waiting })];
  return (
    <div role="status" className={cn("animate-menu pointer-events-none absolute inset-x-4 z-20 flex justify-center", inThread ? "top-[78px]" : "bottom-4")}>
      <span className="flex items-center gap-2 rounded-2xl border border-note-line bg-note-soft px-3 py-1.5 text-xs text-note-ink shadow-2">
        <Icon size={13} className="shrink-0" aria-hidden />
        {words}
      </span>
    </div>
  );
}
