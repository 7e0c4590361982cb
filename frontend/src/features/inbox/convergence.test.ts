/** Whatever becomes of frames, answers and steps on their way: in the end the page shows what the server has (reliability.md, I16). */

import fc from "fast-check";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { activateLanguage } from "@/lib/i18n";
import { setSession } from "@/lib/session";
import { aSession } from "@/testing/builders";
import { InboxRun } from "@/testing/inbox-run";

vi.mock("@tanstack/react-router", async (original) => ({ ...(await original<object>()), useNavigate: () => () => undefined }));

const server = ["customer", "bot", "alarm", "report", "report", "failure", "reaction", "new n"];
const colleague = ["they-takes", "they-gives", "they-resolves", "they-reopens", "they-assigns", "they-drops", "they-reads"];
const member = ["takes", "gives", "resolves", "reopens", "assigns", "drops", "reads", "replies", "resends"];
const page = ["open", "open", "look mine", "look unassigned", "look bot", "look all", "close", "more", "bulk", "wait"];
const kinds = [...server, ...colleague, ...member, ...page];
const line = ["", "", "frames", "frames", "frames", "frame 0", "frame 1", "frame 2", "again 0", "again 1", "answers", "answers", "answers", "answer 0", "answer 1", "answer 2", "serves", "serves", "refuse 0", "break 0", "lose 0", "lose 1", "heal"];

/** Each story has a few kinds of events that come often: what needs three of a kind in a row is not left to chance. */
const stories = fc
  .tuple(fc.noShrink(fc.subarray(kinds, { minLength: 2, maxLength: 7 })), fc.array(fc.tuple(fc.nat(59), fc.constantFrom(..."aaaabcd"), fc.constantFrom(...line)), { minLength: 1, maxLength: 24, size: "max" }))
  .map(([often, events]) => events.flatMap(([kind, id, what]) => [spoken(often[kind % often.length] ?? "", id), what].filter(Boolean)));

const spoken = (kind: string, about: string) => (/^(look|new|close|more|bulk|wait)/.test(kind) ? kind : `${kind} ${about}`);

async function story(words: string[], heard = false): Promise<string[]> {
  const run = new InboxRun();
  try {
    await run.tell(words);
    await run.settle(heard);
    return run.differences();
  } finally {
    run.end();
  }
}

/** More of them: `RUNS=5000 SEED=7 npx vitest run src/features/inbox/convergence.test.ts`. */
const [RUNS, SEED] = [Number(process.env.RUNS ?? 200), Number(process.env.SEED ?? 1)];

beforeEach(async () => {
  await activateLanguage("en");
  vi.useFakeTimers({ now: Date.UTC(2026, 10, 22, 12), toFake: ["setTimeout", "clearTimeout", "setInterval", "clearInterval", "Date", "performance", "requestAnimationFrame", "cancelAnimationFrame"] });
  vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", false);
  setSession(aSession());
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** Nothing arrived yet; read, but not arrived; arrived; a thread read, but not arrived; arrived. */
const beginnings = ["", "serves", "answers", "answers,open a,serves", "answers,open a,answers"].map((rest) => ["look all", "heal", ...rest.split(",").filter(Boolean)]);

test.each([
  ["whatever frames are lost, in the end the page shows what the server has", false],
  ["with every frame, however late, the page shows what the server has without asking", true],
])("%s", async (_, heard) => {
  const found = fc.asyncProperty(fc.constantFrom(...beginnings), stories, async (begins, goesOn) => {
    expect(await story([...begins, ...goesOn], heard)).toEqual([]);
  });
  await fc.assert(found, { numRuns: RUNS, seed: SEED });
}, 600_000);

test.each([
  ["a step that the flow takes in silence", "open a,answers,alarm a"],
  ["a step of the flow behind a closed thread, and a tick after it", "open a,answers,close,bot a,frames,report a"],
  ["ticks before a flow's step is read", "open a,answers,customer a,frames,report a,frames,answers,report a,frames"],
  ["a next page that is older than what was told meanwhile", "answers,resolves b,more"],
  ["words that came while a thread was read for the first time", "answers,open b,serves,customer b,frames"],
  ["the last row of a list that goes on", "customer a,answers,more"],
  ["ticks of words that an answer tells without them before a frame does", "answers,replies b,answers,open b,frames,they-resolves b,answers"],
  ["reports that come the wrong way round", "answers,open a,answers,bot a,frames,report a,report a,frame 1,frame 0"],
  ["a refused reply that nobody could be asked about", "answers,replies c,refuse 0,lose 0"],
  ["a refused reply, and another behind it", "open a,answers,replies a,customer c,refuse 0,replies a"],
])("nothing is wrong after %s", async (_, words) => {
  expect(await story(["look all", "heal", ...words.split(",")], true)).toEqual([]);
});
