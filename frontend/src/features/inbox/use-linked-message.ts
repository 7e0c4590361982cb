import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useEffect } from "react";
import type { Sought } from "./use-seek";

/** Shows the message an address names (`?m=`), once: then the address is the conversation's again. */
export function useLinkedMessage(id: string, ready: boolean, seek: (sought: Sought) => Promise<void>): void {
  const { m } = useSearch({ strict: false });
  // For a moment the address is the next conversation's, and this one still drawn.
  const mine = useParams({ strict: false }).conversationId === id;
  const navigate = useNavigate();
  useEffect(() => {
    if (!ready || !mine || m === undefined) return;
    void seek(m);
    void navigate({ to: ".", search: (search) => ({ ...search, m: undefined }), replace: true });
  }, [ready, mine, m, seek, navigate]);
}
