/** Lets others hear the live changes once they are applied. */

import type { Changes } from "@/lib/live";

type Listener = (changes: Changes) => void;

const listeners = new Set<Listener>();

export function tellChanges(changes: Changes): void {
  listeners.forEach((listener) => listener(changes));
}

export function onChanges(listener: Listener): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}
