/** Frames and missed changes, told in order and together. `GET /changes` is the truth, frames are only its quick word. */

import { ApiError } from "./api-error";
import type { ChangesOut, ConversationOut, Entry } from "./api-types";

export interface Changes {
  conversations: ConversationOut[];
  entries: Entry[];
}

export interface ChangesSource {
  changes: (cursor: string | undefined) => Promise<ChangesOut>;
  apply: (changes: Changes) => void;
  /** Too much was missed to be told change by change. */
  forget: () => void;
}

export interface FollowedChanges {
  /** Asks for what was missed; frames that arrive meanwhile wait their turn. Rejects with why it could not ask. */
  heal: () => Promise<void>;
  hear: (changes: Changes) => void;
  stop: () => void;
}

const MOST_PAGES = 20;
/** Longer than this after the lists were fetched, the first cursor says nothing of what happened in between. */
const LATE = 20_000;

/** A cursor that the server does not take any more will never be taken. */
const isSpent = (error: unknown) => error instanceof ApiError && !error.passing && error.status !== 401 && error.status !== 403;

export function followChanges(source: ChangesSource): FollowedChanges {
  // By both clocks: one may be set, the other may stand still while the machine sleeps.
  const began = { date: Date.now(), ticks: performance.now() };
  const age = () => Math.max(Date.now() - began.date, performance.now() - began.ticks);
  let cursor: string | undefined;
  let stopped = false;
  let healing: Promise<void> | null = null;
  let again = false;
  let held: Changes[] = [];
  let batch: Changes[] = [];
  let painting = false;

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

  /** The new cursor before the lists are fetched anew: what changes in between is told again. */
  async function startAnew() {
    cursor = (await source.changes(undefined)).cursor;
    source.forget();
  }

  async function catchUp() {
    const first = cursor === undefined;
    for (let page = 0; page < MOST_PAGES; page += 1) {
      const { conversations, entries, cursor: next, more } = await source.changes(cursor);
      cursor = next;
      if (first && age() > LATE) source.forget();
      if (conversations.length + entries.length > 0) show({ conversations, entries });
      if (!more) return;
    }
    await startAnew();
  }

  function heal(): Promise<void> {
    if (healing) {
      again = true;
      return healing;
    }
    healing = catchUp()
      .catch((error: unknown) => {
        if (cursor === undefined || !isSpent(error)) throw error;
        return startAnew();
      })
      .finally(() => {
        healing = null;
        held.forEach(show);
        held = [];
        if (again && !stopped) {
          again = false;
          void heal().catch(() => undefined);
        }
      });
    return healing;
  }

  return {
    heal,
    hear: (changes) => (healing ? void held.push(changes) : show(changes)),
    stop: () => {
      stopped = true;
    },
  };
}
