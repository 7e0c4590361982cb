import { Check, CheckCheck, CircleAlert, CircleHelp, CirclePause, Clock } from "lucide-react";
import type { DeliveryStatus } from "@/lib/api-types";
import { cn } from "@/lib/cn";
import { useT } from "@/lib/use-t";

interface TicksProps {
  /** `pending` is ours alone: shown, not yet answered by our API. */
  status: DeliveryStatus | "pending" | "offline";
  className?: string;
}

/** How far a message came, with its name for those who do not see it. */
export function Ticks({ status, className }: TicksProps) {
  const t = useT();
  const named = { role: "img", "aria-label": t(`delivery.${status}`), "data-tip": t(`delivery.${status}`) };
  switch (status) {
    case "failed":
      return <CircleAlert size={13} {...named} className={cn("shrink-0 text-danger-ink", className)} />;
    case "unconfirmed":
      return <CircleHelp size={13} {...named} className={cn("shrink-0 text-warn-ink", className)} />;
    case "paused":
      return <CirclePause size={13} {...named} className={cn("shrink-0 text-warn-ink", className)} />;
    case "sent":
      return <Check size={14} strokeWidth={2} {...named} className={cn("shrink-0 text-ink3", className)} />;
    case "delivered":
      return <CheckCheck size={14} strokeWidth={2.2} {...named} className={cn("shrink-0 text-ink3", className)} />;
    case "read":
    case "played":
      return <CheckCheck size={14} strokeWidth={2.2} {...named} className={cn("shrink-0 text-info", className)} />;
    default:
      return <Clock size={12} {...named} className={cn("shrink-0 text-ink3", className)} />;
  }
}
