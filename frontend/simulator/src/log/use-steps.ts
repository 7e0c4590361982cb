import { useEffect, useState } from "react";
import { api } from "../api";
import type { LogEntry, Step } from "../model";

export type Steps = { kept: boolean; steps: Step[] } | "failed" | null;

/** PyTake's functions write when they end; a cold one takes its time. */
const LOOK_AGAIN = [300, 700, 1_500, 3_000, 6_000];
const FRESH = 30_000;

/** What PyTake did with one line of the log; looked up again for a while when the line is fresh. */
export function useSteps({ id, at }: LogEntry): Steps {
  const [told, setTold] = useState<{ id: number; steps: Steps }>({ id, steps: null });

  useEffect(() => {
    let wanted = true;
    const look = () => api.steps(id).then((steps) => wanted && setTold({ id, steps }), () => wanted && setTold({ id, steps: "failed" }));
    void look();
    const timers = Date.now() - Date.parse(at) < FRESH ? LOOK_AGAIN.map((after) => setTimeout(look, after)) : [];
    return () => {
      wanted = false;
      timers.forEach(clearTimeout);
    };
  }, [id, at]);

  return told.id === id ? told.steps : null;
}
