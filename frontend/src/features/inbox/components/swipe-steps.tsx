import { Check, UserPlus } from "lucide-react";
import type { MouseEvent } from "react";
import type { ConversationOut } from "@/lib/api-types";
import { useMay, useSession } from "@/lib/session";
import { useT } from "@/lib/use-t";
import { useAssign } from "../api/use-assign";
import { useResolve } from "../api/use-resolve";
import { letGo } from "../list-hold";

type SwipeStep = "assign" | "resolve";

interface SwipeStepsProps {
  conversation: ConversationOut;
  steps: SwipeStep[];
  onDone: () => void;
}

/** A step's width in CSS pixels. */
export const SWIPE_STEP = 76;

/** What a swipe offers for a conversation. */
export function useSwipeSteps({ status, assignee }: ConversationOut): SwipeStep[] {
  const [resolves, assigns] = [useMay("conversation.resolve"), useMay("conversation.assign")];
  return status === "resolved" ? [] : [...(assigns && assignee === null ? (["assign"] as const) : []), ...(resolves ? (["resolve"] as const) : [])];
}

/** Behind a row. Hidden from assistive technology: the row's menu says the same. */
export function SwipeSteps({ conversation: { id }, steps, onDone }: SwipeStepsProps) {
  const t = useT();
  const me = useSession()?.member.id ?? null;
  const resolve = useResolve(id);
  const assign = useAssign(id);
  const look = "flex w-[76px] flex-col items-center justify-center gap-1 px-1 text-center text-2xs font-medium leading-tight";

  function press(act: () => void) {
    return (event: MouseEvent) => {
      event.stopPropagation();
      letGo([id]);
      onDone();
      act();
    };
  }

  return (
    <div aria-hidden className="absolute inset-y-0 right-0 flex">
      {steps.includes("assign") ? (
        <span onClick={press(() => assign.mutate(me))} className={`${look} bg-info-soft text-info-ink`}>
          <UserPlus size={18} strokeWidth={2} />
          {t("action.assign_me")}
        </span>
      ) : null}
      {steps.includes("resolve") ? (
        <span onClick={press(() => resolve.mutate())} className={`${look} bg-accent text-on-accent`}>
          <Check size={18} strokeWidth={2} />
          {t("action.resolve")}
        </span>
      ) : null}
    </div>
  );
}
