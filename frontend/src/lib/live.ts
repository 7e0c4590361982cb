/** Keeps the page in step: a socket that says what changed, and `GET /changes` after each connect, on return, and every 30 s; every 10 s while there is no socket. */

import type { Here, HereFrame } from "./api-types";
import { followChanges, type Changes, type ChangesSource } from "./live-changes";
import { asked, keepSocket } from "./live-socket";

export type { Changes };
export { reconnectDelay } from "./live-socket";

/** `away`: for 5 s neither the socket nor an answer has come, and what is shown may be old. */
export type LiveState = "live" | "away";

export interface LiveSource extends ChangesSource {
  /** The address of a new socket, its single-use ticket included. */
  open: () => Promise<string>;
  /** What is known when it begins; `live` unless said. */
  begins?: LiveState;
  onState?: (state: LiveState) => void;
  /** A socket is open; `send` says something over whichever is. */
  onOpen?: (send: (frame: Here) => boolean) => void;
  /** A colleague's browser says where they are. */
  onHere?: (frame: HereFrame) => void;
}

type Frame = ({ kind: "changes" } & Changes) | HereFrame | { kind: "changed" } | { kind: "pong" };

const TICK = 5_000;
const HEAL = 30_000;
const HEAL_WITHOUT_SOCKET = 10_000;
const UNNOTICED = 5_000;
/** Events of one return (focus, visible, online) come together. */
const ONE_RETURN = 1_000;
/** A tick that comes this much early or late was slept through, or the clock was set. */
const ASLEEP = 30_000;

/** Keeps the page in step until the returned function is called. */
export function keepLive(source: LiveSource): () => void {
  // All by `performance.now()`, which no one can set.
  const now = () => performance.now();
  let state: LiveState = source.begins ?? "live";
  let heard = now();
  let tried = -Infinity;
  let lost = now();
  let wasOpen = false;
  let notBefore = 0;
  let returned = -Infinity;
  let ticked = Date.now();

  function tell(next: LiveState) {
    if (next === state) return;
    state = next;
    source.onState?.(next);
  }

  const changes = followChanges(source);
  const socket = keepSocket({ open: source.open, onOpen: handleOpen, onLost: handleLost, onFrame: handleFrame });

  function heal() {
    tried = now();
    changes.heal().then(
      () => {
        heard = now();
        tell("live");
      },
      (error: unknown) => {
        notBefore = now() + asked(error);
      },
    );
  }

  function handleOpen() {
    wasOpen = true;
    tell("live");
    source.onOpen?.(socket.send);
    heal();
  }

  function handleLost() {
    if (wasOpen) heard = lost = now();
    wasOpen = false;
  }

  function handleFrame(data: unknown) {
    let frame: Frame;
    try {
      frame = JSON.parse(String(data)) as Frame;
    } catch {
      return;
    }
    if (frame.kind === "changed") heal();
    else if (frame.kind === "changes") changes.hear({ conversations: frame.conversations, entries: frame.entries });
    else if (frame.kind === "here") source.onHere?.(frame);
  }

  function handleReturn() {
    if (document.hidden) return;
    const once = now() - returned < ONE_RETURN;
    returned = now();
    if (!socket.isOpen()) {
      socket.resume();
      // Should it not open at once, the next tick asks.
      lost = now();
    } else if (!once) {
      socket.resume();
      if (now() >= notBefore) heal();
    }
  }

  function tick() {
    const slept = Math.abs(Date.now() - ticked - TICK) > ASLEEP;
    ticked = Date.now();
    if (slept) {
      heard = now();
      handleReturn();
      return;
    }
    const open = socket.isOpen();
    if (!open && tried > heard && now() - heard >= UNNOTICED && now() - tried >= UNNOTICED) tell("away");
    const due = open || document.hidden ? HEAL : tried < lost ? 0 : HEAL_WITHOUT_SOCKET;
    if (!(open && document.hidden) && now() >= notBefore && now() - tried >= due) heal();
  }

  const ticks = setInterval(tick, TICK);
  addEventListener("focus", handleReturn);
  addEventListener("online", handleReturn);
  document.addEventListener("visibilitychange", handleReturn);

  return () => {
    clearInterval(ticks);
    removeEventListener("focus", handleReturn);
    removeEventListener("online", handleReturn);
    document.removeEventListener("visibilitychange", handleReturn);
    changes.stop();
    socket.stop();
  };
}
