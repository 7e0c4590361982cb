/** One socket, opened again whenever it is lost. It carries frames and promises nothing else. */

import { ApiError } from "./api-error";

interface SocketEnds {
  /** The address of a new socket, its single-use ticket included. */
  open: () => Promise<string>;
  onOpen: () => void;
  onLost: () => void;
  onFrame: (data: unknown) => void;
}

export interface KeptSocket {
  /** Whether it went out; nothing is kept for later. */
  send: (frame: object) => boolean;
  /** The page is back: opens now what waits to be opened, and lets go of a socket that only looks open. */
  resume: () => void;
  isOpen: () => boolean;
  stop: () => void;
}

const PING = 5 * 60_000;
/** An answer to a ping takes less, or the line is dead. */
const PONG = 5_000;
const LONGEST_WAIT = 30_000;
/** A socket that held so long counts as one that works. */
const STEADY = 10_000;

/** Waits are random up to a doubling limit, so that browsers do not come back all at once. */
export function reconnectDelay(failures: number, random: () => number = Math.random): number {
  return random() * Math.min(LONGEST_WAIT, 500 * 2 ** failures);
}

/** How long the server asked us to stay away, in milliseconds. */
export function asked(error: unknown): number {
  return error instanceof ApiError ? (error.more.retryAfter ?? 0) * 1_000 : 0;
}

export function keepSocket({ open, onOpen, onLost, onFrame }: SocketEnds): KeptSocket {
  let socket: WebSocket | null = null;
  let opening = false;
  let stopped = false;
  let failures = 0;
  /** By `performance.now()`: before it the server wants to be left alone. */
  let notBefore = 0;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let steady: ReturnType<typeof setTimeout> | undefined;
  let silence: ReturnType<typeof setTimeout> | undefined;

  const isOpen = () => socket?.readyState === WebSocket.OPEN;

  function lost(wait = 0) {
    socket = null;
    clearTimeout(steady);
    clearTimeout(silence);
    if (stopped) return;
    onLost();
    clearTimeout(retry);
    notBefore = performance.now() + wait;
    retry = setTimeout(() => void connect(), Math.max(wait, reconnectDelay(failures)));
    failures += 1;
  }

  async function connect() {
    if (stopped || socket || opening) return;
    opening = true;
    let address: string;
    try {
      address = await open();
    } catch (error) {
      opening = false;
      lost(asked(error));
      return;
    }
    opening = false;
    if (stopped) return;
    const opened = new WebSocket(address);
    socket = opened;
    opened.addEventListener("open", () => {
      steady = setTimeout(() => (failures = 0), STEADY);
      onOpen();
    });
    opened.addEventListener("message", (event) => {
      clearTimeout(silence);
      if (socket === opened) onFrame(event.data);
    });
    opened.addEventListener("close", () => {
      if (socket === opened) lost();
    });
  }

  function send(frame: object): boolean {
    if (!isOpen()) return false;
    socket?.send(JSON.stringify(frame));
    return true;
  }

  /** After a night's sleep a socket may look open and be dead: no close was ever heard. */
  function probe() {
    const probed = socket;
    clearTimeout(silence);
    if (!send({ kind: "ping" })) return;
    silence = setTimeout(() => {
      if (socket !== probed) return;
      lost();
      probed?.close();
    }, PONG);
  }

  function resume() {
    if (socket) probe();
    else if (performance.now() >= notBefore) {
      failures = 0;
      clearTimeout(retry);
      void connect();
    }
  }

  const ping = setInterval(probe, PING);
  void connect();

  return {
    send,
    resume,
    isOpen,
    stop: () => {
      stopped = true;
      clearInterval(ping);
      [retry, steady, silence].forEach(clearTimeout);
      socket?.close();
      socket = null;
    },
  };
}
