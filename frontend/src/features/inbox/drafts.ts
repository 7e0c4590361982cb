/** What was typed and not sent, by conversation and member. It outlives reloads and restarts, on this device only. */

import { create } from "zustand";
import { onOwner, owner } from "@/lib/owner";
import { shelf } from "@/lib/shelf";
import { sayUnkept } from "./unkept";

interface Draft {
  text: string;
  /** When it was typed, by this device's clock: between two tabs, the newest typing wins. */
  at: number;
}

interface Drafts {
  /** Of the member who is signed in. */
  texts: Record<string, string>;
}

/** After the last key, in milliseconds. */
const PAUSE = 250;
const FORGOTTEN_AFTER = 30 * 24 * 3_600_000;

const kept = shelf<Draft>("drafts");
const typed = new Map<string, number>();
/** What waits for a pause in the typing, and where on the shelf it goes. */
const unsaved = new Map<string, { key: string; timer: ReturnType<typeof setTimeout> }>();

export const useDrafts = create<Drafts>(() => ({ texts: {} }));

function show(conversationId: string, text: string) {
  useDrafts.setState(({ texts: { [conversationId]: _, ...rest } }) => ({ texts: text ? { ...rest, [conversationId]: text } : rest }));
}

function save(conversationId: string) {
  const { key, timer } = unsaved.get(conversationId) ?? {};
  if (!key) return;
  clearTimeout(timer);
  unsaved.delete(conversationId);
  const text = useDrafts.getState().texts[conversationId] ?? "";
  if (text.trim()) void kept.put(key, { text, at: typed.get(conversationId) ?? Date.now() }).then((safe) => safe || sayUnkept());
  else void kept.drop(key);
}

/** Writes at once what waits for a pause in the typing: the page may be gone in a moment. */
export function saveDrafts(): void {
  [...unsaved.keys()].forEach(save);
}

export function setDraft(conversationId: string, text: string): void {
  const whose = owner();
  show(conversationId, text);
  typed.set(conversationId, Date.now());
  if (!whose) return;
  clearTimeout(unsaved.get(conversationId)?.timer);
  unsaved.set(conversationId, { key: `${whose}/${conversationId}`, timer: setTimeout(() => save(conversationId), PAUSE) });
  if (!text) saveDrafts();
}

/** Puts words back that were taken out to be sent, before whatever has been typed since. */
export function returnToDraft(conversationId: string, text: string): void {
  const since = useDrafts.getState().texts[conversationId];
  setDraft(conversationId, since ? `${text}\n${since}` : text);
}

async function load(whose: string | null) {
  // The last words of whoever was signed in.
  saveDrafts();
  typed.clear();
  useDrafts.setState({ texts: {} });
  if (!whose) return;
  const all = await kept.all();
  for (const [key, { at }] of all) if (Date.now() - at > FORGOTTEN_AFTER) void kept.drop(key);
  if (whose !== owner()) return;
  for (const [key, { text, at }] of all) {
    const id = key.startsWith(`${whose}/`) ? key.slice(whose.length + 1) : null;
    // What was typed while this was read is newer.
    if (id === null || typed.has(id)) continue;
    typed.set(id, at);
    show(id, text);
  }
}

/** Forgets, here and on the device, everything the signed-in member typed. */
export async function forgetDrafts(): Promise<void> {
  const whose = owner();
  unsaved.forEach(({ timer }) => clearTimeout(timer));
  unsaved.clear();
  useDrafts.setState({ texts: {} });
  const keys = (await kept.all()).map(([key]) => key);
  await Promise.all(keys.filter((key) => whose && key.startsWith(`${whose}/`)).map((key) => kept.drop(key)));
}

// Another tab's typing is taken over unless this one is being typed in, or was typed in later.
kept.onChange((key, draft) => {
  const whose = owner();
  if (!whose || !key.startsWith(`${whose}/`)) return;
  const id = key.slice(whose.length + 1);
  if (unsaved.has(id) || (draft && draft.at < (typed.get(id) ?? 0))) return;
  if (draft) typed.set(id, draft.at);
  show(id, draft?.text ?? "");
});

// What others typed on this device stays theirs.
onOwner((whose) => void load(whose));
addEventListener("pagehide", saveDrafts);
document.addEventListener("visibilitychange", saveDrafts);
