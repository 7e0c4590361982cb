/** How a recording ends that is to be kept. */

import { api } from "../api";
import { notice } from "../notices";
import { changes } from "../store";

/** Nothing more is written down, and the scenarios open for its name. With nothing in it there is nothing to keep, which is said. */
export async function stopRecording(steps: number, nothing: string): Promise<void> {
  if (steps === 0) {
    await api.discardRecording();
    notice(nothing);
    return;
  }
  await api.stopRecording();
  changes.scenarios(true);
}
