import { useActions } from "@/lib/actions";
import { useMay } from "@/lib/session";
import { useTakeNext } from "./api/use-take-next";
import { useOpenConversation } from "./use-list-search";

/** Taking the next unassigned conversation, by key and by button. */
export function useTakeNextAction() {
  const open = useOpenConversation();
  const may = useMay("conversation.assign");
  const { mutate, isPending: pending } = useTakeNext(open);
  useActions([{ id: "inbox.take_next", when: () => may && !pending, perform: () => mutate() }]);
  return { may, pending, perform: () => mutate() };
}

export type TakeNext = ReturnType<typeof useTakeNextAction>;
