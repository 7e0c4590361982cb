import { useActions, type OfferedAction } from "@/lib/actions";
import { useMay, useSession } from "@/lib/session";
import { useAssign } from "./api/use-assign";
import { useGiveBack } from "./api/use-give-back";
import { useReopen } from "./api/use-reopen";
import { useResolve } from "./api/use-resolve";
import { useTakeOver } from "./api/use-take-over";
import type { Conversation } from "./api/conversations";
import { noneMarked } from "./selection";

interface ThreadActions {
  conversation: Conversation | undefined;
  onBack: () => void;
  onToggleDetails: () => void;
}

/** What the keyboard can do to the open conversation; while rows are marked, the steps that those can take are theirs. */
export function useThreadActions({ conversation, onBack, onToggleDetails }: ThreadActions): void {
  const id = conversation?.id ?? "";
  const status = conversation?.status;
  const me = useSession()?.member.id ?? null;
  const [resolves, assigns, takes, replies] = [useMay("conversation.resolve"), useMay("conversation.assign"), useMay("conversation.takeover"), useMay("conversation.reply")];
  const resolve = useResolve(id);
  const reopen = useReopen(id);
  const assign = useAssign(id);
  const takeOver = useTakeOver(id);
  const giveBack = useGiveBack(id);

  function focusReply() {
    (document.getElementById("reply") ?? document.getElementById("thread"))?.focus();
  }

  // Until the conversation is known, only what needs none is offered: a key that comes too early waits for the rest.
  const back: OfferedAction = { id: "conversation.back", when: noneMarked, perform: onBack };
  const steps: OfferedAction[] = [
    { id: "conversation.reply", when: () => replies, perform: focusReply },
    { id: "conversation.open", when: () => document.activeElement?.id === "conversation-list", perform: focusReply },
    { id: "conversation.resolve", when: () => noneMarked() && resolves && (status === "open" || status === "bot"), perform: () => resolve.mutate() },
    { id: "conversation.reopen", when: () => resolves && status === "resolved", perform: () => reopen.mutate() },
    { id: "conversation.assign", when: () => noneMarked() && assigns && status !== "resolved", perform: () => document.getElementById("assign")?.click() },
    { id: "conversation.assign_me", when: () => noneMarked() && assigns && status !== "resolved" && conversation?.assignee !== me, perform: () => assign.mutate(me) },
    {
      id: "conversation.bot",
      title: status === "bot" ? "action.take_over" : "action.give_back",
      when: () => takes && (status === "bot" || status === "open"),
      perform: () => (status === "bot" ? takeOver.mutate() : giveBack.mutate()),
    },
    { id: "conversation.details", perform: onToggleDetails },
    back,
  ];
  useActions(conversation ? steps : [back]);
}
