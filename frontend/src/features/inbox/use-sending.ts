import { useState } from "react";
import { blanksOf } from "@/lib/variables";
import { useSendReply } from "./api/use-send-reply";
import { setDraft } from "./drafts";
import { lengthOf, MOST } from "@/lib/message-length";

/** Why a reply is held back until its author says so once more. */
export type Doubt = "blank" | "collision";

interface Sending {
  conversationId: string;
  text: string;
  /** A colleague writes here at this moment. */
  contested: boolean;
}

/** Sends what was typed. What looks like a mistake is asked about once; the second press sends. */
export function useSending({ conversationId, text, contested }: Sending) {
  const send = useSendReply(conversationId);
  const [asked, setAsked] = useState<{ doubt: Doubt; about: string; then?: "resolve" } | null>(null);
  const ready = text.trim() !== "" && lengthOf(text) <= MOST;
  const doubt = asked?.about === text ? asked : null;

  /** Whether it went out. */
  function attempt(then?: "resolve"): boolean {
    if (!ready) return false;
    const next: Doubt | null = blanksOf(text).length > 0 ? "blank" : contested ? "collision" : null;
    if (next && !doubt) {
      setAsked({ doubt: next, about: text, then });
      return false;
    }
    send({ kind: "text", body: text.trim() }, then ?? doubt?.then);
    setDraft(conversationId, "");
    setAsked(null);
    return true;
  }

  return { ready, doubt: doubt?.doubt ?? null, attempt, dismiss: () => setAsked(null) };
}
