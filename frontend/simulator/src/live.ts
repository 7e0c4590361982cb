import { api } from "./api";
import type { FeedEvent, LogEntry, Message } from "./model";
import { changes, useSimulator } from "./store";

let messages: Message[] = [];
let entries: LogEntry[] = [];
let frame = 0;
const opening = new Map<string, Message[]>();
let stale: ReturnType<typeof setTimeout> | undefined;

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

async function refreshWorld() {
  changes.world(await api.world());
}

function refreshSoon() {
  stale ??= setTimeout(() => {
    stale = undefined;
    refreshWorld().catch(() => changes.connected(false));
  }, 250);
}

/** Everything anew: at the beginning, after a reset, and after the feed was lost. */
async function refreshAll() {
  const [log] = await Promise.all([api.log(), refreshWorld()]);
  changes.log(log.entries);
  await Promise.all(Object.keys(useSimulator.getState().chats).map(openChat));
}

/** Loads a chat; from then on the feed keeps it. What the feed tells meanwhile is newer than what was asked for. */
export async function openChat(persona: string): Promise<void> {
  const meanwhile: Message[] = [];
  opening.set(persona, meanwhile);
  try {
    changes.chat(persona, (await api.chat(persona)).messages);
    changes.messages(meanwhile);
  } finally {
    if (opening.get(persona) === meanwhile) opening.delete(persona);
  }
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
      soon();
      refreshSoon();
      break;
    case "typing":
      changes.typing(event.persona, event.until);
      break;
    case "log_cleared":
      entries = [];
      changes.log([]);
      break;
    case "state":
      refreshSoon();
      break;
    case "reset":
      changes.forget();
      refreshAll().catch(() => changes.connected(false));
      break;
    default:
      changes.connected(true);
      refreshAll().catch(() => changes.connected(false));
  }
}

/** Follows the simulator until the returned function is called. The browser reconnects by itself. */
export function follow(): () => void {
  const feed = new EventSource("/sim/events");
  feed.onmessage = ({ data }: MessageEvent<string>) => take(JSON.parse(data) as FeedEvent);
  feed.onerror = () => changes.connected(false);
  return () => feed.close();
}
