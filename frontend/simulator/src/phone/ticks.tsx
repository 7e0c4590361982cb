import { Check, CheckCheck } from "lucide-react";
import type { Message } from "../model";
import { useWords } from "../words/use-words";

/** How far the customer's own message came: one tick until PyTake took its webhook, blue when the business read it. */
export function Ticks({ status }: { status: Message["status"] }) {
  const { say } = useWords();
  if (status === "read") return <CheckCheck size={13} strokeWidth={2.2} role="img" aria-label={say("tick_read")} className="text-info" />;
  if (status === "delivered") return <CheckCheck size={13} strokeWidth={2.2} role="img" aria-label={say("tick_delivered")} />;
  return <Check size={13} strokeWidth={2.2} role="img" aria-label={say("tick_sent")} />;
}
