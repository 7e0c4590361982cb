import { useEffect, useRef, useState } from "react";
import type { Entry } from "@/lib/api-types";
import { useT } from "@/lib/use-t";

interface AnnouncerProps {
  conversationId: string;
  name: string;
  entries: Entry[];
}

const PAUSE = 5_000;

/** Tells a screen reader how many messages came in, at most once in five seconds. */
export function Announcer({ conversationId, name, entries }: AnnouncerProps) {
  const t = useT();
  const [said, setSaid] = useState("");
  const told = useRef({ conversationId, seq: entries.at(-1)?.seq ?? 0 });

  useEffect(() => {
    const newest = entries.at(-1)?.seq ?? 0;
    if (told.current.conversationId !== conversationId) told.current = { conversationId, seq: newest };
    const fresh = entries.filter((entry) => entry.seq > told.current.seq && entry.entry === "message" && entry.direction === "inbound").length;
    if (fresh === 0) return;
    const timer = setTimeout(() => {
      told.current.seq = newest;
      setSaid(t("thread.announce", { n: fresh, name }));
    }, said ? PAUSE : 300);
    return () => clearTimeout(timer);
  }, [conversationId, name, entries, said, t]);

  return <p role="status" className="sr-only">{said}</p>;
}
