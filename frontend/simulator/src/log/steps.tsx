import { CircleAlert, CircleCheck, CircleX } from "lucide-react";
import { Skeleton } from "@/components/ui/skeleton";
import { cn } from "@/lib/cn";
import { useWords } from "../words/use-words";
import { mood, stepWords } from "./step-words";
import type { Steps as Told } from "./use-steps";

const LOOK = { good: [CircleCheck, "text-accent"], odd: [CircleAlert, "text-warn"], bad: [CircleX, "text-danger"] } as const;

/** What PyTake did, step by step, by its own log. */
export function Steps({ told, className }: { told: Told; className?: string }) {
  const { say } = useWords();
  if (told === null) return <div className={cn("space-y-4", className)}>{[0, 1, 2, 3].map((row) => <Skeleton key={row} width="80%" height={14} />)}</div>;
  if (told === "failed") return <p className={cn("text-xs text-danger-ink", className)}>{say("did_failed")}</p>;
  const { kept, steps } = told;

  return (
    <div className={className}>
      <ol>
        {steps.map((step, index) => {
          const [Icon, colour] = LOOK[mood(step)];
          const { title, detail } = stepWords(step, say);
          return (
            <li key={index} className="relative flex gap-2.5 pb-3.5 text-xs leading-4 last:pb-0">
              {index < steps.length - 1 ? <i aria-hidden className="absolute bottom-[-1px] left-[6px] top-[17px] w-px bg-line2" /> : null}
              <Icon size={13} strokeWidth={2} aria-hidden className={cn("mt-[1.5px] shrink-0", colour)} />
              <span className="min-w-0 break-words text-ink">
                {title}
                {detail ? <span className="text-ink2">, {detail}</span> : null}
                <span className="num block text-ink3">{say("ms", { n: step.ms })}</span>
              </span>
            </li>
          );
        })}
      </ol>
      {kept ? null : <p className="mt-3 text-xs leading-[17px] text-ink3">{say("did_alone")}</p>}
      {kept && steps.length === 0 ? <p className="text-xs text-ink3">{say("did_nothing")}</p> : null}
    </div>
  );
}
