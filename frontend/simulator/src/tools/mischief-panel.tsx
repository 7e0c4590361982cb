import { useState, type ReactNode } from "react";
import { api } from "../api";
import type { Mischief } from "../model";
import { complain } from "../notices";
import { useSimulator } from "../store";
import { useWords } from "../words/use-words";
import { Pick } from "./pick";
import { Switch } from "./switch";

const CODES = [131047, 131026, 131049, 131053, 131056, 130429, 131000, 131016, 131031, 190];
const DELAYS = [2, 5, 30, 120];

/** Five ways to make the network misbehave. */
export function MischiefPanel() {
  const { say } = useWords();
  const mischief = useSimulator(({ world }) => world?.mischief);
  const [code, setCode] = useState<number>();
  const [delay, setDelay] = useState<number>();
  if (!mischief) return null;
  const nextCode = mischief.fail_next_send ?? code ?? 131047;
  const nextDelay = mischief.delay_statuses_seconds || (delay ?? 5);

  const change = (part: Partial<Mischief>) => {
    api.mischief(part).catch(complain);
  };
  const failing = mischief.fail_next_send !== null;
  const delaying = mischief.delay_statuses_seconds > 0;
  const numbers = (known: number[], now: number) => [...new Set([...known, now])];

  return (
    <section aria-labelledby="misbehave" className="border-t border-line px-4 py-3">
      <h2 id="misbehave" className="mb-2 text-2xs font-medium text-ink3">{say("misbehave")}</h2>
      <ul className="space-y-2 text-[12.5px] pointer-coarse:space-y-0">
        <Row text={say("twice")}><Switch label={say("twice")} on={mischief.duplicate_webhooks} onChange={(on) => change({ duplicate_webhooks: on })} /></Row>
        <Row text={say("shuffle")}><Switch label={say("shuffle")} on={mischief.shuffle_statuses} onChange={(on) => change({ shuffle_statuses: on })} /></Row>
        <Row text={say("answer_500")}><Switch label={say("answer_500")} on={mischief.fail_webhook_once} onChange={(on) => change({ fail_webhook_once: on })} /></Row>
        <Row
          text={say("fail_next")}
          choice={
            <Pick
              label={say("fail_code")}
              value={nextCode}
              options={numbers(CODES, nextCode).map((value) => ({ value, label: String(value) }))}
              onChange={(value) => (failing ? change({ fail_next_send: value }) : setCode(value))}
            />
          }
        >
          <Switch label={`${say("fail_next")} ${nextCode}`} on={failing} onChange={(on) => change({ fail_next_send: on ? nextCode : null })} />
        </Row>
        <Row
          text={say("delay")}
          choice={
            <Pick
              label={say("delay_seconds")}
              value={nextDelay}
              options={numbers(DELAYS, nextDelay).map((n) => ({ value: n, label: say("seconds", { n }) }))}
              onChange={(value) => (delaying ? change({ delay_statuses_seconds: value }) : setDelay(value))}
            />
          }
        >
          <Switch label={`${say("delay")} ${say("seconds", { n: nextDelay })}`} on={delaying} onChange={(on) => change({ delay_statuses_seconds: on ? nextDelay : 0 })} />
        </Row>
      </ul>
    </section>
  );
}

function Row({ text, choice, children }: { text: string; choice?: ReactNode; children: ReactNode }) {
  return (
    <li className="flex min-h-5 items-center gap-2 pointer-coarse:min-h-12">
      <span className="min-w-0 flex-1 leading-[18px]">{text}</span>
      {choice}
      {children}
    </li>
  );
}
