/** How far the last words of a row came. The list's page knows; live changes tell it only beside the message itself. */

import type { QueryClient } from "@tanstack/react-query";
import type { ConversationOut, DeliveryStatus, Entry } from "@/lib/api-types";
import { messagesKey, type EntryPages } from "./messages";

/** From these a message may also go back: it is tried again. */
const STUCK: DeliveryStatus[] = ["failed", "unconfirmed", "deferred", "paused"];
const WAY: DeliveryStatus[] = ["queued", "sending", "accepted", "sent", "delivered", "read", "played"];

/** The status after more word of the same message: it never goes back by itself. */
function laterStatus(known: DeliveryStatus | null, told: DeliveryStatus): DeliveryStatus {
  if (known === null || STUCK.includes(known)) return told;
  if (STUCK.includes(told)) return WAY.indexOf(known) < WAY.indexOf("sent") ? told : known;
  return WAY.indexOf(told) > WAY.indexOf(known) ? told : known;
}

function lastHeld(client: QueryClient, id: string): Entry | undefined {
  const newest = client.getQueryData<EntryPages>(messagesKey(id))?.pages[0];
  return newest?.entries.findLast((entry) => entry.entry === "message");
}

const same = (a: ConversationOut["snippet"], b: ConversationOut["snippet"]) => Boolean(a && b && a.seq === b.seq);

/** A conversation that is told without its ticks keeps the ones that are known of the same words. */
export function withStatus(known: ConversationOut | undefined, told: ConversationOut): ConversationOut {
  const { snippet } = told;
  if (!snippet || snippet.author === "contact" || !known?.snippet?.status || !same(known.snippet, snippet)) return told;
  const status = snippet.status ? laterStatus(known.snippet.status, snippet.status) : known.snippet.status;
  return status === snippet.status ? told : { ...told, snippet: { ...snippet, status } };
}

/** The conversation after word of one of its messages; itself when the word is of an older one, or nothing new. */
export function afterReport(client: QueryClient, known: ConversationOut, entry: Entry): ConversationOut {
  const { snippet } = known;
  if (entry.entry !== "message" || entry.direction === "inbound" || !entry.status || !snippet || snippet.author === "contact") return known;
  if (entry.seq !== snippet.seq) return known;
  const last = lastHeld(client, known.id);
  // The thread drops older revisions; where it is held, it knows best.
  const status = last?.entry === "message" && last.seq === entry.seq && last.status ? last.status : laterStatus(snippet.status, entry.status);
  return status === snippet.status ? known : { ...known, snippet: { ...snippet, status } };
}
