import { CircleAlert } from "lucide-react";
import { Avatar } from "@/components/avatar";
import { Ticks } from "@/components/ticks";
import { WhatsAppText } from "@/components/whatsapp-text";
import { ApiError } from "@/lib/api-error";
import { serverNow } from "@/lib/clock";
import { useSession } from "@/lib/session";
import { clockTime } from "@/lib/time";
import { toast } from "@/lib/toasts";
import { useNow } from "@/lib/use-now";
import { useOnline } from "@/lib/use-online";
import { usePlace } from "@/lib/use-place";
import { useT } from "@/lib/use-t";
import { STILL_SENDING } from "../api/flush-outbox";
import { useRetryReply } from "../api/use-retry-reply";
import { returnToDraft } from "../drafts";
import { dropOutgoing, putOutgoing, type Outgoing } from "../outbox";
import { useProblem } from "../use-problem";
import { Bubble } from "./bubble";

interface OutgoingBubbleProps {
  item: Outgoing;
}

/** A reply the server has not taken yet: always visible, always with its next step. */
export function OutgoingBubble({ item }: OutgoingBubbleProps) {
  const t = useT();
  const place = usePlace();
  const online = useOnline();
  const problem = useProblem();
  const retry = useRetryReply();
  const name = useSession()?.member.name ?? "";
  const failed = item.state === "failed";

  function handleEdit() {
    returnToDraft(item.conversation_id, item.content.body);
    dropOutgoing(item.client_id);
    document.getElementById("reply")?.focus();
  }

  function handleDiscard() {
    dropOutgoing(item.client_id);
    toast({ id: `discarded-${item.client_id}`, tone: "done", text: t("outgoing.discarded"), action: { label: t("inbox.undo"), perform: () => putOutgoing(item) } });
  }

  return (
    <article aria-label={t("message.by", { who: t("person.you") })} className="flex flex-col items-end pb-2">
      <div className="flex w-full flex-row-reverse items-end gap-2.5 max-sm:gap-2">
        <Avatar name={name} size={28} />
        <div className="min-w-0 max-w-[74%] max-sm:max-w-[82%]">
          <Bubble voice="agent" failed={failed} pending={!failed} tail>
            <WhatsAppText text={item.content.body} />
          </Bubble>
        </div>
      </div>
      <div className="mr-[38px] mt-1 flex max-w-[82%] flex-col items-end max-sm:mr-9">
        {failed && item.problem ? (
          <div role="alert" data-failure className="flex flex-wrap items-center justify-end gap-x-2 text-xs text-danger-ink">
            <span className="flex items-center gap-1.5"><CircleAlert size={13} aria-hidden />{t("message.not_sent", { reason: problem(new ApiError(item.problem.passing ? 0 : 422, item.problem.code, item.problem.detail)) })}</span>
            {item.problem.passing ? (
              <button type="button" onClick={() => retry(item.client_id)} className="min-h-6 font-medium underline underline-offset-2 pointer-coarse:min-h-11">{t("message.retry")}</button>
            ) : null}
            <button type="button" onClick={handleEdit} className="min-h-6 font-medium underline underline-offset-2 pointer-coarse:min-h-11">{t("message.edit")}</button>
            <button type="button" onClick={handleDiscard} className="min-h-6 font-medium underline underline-offset-2 pointer-coarse:min-h-11">{t("outgoing.discard")}</button>
          </div>
        ) : (
          <div className="num flex min-h-4 items-center gap-1 text-2xs text-ink3">
            {online ? <StillSending since={item.since} /> : <span>{t("message.sends_when_back")} ·</span>}
            {/* Written by this device's clock, shown by the server's, like all others. */}
            <time>{clockTime(item.at + serverNow() - Date.now(), place)}</time>
            <Ticks status={online ? "pending" : "offline"} />
          </div>
        )}
      </div>
    </article>
  );
}

function StillSending({ since }: { since: number }) {
  const t = useT();
  useNow("second");
  return Date.now() - since >= STILL_SENDING ? <span role="status">{t("message.still_sending")} ·</span> : null;
}
