import { CircleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { Ticks } from "@/components/ticks";
import type { MessageEntry } from "@/lib/api-types";
import { cn } from "@/lib/cn";
import { useSession } from "@/lib/session";
import { clockTime, dayName, dayOf, fullTime } from "@/lib/time";
import { useNow } from "@/lib/use-now";
import { usePlace } from "@/lib/use-place";
import { useT, type Translate } from "@/lib/use-t";
import type { HeldMessage } from "../api/thread-cache";
import { failureAction, failureReason } from "../failure-reason";
import { resendOf } from "../resending";
import { Resend } from "./resend";

interface MessageFootProps {
  entry: HeldMessage;
  /** Who speaks, where the bubble does not say so already. */
  who: string | null;
  /** Whether this member could send it again now. */
  resendable: boolean;
  className?: string;
}

/** Under a message (rows come and go as one scrolls, so it announces nothing itself): who, when, how far it came; why it went no further, and what one may do. */
export function MessageFoot({ entry, who, resendable, className }: MessageFootProps) {
  const place = usePlace();
  const { at, status, resending } = entry;
  const moment = Date.parse(at);
  const out = entry.direction === "outbound";
  const again = resendable && !resending ? resendOf(entry) : null;

  return (
    <div className={cn("mt-1 flex min-h-4 max-w-[82%] flex-col gap-0.5 text-2xs text-ink3", out ? "items-end text-right" : "items-start", className)}>
      {status === "failed" ? (
        <Failure entry={entry} />
      ) : (
        <span className="num flex flex-wrap items-center gap-x-1">
          {who ? <><bdi className="max-w-56 truncate font-medium">{who}</bdi><span aria-hidden>·</span></> : null}
          <time dateTime={at} data-tip={fullTime(moment, place)}>{clockTime(moment, place)}</time>
          {out && status ? <Ticks status={resending ? "pending" : status} /> : null}
        </span>
      )}
      <Remarks entry={entry} />
      {again ? <Resend entry={entry} confirm={again === "confirm"} /> : null}
    </div>
  );
}

function Failure({ entry: { error } }: { entry: MessageEntry }) {
  const t = useT();
  const reason = error ? failureReason(error, t) : t("message.no_reason");
  const action = error ? failureAction(error, t) : null;
  return (
    <span data-failure className="flex items-start gap-1.5 text-left text-xs text-danger-ink">
      <CircleAlert size={13} className="mt-[1.5px] shrink-0" aria-hidden />
      <span className="prose-message">{action ? t("message.not_sent_do", { reason, action }) : t("message.not_sent", { reason })}</span>
    </span>
  );
}

const because = (what: string, reason: string | null, t: Translate) => (reason ? t("message.because", { what, reason }) : what);

/** What a tick alone would not explain. */
function Remarks({ entry }: { entry: MessageEntry }) {
  const t = useT();
  const me = useSession()?.member.id;
  const { status, error, ahead_of, resent_by } = entry;
  const reason = error ? failureReason(error, t) : null;
  return (
    <>
      {status === "deferred" ? (
        <Deferred entry={entry} reason={reason} />
      ) : status === "paused" ? (
        <Remark grave>{because(t("message.paused"), typeof error?.code === "number" ? reason : null, t)}</Remark>
      ) : status === "unconfirmed" ? (
        <Remark grave>{error?.code ? reason : t("failure.unconfirmed")}</Remark>
      ) : status !== "failed" && reason ? (
        <Remark grave>{reason}</Remark>
      ) : null}
      {ahead_of ? <Remark>{t("message.ahead")}</Remark> : null}
      {resent_by ? <Remark>{resent_by.id && resent_by.id === me ? t("message.resent_by_you") : t("message.resent_by", { name: resent_by.name ?? t("person.someone") })}</Remark> : null}
    </>
  );
}

/** Until when it waits, and why. A time that has passed says nothing any more. */
function Deferred({ entry: { due_at }, reason }: { entry: MessageEntry; reason: string | null }) {
  const t = useT();
  const place = usePlace();
  const now = useNow("minute");
  const due = due_at ? Date.parse(due_at) : 0;
  const time = clockTime(due, place);
  const waits = due <= now ? t("delivery.deferred") : dayOf(due, place) === dayOf(now, place) ? t("message.waits_until", { time }) : t("message.waits_until_day", { day: dayName(due, now, place), time });
  return <Remark>{because(waits, reason, t)}</Remark>;
}

function Remark({ grave, children }: { grave?: boolean; children: ReactNode }) {
  return <span className={cn("num prose-message", grave ? "text-warn-ink" : "text-ink2")}>{children}</span>;
}
