/** Replies the server has not taken yet. They outlive the page, under ids that make sending them twice change nothing. */

import { create } from "zustand";
import type { Text } from "@/lib/api-types";
import { onOwner, owner } from "@/lib/owner";
import { shelf } from "@/lib/shelf";
import { sayUnkept } from "./unkept";

export interface Outgoing {
  client_id: string;
  /** The member, of one workspace, in whose name alone it may be sent. */
  author: string;
  conversation_id: string;
  content: Text;
  /** When it was written. */
  at: number;
  /** When we last began to try. */
  since: number;
  state: "pending" | "failed";
  /** What to do once it was taken. */
  then?: "resolve";
  /** Why it failed; a passing problem may be tried again as it is. */
  problem?: { code: string; detail: string; passing: boolean };
}

interface Outbox {
  /** Of the member who is signed in, in the order they were written. */
  items: Outgoing[];
}

/** Long enough for the sent message itself to reach a tab that did not send it. */
const LINGER = 3_000;

const kept = shelf<Outgoing>("outbox");

export const useOutbox = create<Outbox>(() => ({ items: [] }));

const inOrder = (items: Outgoing[]) => [...items].sort((a, b) => a.at - b.at || a.client_id.localeCompare(b.client_id));

/** Of each read under way, what was put or dropped since it began: that is newer than what it will find. */
const reads = new Set<Set<string>>();

const touch = (clientId: string) => reads.forEach((since) => since.add(clientId));

function show(item: Outgoing) {
  touch(item.client_id);
  useOutbox.setState(({ items }) => ({ items: inOrder([...items.filter((each) => each.client_id !== item.client_id), item]) }));
}

function hide(clientId: string) {
  touch(clientId);
  useOutbox.setState(({ items }) => ({ items: items.filter((each) => each.client_id !== clientId) }));
}

const keyOf = ({ author, client_id }: Outgoing) => `${author}/${client_id}`;

function keep(item: Outgoing) {
  show(item);
  void kept.put(keyOf(item), item).then((safe) => safe || sayUnkept());
}

/** Of whoever is signed in. */
export function putOutgoing(item: Omit<Outgoing, "author">): void {
  const author = owner();
  if (author) keep({ ...item, author });
}

const known = (clientId: string) => useOutbox.getState().items.find((each) => each.client_id === clientId);

export function changeOutgoing(clientId: string, change: Partial<Outgoing>): void {
  const item = known(clientId);
  if (item) keep({ ...item, ...change });
}

export function dropOutgoing(clientId: string): void {
  const item = known(clientId);
  if (!item) return;
  hide(clientId);
  void kept.drop(keyOf(item));
}

/** Reads what waits, as every tab of this browser left it. */
export async function readOutbox(): Promise<void> {
  const whose = owner();
  const since = new Set<string>();
  reads.add(since);
  const all = whose ? await kept.all() : [];
  reads.delete(since);
  if (whose !== owner()) return;
  const found = all.flatMap(([key, item]) => (key.startsWith(`${whose}/`) && !since.has(item.client_id) ? [item] : []));
  useOutbox.setState(({ items }) => ({ items: inOrder([...found, ...items.filter((item) => since.has(item.client_id))]) }));
}

let reading: Promise<void> = Promise.resolve();

/** Resolves once what waited from before is known. */
export const outboxRead = (): Promise<void> => reading;

/** Forgets, here and on the device, what the signed-in member has not sent. */
export async function forgetOutbox(): Promise<void> {
  const whose = owner();
  useOutbox.setState({ items: [] });
  const keys = (await kept.all()).map(([key]) => key);
  await Promise.all(keys.filter((key) => whose && key.startsWith(`${whose}/`)).map((key) => kept.drop(key)));
}

// What others wrote on this device waits for them.
onOwner(() => {
  useOutbox.setState({ items: [] });
  reading = readOutbox();
});

kept.onChange((key, item) => {
  const whose = owner();
  if (!whose || !key.startsWith(`${whose}/`)) return;
  if (item) return show(item);
  const id = key.slice(whose.length + 1);
  const discarded = known(id)?.state === "failed";
  setTimeout(() => hide(id), discarded ? 0 : LINGER);
});
