/** Lets a member in: by the cookie, or, where the server cannot be reached, to what they read on this device before. */

import type { QueryClient } from "@tanstack/react-query";
import { conversationsQuery } from "@/features/inbox/api/conversations";
import { ApiError } from "@/lib/api-error";
import type { SessionOut } from "@/lib/api-types";
import { refreshSession, session, setSession } from "@/lib/session";

/** A line that says nothing for so long is no better than none. */
const PATIENCE = 6_000;

/** Whether somebody is signed in. Rejects where that cannot be known and nothing is kept either. */
export async function enter(client: QueryClient): Promise<boolean> {
  if (session()) return true;
  const asked = refreshSession();
  const slow = new Promise<"slow">((resolve) => setTimeout(resolve, PATIENCE, "slow"));
  const first = await Promise.race([asked, slow]).catch((error: unknown) => error);
  const unreachable = first === "slow" || (first instanceof ApiError && first.passing);
  if (!unreachable) {
    if (first instanceof Error) throw first;
    if (first === null) forget();
    // Every page counts these, and the usual one shows them: they need not wait for it.
    else void client.prefetchInfiniteQuery(conversationsQuery("mine"));
    return first !== null;
  }
  // The question goes on: its answer, when it comes, is the truth.
  let answered: SessionOut | null | undefined;
  asked.then((found) => (answered = found)).catch(() => undefined);
  const kept = await import("./offline-reading").then(({ resumeReading }) => resumeReading(client)).catch(() => null);
  if (kept && answered === undefined) {
    setSession(kept);
    return true;
  }
  const found = await asked;
  // Somebody else's, or nobody's any more.
  if (kept?.member.id !== found?.member.id) client.clear();
  if (found === null) forget();
  return found !== null;
}

/** Signed out meanwhile: nothing stays to be read. */
function forget(): void {
  void import("./offline-reading").then(({ forgetReading }) => forgetReading()).catch(() => undefined);
}
