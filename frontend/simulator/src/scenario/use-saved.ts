import { useCallback, useEffect, useState } from "react";
import { api } from "../api";
import type { SavedScenario } from "../model";

export interface Saved {
  shelf: { folder: string; scenarios: SavedScenario[] } | "failed" | null;
  reload: () => Promise<void>;
}

/** The scenarios kept by the simulator, read when the dialog opens and after each change. */
export function useSaved(): Saved {
  const [shelf, setShelf] = useState<Saved["shelf"]>(null);

  const reload = useCallback(async () => {
    try {
      setShelf(await api.scenarios());
    } catch {
      setShelf("failed");
    }
  }, []);

  useEffect(() => {
    void reload();
  }, [reload]);

  return { shelf, reload };
}
