/** Which messages may be sent again, and whether that needs a second thought. */

import type { MessageEntry } from "@/lib/api-types";
import { hasWords } from "./failure-reason";

/** The same message would fail the same way. */
const ANOTHER_MESSAGE = ["send_template", "check_number", "fix_content", "fix_media", "fix_template", "use_phone", "contact_meta"];

/** `retry`: it did not arrive. `confirm`: it may have. Null: sending it again would not help, or must not be. */
export function resendOf({ direction, status, error }: MessageEntry): "retry" | "confirm" | null {
  if (direction === "inbound") return null;
  if (status === "unconfirmed") return "confirm";
  if (status !== "failed" || error?.cause === "taken_over") return null;
  if (!error) return "retry";
  // A reason we know, and nothing to do about it, is for good; one nobody knows may pass.
  return error.action === null ? (error.code !== null && hasWords(error.code) ? null : "retry") : ANOTHER_MESSAGE.includes(error.action) ? null : "retry";
}
