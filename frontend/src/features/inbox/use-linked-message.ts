import { useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect } from "react";
import type { Sought } from "./use-seek";

/** Shows the message an address names (`?m=`), once: then the address is the conversation's again. */
export function useLinkedMessage(ready: boolean, seek: (sought: Sought) => Promise<void>): void {
  const { m } = useSearch({ strict: false });
  const navigate = useNavigate();
  useEffect(() => {
    if (!ready || m === undefined) return;
    void seek(m);
    void navigate({ to: ".", search: (search) => ({ ...search, m: undefined }), replace: true });
  }, [ready, m, seek, navigate]);
}
