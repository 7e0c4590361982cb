import { Button } from "@/components/ui/button";
import { api } from "../api";
import { complain } from "../notices";
import { useSimulator } from "../store";
import { useWords } from "../words/use-words";

const JUMPS = [
  { key: "plus_30_min", seconds: 30 * 60 },
  { key: "plus_23_h", seconds: 23 * 3_600 },
  { key: "plus_7_d", seconds: 7 * 86_400 },
] as const;

/** `+00:00`, and days before it when there are any. */
export function offsetText(seconds: number): string {
  const part = (value: number) => String(Math.floor(value)).padStart(2, "0");
  const days = Math.floor(seconds / 86_400);
  return `+${days > 0 ? `${days} d ` : ""}${part((seconds % 86_400) / 3_600)}:${part((seconds % 3_600) / 60)}`;
}

export function ClockPanel() {
  const { say } = useWords();
  const offset = useSimulator(({ world }) => world?.clock_offset_seconds ?? 0);
  const jump = (seconds: number) => {
    api.advance(seconds).catch(complain);
  };

  return (
    <section aria-labelledby="clock" className="border-t border-line px-4 py-3">
      <div className="mb-1.5 flex items-center text-2xs font-medium text-ink3 pointer-coarse:-mt-3 pointer-coarse:mb-0 pointer-coarse:min-h-11">
        <h2 id="clock" className="flex-1">{say("clock")}</h2>
        {offset > 0 ? <Button size="link" variant="bot" className="mr-2 !text-2xs !text-accent-ink" onClick={() => jump(-offset)}>{say("clock_back")}</Button> : null}
        <span className="num text-ink2">{offsetText(offset)}</span>
      </div>
      <div className="grid grid-cols-3 gap-1.5">
        {JUMPS.map(({ key, seconds }) => <Button key={key} size="sm" className="!px-0" onClick={() => jump(seconds)}>{say(key)}</Button>)}
      </div>
      <p className="mt-2 text-2xs text-ink3">{say("clock_hint")}</p>
    </section>
  );
}
