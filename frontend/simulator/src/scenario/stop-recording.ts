/** How a recording ends that is to be kept. */

import { api } from "../api";
import { notice } from "../notices";
import { changes } from "../store";

/** Nothing more is written down, and the scenarios open for its name. With nothing in it there is nothing to keep, which is said. */
export async function stopRecording(nothing: string): Promise<void> {
  // The simulator's count: the page may not have been told of the last step yet.
  const { steps } = await api.stopRecording();
  if (steps > 0) return changes.scenarios(true);
  await api.discardRecording();
  notice(nothing);
}
