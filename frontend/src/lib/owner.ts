/** Whose something is: one member of one workspace. */

import { onSession, session } from "./session";

/** Of who is signed in; null when nobody is. */
export function owner(): string | null {
  const now = session();
  return now ? `${now.workspace.id}/${now.member.id}` : null;
}

/** Calls at once, and whenever somebody else, or nobody, is signed in. */
export function onOwner(listener: (whose: string | null) => void): void {
  let known = owner();
  listener(known);
  onSession(() => {
    if (owner() === known) return;
    known = owner();
    listener(known);
  });
}
