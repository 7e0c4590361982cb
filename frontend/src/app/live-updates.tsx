import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { resumeOutbox } from "@/features/inbox/api/flush-outbox";
import { applyChanges, forgetChanges } from "@/features/inbox/live";
import { hearOf, joinTeam } from "@/features/inbox/presence";
import { api } from "@/lib/api";
import { env } from "@/lib/env";
import { keepLive } from "@/lib/live";
import { session, useSession } from "@/lib/session";
import { tellChanges } from "./changes";
import { useReach } from "./reach";

/** Joins every feature's live changes to the one socket of the page. */
export function LiveUpdates() {
  const client = useQueryClient();
  const { member, access_token } = useSession() ?? {};
  const memberId = member?.id;
  /** A sign-in resumed without a network is the server's no more than what is shown: neither is known to be true. */
  const known = Boolean(access_token);

  useEffect(() => {
    const begins = session()?.access_token ? "live" : "away";
    useReach.setState({ live: begins });
    const team = joinTeam();
    const stop = keepLive({
      open: async () => `${env.socket()}?ticket=${encodeURIComponent((await api.post("/socket-tickets")).ticket)}`,
      // A cursor overlaps with the half minute before it: asked with at once, the first one tells what came while nobody listened yet.
      changes: async (cursor) => api.get("/changes", { query: { cursor: cursor ?? (await api.get("/changes")).cursor } }),
      apply: (changes) => {
        applyChanges(client, changes);
        tellChanges(changes);
      },
      forget: () => forgetChanges(client),
      begins,
      onState: (live) => useReach.setState({ live }),
      onOpen: team.opened,
      onHere: hearOf,
    });
    return () => {
      stop();
      team.leave();
    };
  }, [client]);

  useEffect(() => {
    const resume = () => void resumeOutbox(client);
    resume();
    addEventListener("online", resume);
    return () => removeEventListener("online", resume);
  }, [client, memberId]);

  // What is read is kept for when there is no network; the first screen goes first.
  useEffect(() => {
    if (!known) return;
    let stop: (() => void) | undefined;
    const soon = setTimeout(() => {
      // Where even this cannot be fetched, nothing is kept.
      void import("./offline-reading").then(({ keepReading }) => {
        const now = session();
        if (now && !gone) stop = keepReading(client, now);
      }, () => undefined);
    }, 2_000);
    let gone = false;
    return () => {
      gone = true;
      clearTimeout(soon);
      stop?.();
    };
  }, [client, memberId, known]);

  return null;
}
