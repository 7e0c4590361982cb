import { useDrafts } from "./drafts";
import { useOutbox } from "./outbox";

/** How much of what the signed-in member wrote is on this device only. */
export function useUnsent(): { replies: number; drafts: number } {
  const replies = useOutbox(({ items }) => items.length);
  const drafts = useDrafts(({ texts }) => Object.values(texts).filter((text) => text.trim()).length);
  return { replies, drafts };
}
