import { Avatar } from "@/components/avatar";
import { cn } from "@/lib/cn";
import { hoursAndMinutes } from "@/lib/time";
import { windowArc } from "@/lib/window-arc";
import type { Persona } from "../model";
import { useSimulatedNow } from "../use-simulated-now";
import { useWords } from "../words/use-words";

interface PersonaRowProps {
  persona: Persona;
  selected: boolean;
  onPick: () => void;
}

const SIZE = 30;
const RADIUS = SIZE / 2 + 2.5;
const LENGTH = 2 * Math.PI * RADIUS;
const BOX = SIZE + 8;
const STROKE = { accent: "var(--accent)", warn: "var(--warn)", danger: "var(--danger)", closed: "var(--line2)" };

/** Brazilian numbers of eight digits are the old ones: the case that contacts double on. */
const lacksNinth = ({ wa_id }: Persona) => wa_id?.startsWith("55") === true && wa_id.length === 12;

function inHours(duration: number): string {
  const { hours, minutes } = hoursAndMinutes(duration);
  return [hours ? `${hours} h` : "", minutes || !hours ? `${minutes} min` : ""].join(" ").trim();
}

export function PersonaRow({ persona, selected, onPick }: PersonaRowProps) {
  const { say } = useWords();
  const { share, left, tone } = windowArc(persona.window_expires_at, useSimulatedNow("minute"));
  const phone = persona.phone ?? "";
  const reach = persona.wa_id === null ? say("no_phone", { username: persona.username ?? "" }) : lacksNinth(persona) ? say("no_ninth", { phone }) : phone;
  const openness = tone === "closed" ? say("window_closed") : say("window_left", { left: inHours(left) });
  const circle = { cx: BOX / 2, cy: BOX / 2, r: RADIUS };

  return (
    <li>
      <button
        type="button"
        aria-current={selected || undefined}
        aria-label={[persona.name, reach, openness, ...(persona.unread > 0 ? [say("unread", { n: persona.unread })] : [])].join(", ")}
        data-tip={openness}
        data-tip-beside=""
        onClick={onPick}
        className={cn("flex w-full items-center gap-3.5 rounded-lg px-3 py-2 text-left transition-tint pointer-coarse:min-h-14", selected ? "bg-accent-soft" : "hover:bg-hover")}
      >
        <Avatar name={persona.name} size={SIZE}>
          <svg aria-hidden width={BOX} height={BOX} fill="none" strokeWidth="2" strokeLinecap="round" className="window-arc absolute -left-1 -top-1 -rotate-90">
            {tone === "closed" ? (
              <circle {...circle} stroke={STROKE.closed} strokeDasharray="1.5 4" />
            ) : (
              <>
                <circle {...circle} stroke="var(--line)" />
                <circle {...circle} stroke={STROKE[tone]} strokeDasharray={`${LENGTH * share} ${LENGTH}`} />
              </>
            )}
          </svg>
        </Avatar>
        <span className="min-w-0 flex-1">
          <span className="flex items-center gap-2">
            <span className="min-w-0 flex-1 truncate font-medium leading-[18px]">{persona.name}</span>
            {persona.unread > 0 ? <span aria-hidden className="num grid h-4 min-w-4 place-items-center rounded-full bg-accent px-1 text-[10px] font-semibold leading-none text-on-accent">{persona.unread}</span> : null}
          </span>
          <span className="num block truncate text-xs text-ink3">{reach}</span>
        </span>
      </button>
    </li>
  );
}
