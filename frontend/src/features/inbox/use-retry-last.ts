import type { Entry, MessageEntry } from "@/lib/api-types";
import { useActions } from "@/lib/actions";
import { useResend } from "./api/use-resend";
import { resendOf } from "./resending";

/** Offers to send the last message again that failed after the server had taken it. What it has not taken is the composer's. */
export function useRetryLast(entries: Entry[] | undefined, mayResend: boolean): void {
  const failed = () => entries?.findLast((entry): entry is MessageEntry => entry.entry === "message" && resendOf(entry) === "retry");
  const resend = useResend();
  useActions([{ id: "composer.retry", when: () => mayResend && failed() !== undefined, perform: () => resend.mutate(failed() as MessageEntry) }]);
}
