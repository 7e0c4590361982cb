import { useState } from "react";
import { api } from "../api";
import { complain } from "../notices";

interface Discard {
  /** Steps that would be lost, while one is asked whether they may be. */
  lost: number | null;
  /** One was asked, and thought better of it. */
  returned: boolean;
  ask: () => void;
  cancel: () => void;
  discard: () => void;
}

/** Throws a recording away; asks first where something would be lost. `told`: the steps the page knows of. */
export function useDiscard(told: number): Discard {
  const [lost, setLost] = useState<number | null>(null);
  const [returned, setReturned] = useState(false);

  async function ask() {
    // The page may not have been told of the first step yet.
    const steps = told || ((await api.world()).recording?.steps ?? 0);
    if (steps > 0) setLost(steps);
    else await api.discardRecording();
  }

  return {
    lost: lost === null ? null : Math.max(lost, told),
    returned,
    ask: () => void ask().catch(complain),
    cancel: () => {
      setLost(null);
      setReturned(true);
    },
    discard: () => void api.discardRecording().catch(complain),
  };
}
