import { hoursAndMinutes } from "@/lib/time";
import { useNow } from "@/lib/use-now";
import { useT } from "@/lib/use-t";
import { windowArc } from "@/lib/window-arc";
import { Avatar } from "./avatar";

interface WindowAvatarProps {
  name: string;
  size: number;
  windowExpiresAt: string | null;
  className?: string;
}

const STROKE = { accent: "var(--accent)", warn: "var(--warn)", danger: "var(--danger)", closed: "var(--line2)" };

/** A contact's avatar; the arc is the share of the 24-hour window that is left. */
export function WindowAvatar({ name, size, windowExpiresAt, className }: WindowAvatarProps) {
  const t = useT();
  const { share, left, tone } = windowArc(windowExpiresAt, useNow("minute"));
  const radius = size / 2 + 2.5;
  const length = 2 * Math.PI * radius;
  const box = size + 8;
  const circle = { cx: box / 2, cy: box / 2, r: radius };
  return (
    <Avatar name={name} size={size} className={className}>
      <svg
        role="img"
        aria-label={tone === "closed" ? t("window.closed") : t("window.left", { left: t("window.duration", { ...hoursAndMinutes(left) }) })}
        width={box}
        height={box}
        fill="none"
        strokeWidth="2"
        strokeLinecap="round"
        className="window-arc absolute -left-1 -top-1 -rotate-90"
      >
        {tone === "closed" ? (
          <circle {...circle} stroke={STROKE.closed} strokeDasharray="1.5 4" />
        ) : (
          <>
            <circle {...circle} stroke="var(--line)" />
            <circle {...circle} stroke={STROKE[tone]} strokeDasharray={`${length * share} ${length}`} />
          </>
        )}
      </svg>
    </Avatar>
  );
}
