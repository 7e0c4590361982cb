import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { aConversation, aMessage } from "@/testing/builders";
import type { ChangesOut } from "./api-types";
import { keepLive, reconnectDelay, type Changes } from "./live";

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

function start(changes: (cursor: string | undefined) => Promise<ChangesOut>, forget = vi.fn()) {
  const open = vi.fn(async () => "ws://x/ws?ticket=t");
  stop = keepLive({ open, changes, apply: (each) => applied.push(each), forget });
  return { open, forget };
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
