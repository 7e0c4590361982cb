/** The socket: it only says what changed. `GET /changes` is the truth, asked after each connect, on focus, and every 30 s. */

import type { ChangesOut, ConversationOut, Entry } from "./api-types";

export interface Changes {
  conversations: ConversationOut[];
  entries: Entry[];
}

export type LiveState = "connecting" | "live" | "down";

export interface LiveSource {
  /** The address of a new socket, its single-use ticket included. */
  open: () => Promise<string>;
  changes: (cursor: string | undefined) => Promise<ChangesOut>;
  apply: (changes: Changes) => void;
  /** Too much was missed to be told change by change. */
  forget: () => void;
  onState?: (state: LiveState) => void;
}

type Frame = ({ kind: "changes" } & Changes) | { kind: "changed" } | { kind: "pong" };

const PING = 5 * 60_000;
const HEAL = 30_000;
const LONGEST_WAIT = 30_000;
const MOST_PAGES = 20;
/** Longer than this after the lists were fetched, the first cursor says nothing of what happened in between. */
const LATE = 20_000;

/** Waits are random up to a doubling limit, so that browsers do not come back all at once. */
export function reconnectDelay(failures: number, random: () => number = Math.random): number {
  return random() * Math.min(LONGEST_WAIT, 500 * 2 ** failures);
}

/** Keeps the page in step until the returned function is called. */
export function keepLive(source: LiveSource): () => void {
  let socket: WebSocket | null = null;
  let opening = false;
  const began = Date.now();
  let cursor: string | undefined;
  let failures = 0;
  let stopped = false;
  let healing: Promise<void> | null = null;
  let again = false;
  let held: Changes[] = [];
  let batch: Changes[] = [];
  let painting = false;
  let retry: ReturnType<typeof setTimeout> | undefined;

  function paint() {
    painting = false;
    const changes = batch;
    batch = [];
    if (stopped || changes.length === 0) return;
    source.apply({ conversations: changes.flatMap((each) => each.conversations), entries: changes.flatMap((each) => each.entries) });
  }

  function show(changes: Changes) {
    batch.push(changes);
    if (painting) return;
    painting = true;
    // A hidden tab gets no animation frames, but must not fall behind.
    if (document.hidden) setTimeout(paint, 50);
    else requestAnimationFrame(paint);
  }

  async function catchUp() {
    const first = cursor === undefined;
    for (let page = 0; page < MOST_PAGES; page += 1) {
      const { conversations, entries, cursor: next, more } = await source.changes(cursor);
      cursor = next;
      if (first && Date.now() - began > LATE) source.forget();
      if (conversations.length + entries.length > 0) show({ conversations, entries });
      if (!more) return;
    }
    // The new cursor before the lists are fetched anew: what changes in between is told again.
    cursor = (await source.changes(undefined)).cursor;
    source.forget();
  }

  /** Asks for what was missed; frames that arrive meanwhile wait their turn. */
  function heal(): Promise<void> {
    if (healing) {
      again = true;
      return healing;
    }
    healing = catchUp()
      .catch(() => undefined)
      .finally(() => {
        healing = null;
        held.forEach(show);
        held = [];
        if (again && !stopped) {
          again = false;
          void heal();
        }
      });
    return healing;
  }

  function handleFrame(data: unknown) {
    let frame: Frame;
    try {
      frame = JSON.parse(String(data)) as Frame;
    } catch {
      return;
    }
    if (frame.kind === "changed") void heal();
    else if (frame.kind === "changes") (healing ? held.push.bind(held) : show)({ conversations: frame.conversations, entries: frame.entries });
  }

  function reconnect() {
    socket = null;
    if (stopped) return;
    source.onState?.("down");
    clearTimeout(retry);
    retry = setTimeout(() => void connect(), reconnectDelay(failures));
    failures += 1;
  }

  async function connect() {
    if (stopped || socket || opening) return;
    opening = true;
    source.onState?.("connecting");
    let address: string;
    try {
      address = await source.open();
    } catch {
      reconnect();
      return;
    } finally {
      opening = false;
    }
    if (stopped) return;
    const opened = new WebSocket(address);
    socket = opened;
    opened.addEventListener("open", () => {
      failures = 0;
      source.onState?.("live");
      void heal();
    });
    opened.addEventListener("message", (event) => handleFrame(event.data));
    opened.addEventListener("close", () => {
      if (socket === opened) reconnect();
    });
  }

  function handleReturn() {
    if (document.hidden) return;
    if (socket) void heal();
    else {
      failures = 0;
      clearTimeout(retry);
      void connect();
    }
  }

  const ping = setInterval(() => socket?.readyState === WebSocket.OPEN && socket.send('{"kind":"ping"}'), PING);
  const pulse = setInterval(() => !document.hidden && void heal(), HEAL);
  addEventListener("focus", handleReturn);
  addEventListener("online", handleReturn);
  document.addEventListener("visibilitychange", handleReturn);
  void connect();

  return () => {
    stopped = true;
    clearInterval(ping);
    clearInterval(pulse);
    clearTimeout(retry);
    removeEventListener("focus", handleReturn);
    removeEventListener("online", handleReturn);
    document.removeEventListener("visibilitychange", handleReturn);
    socket?.close();
    socket = null;
  };
}
