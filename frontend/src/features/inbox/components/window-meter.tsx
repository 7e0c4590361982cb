import { Hourglass } from "lucide-react";
import { cn } from "@/lib/cn";
import { countdown, hoursAndMinutes } from "@/lib/time";
import { useNow } from "@/lib/use-now";
import { useT } from "@/lib/use-t";
import { windowArc } from "@/lib/window-arc";

interface WindowMeterProps {
  expiresAt: string | null;
}

const SOON = 10 * 60_000;
const INK = { accent: "text-accent-ink", warn: "text-warn-ink", danger: "text-danger-ink", closed: "text-ink3" };
const FILL = { accent: "bg-accent", warn: "bg-warn", danger: "bg-danger", closed: "bg-line2" };

/** How long free replies may still go out. Counts seconds only in the last ten minutes. */
export function WindowMeter({ expiresAt }: WindowMeterProps) {
  const t = useT();
  const minute = useNow("minute");
  const ending = windowArc(expiresAt, minute).left < SOON;
  return ending ? <Seconds expiresAt={expiresAt} /> : <Meter expiresAt={expiresAt} now={minute} left={t("window.duration", { ...hoursAndMinutes(windowArc(expiresAt, minute).left) })} />;
}

function Seconds({ expiresAt }: WindowMeterProps) {
  const now = useNow("second");
  return <Meter expiresAt={expiresAt} now={now} left={countdown(windowArc(expiresAt, now).left)} />;
}

function Meter({ expiresAt, now, left }: WindowMeterProps & { now: number; left: string }) {
  const t = useT();
  const { share, tone } = windowArc(expiresAt, now);
  const why = { "data-tip": t("window.tip"), "aria-description": t("window.tip") };
  if (tone === "closed") return <span {...why} className="flex shrink-0 items-center gap-1.5 text-xs text-ink2"><Hourglass size={13} className="text-ink3" aria-hidden />{t("window.closed")}</span>;
  return (
    <div role="timer" aria-live="off" {...why} className="num flex shrink-0 items-center gap-2 text-xs text-ink2">
      <span aria-hidden className="block h-[5px] w-14 overflow-hidden rounded-full bg-active max-sm:hidden">
        <span className={cn("block h-full rounded-full", FILL[tone])} style={{ width: `${share * 100}%` }} />
      </span>
      <span className="max-sm:hidden">{t("window.open")}</span>
      <span className="sm:hidden">{t("window.label")}</span>
      <b className={cn("font-semibold", INK[tone])}>{left}</b>
    </div>
  );
}
