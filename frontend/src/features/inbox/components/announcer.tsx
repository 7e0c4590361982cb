import { useEffect, useRef, useState } from "react";
import type { Entry } from "@/lib/api-types";
import { useT } from "@/lib/use-t";
import { failureReason } from "../failure-reason";

interface AnnouncerProps {
  name: string;
  entries: Entry[];
}

/** Between two announcements of messages. */
const PAUSE = 5_000;
/** Said and gone: the same sentence twice is heard twice. */
const LINGER = 4_000;

/** What is said of messages: how many came in, at most once in five seconds; that one failed, at once. */
export function Announcer({ name, entries }: AnnouncerProps) {
  return (
    <>
      <p role="status" className="sr-only">{useArrivals(name, entries)}</p>
      <p role="alert" className="sr-only">{useFailures(entries)}</p>
    </>
  );
}

function useSaid(): [string, (words: string) => void] {
  const [said, setSaid] = useState("");
  useEffect(() => {
    if (!said) return;
    const timer = setTimeout(() => setSaid(""), LINGER);
    return () => clearTimeout(timer);
  }, [said]);
  return [said, setSaid];
}

function useArrivals(name: string, entries: Entry[]): string {
  const t = useT();
  const [said, say] = useSaid();
  const told = useRef({ seq: entries.at(-1)?.seq ?? 0, at: Number.NEGATIVE_INFINITY });

  useEffect(() => {
    let fresh = 0;
    for (let at = entries.length - 1; at >= 0; at -= 1) {
      const entry = entries[at];
      if (!entry || entry.seq <= told.current.seq) break;
      if (entry.entry === "message" && entry.direction === "inbound") fresh += 1;
    }
    if (fresh === 0) return;
    const newest = entries.at(-1)?.seq ?? 0;
    const timer = setTimeout(
      () => {
        told.current = { seq: newest, at: Date.now() };
        say(t("thread.announce", { n: fresh, name }));
      },
      Math.max(300, told.current.at + PAUSE - Date.now()),
    );
    return () => clearTimeout(timer);
  }, [entries, name, say, t]);
  return said;
}

function useFailures(entries: Entry[]): string {
  const t = useT();
  const [said, say] = useSaid();
  // Older pages bring old failures, which are no news.
  const first = useRef(entries[0]?.seq ?? 0);
  const known = useRef<Set<string> | null>(null);

  useEffect(() => {
    const stuck = entries.flatMap((entry) => (entry.entry === "message" && entry.seq >= first.current && (entry.status === "failed" || entry.status === "unconfirmed") ? [entry] : []));
    const fresh = stuck.findLast((entry) => known.current && !known.current.has(`${entry.id} ${entry.status}`));
    known.current = new Set(stuck.map((entry) => `${entry.id} ${entry.status}`));
    if (!fresh) return;
    const reason = fresh.error ? failureReason(fresh.error, t) : null;
    say(fresh.status === "failed" ? t("message.not_sent", { reason: reason ?? t("message.no_reason") }) : (reason ?? t("failure.unconfirmed")));
  }, [entries, say, t]);
  return said;
}
