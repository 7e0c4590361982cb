import { useNow } from "@/lib/use-now";
import { useSimulator } from "./store";

/** The simulator's time in milliseconds: this machine's, moved by the clock. */
export function useSimulatedNow(every: "second" | "minute"): number {
  const offset = useSimulator(({ world }) => world?.clock_offset_seconds ?? 0);
  return useNow(every) + offset * 1_000;
}
