/** Who is signed in on this page. The access token lives here, in memory, and nowhere else. */

import { useSyncExternalStore } from "react";
import type { Permission, SessionOut } from "./api-types";
import { ApiError, unreachable } from "./api-error";
import { env } from "./env";

let current: SessionOut | null = null;
let refreshing: Promise<SessionOut | null> | null = null;
let ended = false;
let leaving = false;
const listeners = new Set<() => void>();

export function session(): SessionOut | null {
  return current;
}

/** Whether it was the server, not its member, that ended the last sign-in of this page. */
export function sessionEnded(): boolean {
  return ended;
}

/** Whether its member is ending this sign-in: nothing is asked in its name any more. */
export function isLeaving(): boolean {
  return leaving;
}

export function setLeaving(now: boolean): void {
  leaving = now;
}

export function setSession(next: SessionOut | null): void {
  current = next;
  if (next) ended = false;
  listeners.forEach((listener) => listener());
}

/** Calls whenever the sign-in of this page changes. */
export function onSession(listener: () => void): () => boolean {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useSession(): SessionOut | null {
  return useSyncExternalStore(onSession, session);
}

/** Whether the member may; the server decides anyway, this only keeps useless buttons away. */
export function useMay(permission: Permission): boolean {
  return useSession()?.member.permissions.includes(permission) ?? false;
}

/** A refresh token is spent by its first use, so no two tabs may spend the same one. */
function oneTabAtATime<T>(work: () => Promise<T>): Promise<T> {
  return navigator.locks ? (navigator.locks.request("pytake.refresh", work) as Promise<T>) : work();
}

const TIMEOUT = 20_000;

declare global {
  interface Window {
    /** What the head's own script asked before this file was there (`vite-plugins/page-head.ts`). */
    pytakeRefresh?: Promise<Response>;
  }
}

const ask = () => fetch(`${env.api}/sign-in/refresh`, { method: "POST", credentials: "same-origin", signal: AbortSignal.timeout(TIMEOUT) });

async function askForSession(asked: Promise<Response>): Promise<SessionOut | null> {
  const response = await asked.catch((cause: unknown) => {
    throw unreachable(cause);
  });
  if (response.status === 401) return null;
  if (!response.ok) throw await ApiError.from(response);
  return (await response.json()) as SessionOut;
}

/**
 * A fresh session by the cookie; null when there is none any more. Parallel callers share one request.
 * The cookie is every tab's: when another member signed in elsewhere, this page's sign-in has ended, and nothing of it is sent in their name.
 */
export function refreshSession(): Promise<SessionOut | null> {
  if (refreshing) return refreshing;
  const { pytakeRefresh: early } = window;
  delete window.pytakeRefresh;
  refreshing = (early ? askForSession(early) : oneTabAtATime(() => askForSession(ask())))
    .then((found) => {
      const next = current && found?.member.id !== current.member.id ? null : found;
      ended = next === null && current !== null;
      setSession(next);
      return next;
    })
    .finally(() => {
      refreshing = null;
    });
  return refreshing;
}
