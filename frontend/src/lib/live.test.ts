import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { aConversation, aMessage } from "@/testing/builders";
import { ApiError } from "./api-error";
import type { ChangesOut } from "./api-types";
import { keepLive, reconnectDelay, type Changes, type LiveState } from "./live";

class Socket extends EventTarget {
  static opened: Socket[] = [];
  static readonly OPEN = 1;
  readyState = 1;
  sent: string[] = [];
  constructor(readonly url: string) {
    super();
    Socket.opened.push(this);
  }
  send(data: string) {
    this.sent.push(data);
  }
  close() {
    this.readyState = 3;
    this.dispatchEvent(new Event("close"));
  }
  open() {
    this.dispatchEvent(new Event("open"));
  }
  say(frame: object) {
    this.dispatchEvent(new MessageEvent("message", { data: JSON.stringify(frame) }));
  }
}

const change = (seq: number) => ({ conversations: [aConversation({ id: "c1", version: seq })], entries: [aMessage({ conversation_id: "c1", seq })] });
const nothing = (cursor: string): ChangesOut => ({ conversations: [], entries: [], cursor, more: false });

let applied: Changes[];
let states: LiveState[];
let stop: () => void;
const seqs = () => applied.map((each) => each.entries.map((entry) => entry.seq));

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("WebSocket", Socket);
  Socket.opened = [];
  applied = [];
});
afterEach(() => {
  stop();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

function start(changes: (cursor: string | undefined) => Promise<ChangesOut>, { forget = vi.fn(), open = vi.fn(async () => "ws://x/ws?ticket=t") } = {}) {
  states = [];
  stop = keepLive({ open, changes, apply: (each) => applied.push(each), forget, onState: (state) => states.push(state) });
  return { open, forget };
}

const refusal = (status: number, retryAfter?: number) => new ApiError(status, "No", "", { retryAfter });
const latest = () => Socket.opened.at(-1);
/** A socket that opens as soon as it is asked for, and answers pings. */
function serve() {
  vi.stubGlobal("WebSocket", class extends Socket {
    constructor(url: string) {
      super(url);
      setTimeout(() => this.open(), 1);
    }
    override send(data: string) {
      super.send(data);
      this.say({ kind: "pong" });
    }
  });
}

test("frames that arrive while missed changes are fetched wait until after them", async () => {
  let answer: (changes: ChangesOut) => void = () => undefined;
  start(() => new Promise((resolve) => (answer = resolve)));
  await vi.advanceTimersByTimeAsync(0);
  Socket.opened[0]?.open();
  Socket.opened[0]?.say({ kind: "changes", ...change(8) });
  await vi.advanceTimersByTimeAsync(50);
  expect(applied).toEqual([]);
  answer({ ...change(7), cursor: "7", more: false });
  await vi.advanceTimersByTimeAsync(50);
  expect(seqs()).toEqual([[7, 8]]);
});

test("after a lost socket the changes since the last cursor are asked for", async () => {
  const changes = vi.fn(async (cursor: string | undefined) => nothing(cursor === undefined ? "first" : "second"));
  start(changes);
  await vi.advanceTimersByTimeAsync(0);
  Socket.opened[0]?.open();
  await vi.advanceTimersByTimeAsync(0);
  Socket.opened[0]?.close();
  await vi.advanceTimersByTimeAsync(1_000);
  Socket.opened[1]?.open();
  await vi.advanceTimersByTimeAsync(0);
  expect(changes.mock.calls.map(([cursor]) => cursor)).toEqual([undefined, "first"]);
});

test("every page of missed changes is fetched", async () => {
  const pages = [{ ...change(1), cursor: "1", more: true }, { ...change(2), cursor: "2", more: false }];
  start(async () => pages.shift() ?? nothing("2"));
  await vi.advanceTimersByTimeAsync(0);
  Socket.opened[0]?.open();
  await vi.advanceTimersByTimeAsync(50);
  expect(seqs().flat()).toEqual([1, 2]);
});

test("who missed too much takes a new cursor, forgets, and starts anew from there", async () => {
  const asked: (string | undefined)[] = [];
  const { forget } = start(async (cursor) => {
    asked.push(cursor);
    return { ...nothing(String(asked.length)), more: true };
  });
  await vi.advanceTimersByTimeAsync(0);
  Socket.opened[0]?.open();
  await vi.advanceTimersByTimeAsync(50);
  expect(forget).toHaveBeenCalledOnce();
  expect(asked.filter((cursor) => cursor === undefined)).toHaveLength(2);
  expect(asked.at(-1)).toBeUndefined();
});

test("a first cursor that comes long after the lists were fetched has them fetched again", async () => {
  let answer: (changes: ChangesOut) => void = () => undefined;
  const { forget } = start(() => new Promise((resolve) => (answer = resolve)));
  await vi.advanceTimersByTimeAsync(0);
  Socket.opened[0]?.open();
  await vi.advanceTimersByTimeAsync(25_000);
  expect(forget).not.toHaveBeenCalled();
  answer(nothing("1"));
  await vi.advanceTimersByTimeAsync(0);
  expect(forget).toHaveBeenCalledOnce();
});

test("frames of one animation frame are shown together", async () => {
  start(async () => nothing("1"));
  await vi.advanceTimersByTimeAsync(0);
  Socket.opened[0]?.open();
  await vi.advanceTimersByTimeAsync(50);
  [1, 2, 3].forEach((seq) => Socket.opened[0]?.say({ kind: "changes", ...change(seq) }));
  await vi.advanceTimersByTimeAsync(50);
  expect(seqs()).toEqual([[1, 2, 3]]);
});

test("a frame that was too large is fetched instead", async () => {
  const changes = vi.fn(async () => nothing("1"));
  start(changes);
  await vi.advanceTimersByTimeAsync(0);
  Socket.opened[0]?.open();
  await vi.advanceTimersByTimeAsync(0);
  Socket.opened[0]?.say({ kind: "changed" });
  await vi.advanceTimersByTimeAsync(0);
  expect(changes).toHaveBeenCalledTimes(2);
});

test("missed changes are asked for every 30 seconds and on focus, and the socket is kept awake", async () => {
  const changes = vi.fn(async () => nothing("1"));
  start(changes);
  await vi.advanceTimersByTimeAsync(0);
  Socket.opened[0]?.open();
  await vi.advanceTimersByTimeAsync(30_000);
  expect(changes).toHaveBeenCalledTimes(2);
  dispatchEvent(new Event("focus"));
  await vi.advanceTimersByTimeAsync(0);
  expect(changes).toHaveBeenCalledTimes(3);
  await vi.advanceTimersByTimeAsync(5 * 60_000);
  expect(Socket.opened[0]?.sent).toContain('{"kind":"ping"}');
});

test("reconnecting waits a random part of a doubling, bounded time", () => {
  expect(reconnectDelay(0, () => 1)).toBe(500);
  expect(reconnectDelay(3, () => 0.5)).toBe(2_000);
  expect(reconnectDelay(30, () => 1)).toBe(30_000);
});

test("rubbish on the socket is ignored", async () => {
  start(async () => nothing("1"));
  await vi.advanceTimersByTimeAsync(0);
  Socket.opened[0]?.open();
  Socket.opened[0]?.dispatchEvent(new MessageEvent("message", { data: "not json" }));
  await vi.advanceTimersByTimeAsync(50);
  expect(applied).toEqual([]);
});

test("who comes back while a socket is being opened gets that one, not a second", async () => {
  const { open } = start(async () => nothing("1"));
  dispatchEvent(new Event("focus"));
  document.dispatchEvent(new Event("visibilitychange"));
  dispatchEvent(new Event("online"));
  await vi.advanceTimersByTimeAsync(0);
  expect(open).toHaveBeenCalledOnce();
  expect(Socket.opened).toHaveLength(1);
});

test("a socket that is lost for a moment shows nothing of it", async () => {
  serve();
  start(async () => nothing("1"));
  await vi.advanceTimersByTimeAsync(20_000);
  latest()?.close();
  await vi.advanceTimersByTimeAsync(20_000);
  expect(Socket.opened).toHaveLength(2);
  expect(states).toEqual([]);
});

test("a socket that closes every 5 s is not asked for again and again, and nothing is missed or shown", async () => {
  serve();
  const { open } = start(vi.fn(async () => nothing("1")));
  for (let second = 0; second < 300; second += 5) {
    await vi.advanceTimersByTimeAsync(5_000);
    latest()?.close();
  }
  expect(open.mock.calls.length).toBeLessThan(40);
  expect(states).toEqual([]);
});

test("without any socket the page is kept in step by asking", async () => {
  const changes = vi.fn(async () => nothing("1"));
  start(changes, { open: vi.fn(() => Promise.reject(refusal(500))) });
  await vi.advanceTimersByTimeAsync(60_000);
  expect(changes.mock.calls.length).toBeGreaterThan(4);
  expect(states).toEqual([]);
});

test("who hears of the server neither way for 5 s is told, and told again when it is back", async () => {
  serve();
  let down = false;
  const failing = async <T>(answer: T) => {
    if (down) throw refusal(0);
    return answer;
  };
  start(() => failing(nothing("1")), { open: vi.fn(() => failing("ws://x/ws?ticket=t")) });
  await vi.advanceTimersByTimeAsync(10_000);
  down = true;
  latest()?.close();
  await vi.advanceTimersByTimeAsync(4_900);
  expect(states).toEqual([]);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(states).toEqual(["away"]);
  down = false;
  await vi.advanceTimersByTimeAsync(31_000);
  expect(states).toEqual(["away", "live"]);
});

test("who is asked to come back later does, with the socket and with the question", async () => {
  const changes = vi.fn((): Promise<ChangesOut> => Promise.reject(refusal(429, 60)));
  const open = vi.fn((): Promise<string> => Promise.reject(refusal(429, 60)));
  start(changes, { open });
  await vi.advanceTimersByTimeAsync(59_000);
  expect([open.mock.calls.length, changes.mock.calls.length]).toEqual([1, 1]);
  dispatchEvent(new Event("focus"));
  await vi.advanceTimersByTimeAsync(500);
  expect([open.mock.calls.length, changes.mock.calls.length]).toEqual([1, 1]);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(open.mock.calls.length).toBeGreaterThan(1);
  expect(changes.mock.calls.length).toBeGreaterThan(1);
});

test("who comes back asks once for what changed, however many events tell of it", async () => {
  serve();
  const changes = vi.fn(async () => nothing("1"));
  start(changes);
  await vi.advanceTimersByTimeAsync(1_000);
  ["focus", "online"].forEach((name) => dispatchEvent(new Event(name)));
  document.dispatchEvent(new Event("visibilitychange"));
  await vi.advanceTimersByTimeAsync(1_000);
  expect(changes).toHaveBeenCalledTimes(2);
});

test("after a night's sleep what changed is asked for at once", async () => {
  serve();
  const changes = vi.fn(async () => nothing("1"));
  start(changes);
  await vi.advanceTimersByTimeAsync(6_000);
  vi.setSystemTime(Date.now() + 8 * 3_600_000);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(changes).toHaveBeenCalledTimes(2);
  expect(states).toEqual([]);
});

test("a clock that is set back by a day changes nothing", async () => {
  serve();
  const changes = vi.fn(async () => nothing("1"));
  const { forget } = start(changes);
  await vi.advanceTimersByTimeAsync(6_000);
  vi.setSystemTime(Date.now() - 24 * 3_600_000);
  await vi.advanceTimersByTimeAsync(65_000);
  expect(changes.mock.calls.length).toBeGreaterThan(2);
  expect(forget).not.toHaveBeenCalled();
  expect(states).toEqual([]);
});

test("a socket that died in its sleep is replaced by one that lives", async () => {
  start(async () => nothing("1"));
  await vi.advanceTimersByTimeAsync(0);
  Socket.opened[0]?.open();
  await vi.advanceTimersByTimeAsync(2_000);
  dispatchEvent(new Event("focus"));
  await vi.advanceTimersByTimeAsync(7_000);
  expect(Socket.opened).toHaveLength(2);
});

test("a cursor that is not taken any more is replaced, and everything fetched anew", async () => {
  serve();
  const changes = vi.fn(async (cursor: string | undefined) => {
    if (cursor === "old") throw refusal(422);
    return nothing(cursor === undefined && changes.mock.calls.length === 1 ? "old" : "new");
  });
  const { forget } = start(changes);
  await vi.advanceTimersByTimeAsync(36_000);
  expect(forget).toHaveBeenCalledOnce();
  expect(changes.mock.calls.at(-1)).toEqual([undefined]);
  await vi.advanceTimersByTimeAsync(36_000);
  expect(changes.mock.calls.at(-1)).toEqual(["new"]);
});
