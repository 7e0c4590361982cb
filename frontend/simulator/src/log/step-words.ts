import type { Step } from "../model";
import { en, type WordKey } from "../words/en";
import type { Say } from "../words/use-words";

const known = (key: string): key is WordKey => key in en;
const BAD = new Set(["signature_refused", "unreadable", "send_failed", "send_refused"]);
const ODD = new Set(["seen_before", "put_off", "status_parked"]);

/** Whether a step is as it should be, out of the ordinary, or a failure. */
export const mood = ({ step, status }: Step) => (BAD.has(step) || (step === "answered" && status !== 200) ? "bad" : ODD.has(step) ? "odd" : "good");

/** A step as a sentence of few words, and what else is known of it. */
export function stepWords(step: Step, say: Say): { title: string; detail: string } {
  const node = (kind: string) => (known(`node_${kind}`) ? say(`node_${kind}` as WordKey) : kind);
  const several = (key: WordKey, first: number | undefined, last: number | undefined) => (first !== undefined && last !== undefined && last > first ? say(key, { n: last - first + 1 }) : "");
  const plain = (values: Record<string, string | number> = {}) => (known(`step_${step.step}`) ? say(`step_${step.step}` as WordKey, values) : step.step);

  switch (step.step) {
    case "queued":
      return { title: plain(), detail: step.items && step.items > 1 ? say("step_queued_items", { n: step.items }) : "" };
    case "looked_up":
      return { title: say(step.known ? "step_matched" : "step_new_contact"), detail: step.talking ? "" : say("step_new_conversation") };
    case "bot_moved": {
      const title = step.left ? say("step_resumed", { node: node(step.left) }) : say(step.flow ? "step_started" : "step_no_flow");
      const after = step.status !== "bot" ? say("step_to_people") : step.state === "done" ? say("step_flow_done") : step.node ? say("step_waits", { node: node(step.node) }) : "";
      return { title, detail: after };
    }
    case "reply_queued":
      return { title: plain(), detail: several("step_replies", step.seq, step.last) };
    case "stored":
      return { title: plain(), detail: step.seq ? say("step_number", { n: step.seq }) : "" };
    case "send_failed":
    case "send_refused":
      return { title: plain(), detail: step.code ? say("step_code", { code: step.code }) : (step.cause ?? "") };
    default:
      return { title: plain({ status: step.status ?? "", seconds: step.seconds ?? "" }), detail: "" };
  }
}
