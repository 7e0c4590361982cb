/** Who of the team is in which conversation, and who is writing there: told over the page's one socket, kept nowhere but here. */

import { useEffect } from "react";
import { create } from "zustand";
import type { Here, HereFrame } from "@/lib/api-types";
import { session } from "@/lib/session";

export interface Colleague {
  id: string;
  name: string;
}
interface Room {
  viewers: Colleague[];
  typing: Colleague[];
}
type Send = (frame: Here) => boolean;

export const HEARTBEAT = 25_000;
/** Who was not heard for longer has gone. */
export const GONE = 60_000;
export const TYPING_GONE = 8_000;
export const TYPING_AGAIN = 4_000;
export const TYPING_IDLE = 6_000;
/** Walking through the list with j and k tells where one stays. */
const SETTLED = 300;
/** Who has just told everybody waits so long before it answers a newcomer: many may come at once. */
const JUST_TOLD = 2_000;

const NOBODY: Room = { viewers: [], typing: [] };

/** What is shown, by conversation: heartbeats alone change nothing of it. */
const useRooms = create<{ rooms: Record<string, Room> }>(() => ({ rooms: {} }));

const heard = new Map<string, { name: string; conversation: string | null; seen: number; typed: number }>();
let send: Send = () => false;
let own: Here = { kind: "here", conversation_id: null, typing: false };
let told = -Infinity;
let typed = -Infinity;
let sweep: ReturnType<typeof setTimeout> | undefined;
let settle: ReturnType<typeof setTimeout> | undefined;
let idle: ReturnType<typeof setTimeout> | undefined;
let answer: ReturnType<typeof setTimeout> | undefined;

const now = () => performance.now();
const same = (one: Colleague[], other: Colleague[]) => one.length === other.length && one.every((each, index) => each.id === other[index]?.id && each.name === other[index]?.name);

function tell() {
  [settle, answer].forEach(clearTimeout);
  settle = answer = undefined;
  if (send(own)) told = now();
}

/** Shows what was heard, less what is too old, and looks again when the next of it will be. */
function show() {
  const at = now();
  let next = Infinity;
  const rooms: Record<string, Room> = {};
  for (const [id, { name, conversation, seen, typed: wrote }] of heard) {
    if (at - seen >= GONE) {
      heard.delete(id);
      continue;
    }
    next = Math.min(next, seen + GONE);
    if (conversation === null) continue;
    const room = (rooms[conversation] ??= { viewers: [], typing: [] });
    room.viewers.push({ id, name });
    if (at - wrote < TYPING_GONE) {
      next = Math.min(next, wrote + TYPING_GONE);
      room.typing.push({ id, name });
    }
  }
  const before = useRooms.getState().rooms;
  for (const [id, room] of Object.entries(rooms)) {
    const known = before[id];
    if (known && same(known.viewers, room.viewers) && same(known.typing, room.typing)) rooms[id] = known;
  }
  const ids = Object.keys(rooms);
  if (ids.length !== Object.keys(before).length || ids.some((id) => rooms[id] !== before[id])) useRooms.setState({ rooms });
  clearTimeout(sweep);
  if (next < Infinity) sweep = setTimeout(show, next - at);
}

/** A colleague's browser says where they are. A newcomer is told once where we are. */
export function hearOf({ member_id: id, name, conversation_id: conversation, typing }: HereFrame): void {
  if (id === session()?.member.id) return;
  const newcomer = !heard.has(id);
  const at = now();
  heard.set(id, { name, conversation, seen: at, typed: typing ? at : -Infinity });
  show();
  if (!newcomer || document.hidden) return;
  // What was told just now may have been too early for them.
  const wait = told + JUST_TOLD - at;
  if (wait <= 0) tell();
  else answer ??= setTimeout(tell, wait);
}

function beat() {
  // Whoever comes says so first: there is no need to talk to an empty room.
  if (!document.hidden && heard.size > 0) tell();
}

function handleVisible() {
  if (!document.hidden) tell();
}

function handleLeave() {
  send({ kind: "here", conversation_id: null, typing: false });
}

/** A socket is open: the team is told where we are. Until the returned function is called, it goes on being told. */
export function joinTeam(): { opened: (socket: Send) => void; leave: () => void } {
  const heartbeat = setInterval(beat, HEARTBEAT);
  document.addEventListener("visibilitychange", handleVisible);
  addEventListener("pagehide", handleLeave);
  return {
    opened: (socket) => {
      send = socket;
      if (!document.hidden) tell();
    },
    leave: () => {
      clearInterval(heartbeat);
      [sweep, settle, idle, answer].forEach(clearTimeout);
      settle = answer = undefined;
      document.removeEventListener("visibilitychange", handleVisible);
      removeEventListener("pagehide", handleLeave);
      send = () => false;
      heard.clear();
      useRooms.setState({ rooms: {} });
    },
  };
}

function goTo(conversation: string | null) {
  if (own.conversation_id === conversation) return;
  clearTimeout(idle);
  own = { kind: "here", conversation_id: conversation, typing: false };
  settle ??= setTimeout(tell, SETTLED);
}

/** Says that one is in a conversation while the component is mounted. */
export function useHere(conversationId: string): void {
  useEffect(() => {
    goTo(conversationId);
    return () => goTo(null);
  }, [conversationId]);
}

function rest() {
  clearTimeout(idle);
  if (!own.typing) return;
  own = { ...own, typing: false };
  if (heard.size > 0) tell();
}

/** Says that one is writing; at most once in 4 s, and that one is not after 6 s of rest, or at once with `false`. */
export function announceTyping(conversationId: string, typing = true): void {
  if (own.conversation_id !== conversationId) return;
  if (!typing) return rest();
  clearTimeout(idle);
  idle = setTimeout(rest, TYPING_IDLE);
  own = { ...own, typing: true };
  if (heard.size === 0 || now() - typed < TYPING_AGAIN) return;
  typed = now();
  tell();
}

/** The colleagues in a conversation, and those of them who are writing. */
export function usePresence(conversationId: string): Room {
  return useRooms((state) => state.rooms[conversationId] ?? NOBODY);
}
