import { api } from "./api";
import type { FeedEvent, LogEntry, Message } from "./model";
import { changes, useSimulator } from "./store";

const REOPEN_AFTER = 2_000;

let messages: Message[] = [];
let entries: LogEntry[] = [];
let frame = 0;
/** What the feed told of a chat, or of the log, while it was being asked for. */
const opening = new Map<string, Message[]>();
let reading: LogEntry[] | null = null;
let stale: ReturnType<typeof setTimeout> | undefined;
let asked = 0;
let answered = 0;

/** Events are applied once a frame: a hundred customers at once must not be a thousand renders. */
function flush() {
  frame = 0;
  if (messages.length > 0) changes.messages(messages);
  if (entries.length > 0) changes.logged(entries);
  messages = [];
  entries = [];
}

function soon() {
  // A hidden page gets no frames; its events must not pile up until it is seen again.
  frame ||= document.hidden ? Number(setTimeout(flush, 250)) : requestAnimationFrame(flush);
}

/** An answer that was overtaken by a later one is old news. */
async function refreshWorld() {
  const turn = (asked += 1);
  const world = await api.world();
  if (turn < answered) return;
  answered = turn;
  changes.world(world);
}

function refreshSoon() {
  stale ??= setTimeout(() => {
    stale = undefined;
    refreshWorld().catch(() => changes.connected(false));
  }, 250);
}

/** Loads the log; what the feed tells meanwhile comes after it, and a log emptied meanwhile stays empty. */
async function refreshLog() {
  const meanwhile: LogEntry[] = [];
  reading = meanwhile;
  try {
    const { entries: told } = await api.log();
    if (reading !== meanwhile) return;
    const known = new Set(told.map(({ id }) => id));
    changes.log([...told, ...meanwhile.filter(({ id }) => !known.has(id))]);
    // They are in already; the next frame must not add them again.
    entries = [];
  } finally {
    if (reading === meanwhile) reading = null;
  }
}

/** Loads a chat; from then on the feed keeps it. What the feed tells meanwhile is newer than what was asked for. */
export async function openChat(persona: string): Promise<void> {
  const meanwhile: Message[] = [];
  opening.set(persona, meanwhile);
  try {
    const { messages: told } = await api.chat(persona);
    if (opening.get(persona) !== meanwhile) return;
    changes.chat(persona, told);
    changes.messages(meanwhile);
  } finally {
    if (opening.get(persona) === meanwhile) opening.delete(persona);
  }
}

/** Everything anew: at the beginning, after a reset, and after the feed was lost. Other chats load when they are opened. */
async function refreshAll() {
  const log = refreshLog();
  await refreshWorld();
  const { persona, chats } = useSimulator.getState();
  changes.keepOnly(persona);
  await Promise.all([log, ...(persona && chats[persona] ? [openChat(persona)] : [])]);
}

function drop() {
  messages = [];
  entries = [];
  opening.clear();
  reading = null;
}

function take(event: FeedEvent) {
  switch (event.kind) {
    case "message":
      messages.push(event.message);
      opening.get(event.persona)?.push(event.message);
      soon();
      refreshSoon();
      break;
    case "log":
      entries.push(event.entry);
      reading?.push(event.entry);
      soon();
      refreshSoon();
      break;
    case "played":
      changes.played({ name: event.name, broke: event.broke });
      break;
    case "typing":
      changes.typing(event.persona, event.until);
      break;
    case "log_cleared":
      entries = [];
      reading = null;
      changes.log([]);
      break;
    case "log_restored":
      refreshLog().catch(() => changes.connected(false));
      break;
    case "state":
      refreshSoon();
      break;
    case "reset":
      drop();
      changes.forget();
      refreshAll().catch(() => changes.connected(false));
      break;
    default:
      refreshAll().catch(() => changes.connected(false));
  }
}

/** Follows the simulator until the returned function is called. */
export function follow(): () => void {
  let feed: EventSource;
  let again: ReturnType<typeof setTimeout> | undefined;
  const open = () => {
    feed = new EventSource("/sim/events");
    feed.onmessage = ({ data }: MessageEvent<string>) => take(JSON.parse(data) as FeedEvent);
    feed.onerror = () => {
      changes.connected(false);
      // The browser reconnects by itself, except after an answer that is no feed.
      if (feed.readyState === EventSource.CLOSED) again = setTimeout(open, REOPEN_AFTER);
    };
  };
  open();
  return () => {
    clearTimeout(again);
    feed.close();
  };
}
