import { cn } from "@/lib/cn";
import { useOnline } from "@/lib/use-online";
import { useT } from "@/lib/use-t";
import { useReach } from "./reach";

interface PresenceDotProps {
  className?: string;
}

/** Whether colleagues can see that the member is here. */
export function PresenceDot({ className }: PresenceDotProps) {
  const t = useT();
  const online = useOnline();
  const live = useReach((state) => state.live === "live");
  const here = online && live;
  return <span role="img" aria-label={t(here ? "presence.online" : "presence.away")} className={cn("absolute -bottom-0.5 -right-0.5 size-2.5 rounded-full ring-2", here ? "bg-accent" : "bg-control", className)} />;
}
