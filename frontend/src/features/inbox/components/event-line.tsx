import { ArrowRightLeft, Bot, CircleCheck, MessageCirclePlus, RotateCcw, TriangleAlert, UserPlus, UserMinus, UserRoundPen, Workflow, type LucideIcon } from "lucide-react";
import { memo } from "react";
import { Words } from "@/components/words";
import type { EventEntry, EventKind } from "@/lib/api-types";
import { i18n, type MessageKey } from "@/lib/i18n";
import { useSession } from "@/lib/session";
import { clockTime } from "@/lib/time";
import { usePlace } from "@/lib/use-place";
import { useT } from "@/lib/use-t";

interface EventLineProps {
  entry: EventEntry;
}

const ICONS: Record<EventKind, LucideIcon> = {
  started: MessageCirclePlus,
  assigned: UserPlus,
  unassigned: UserMinus,
  taken_over: ArrowRightLeft,
  given_back: Bot,
  handed_off: ArrowRightLeft,
  resolved: CircleCheck,
  reopened: RotateCcw,
  flow_started: Workflow,
  flow_finished: Workflow,
  flow_failed: TriangleAlert,
  contact_changed: UserRoundPen,
};

/** Who did what, in one grey line. */
export const EventLine = memo(function EventLine({ entry: { kind, actor, data, at } }: EventLineProps) {
  const t = useT();
  const place = usePlace();
  const me = useSession()?.member.id;
  const Icon = ICONS[kind] ?? Workflow;
  const person = (id: string | null | undefined, name: string | null | undefined, you: MessageKey) => (id && id === me ? t(you) : name || t("person.someone"));
  const said = sentence();

  function sentence(): MessageKey {
    if (kind === "assigned" && actor?.id && actor.id === data.member_id) return "event.took";
    if (kind === "assigned" && !actor) return "event.assigned_by_nobody";
    if ((kind === "resolved" || kind === "reopened" || kind === "unassigned") && !actor) return `event.${kind}_by_nobody`;
    return kind in ICONS ? `event.${kind}` : "event.unknown";
  }

  // The server's sentence is English; its code has words of ours.
  const why = data.note ?? (data.code && `problem.${data.code}` in i18n.messages ? t(`problem.${data.code}` as MessageKey, { detail: data.reason ?? "" }) : data.reason);

  return (
    <div className="flex items-start justify-center gap-1.5 px-6 pb-3 pt-1.5 text-center text-xs text-ink3">
      <Icon size={13} className="mt-[1.5px] shrink-0" aria-hidden />
      <span className="prose-message min-w-0 [&_b]:inline-block [&_b]:max-w-[20em] [&_b]:truncate [&_b]:align-bottom">
        <Words
          id={said}
          values={{
            actor: actor?.kind === "bot" ? t("author.bot") : person(actor?.id, actor?.name, "person.you"),
            member: person(data.member_id, data.member_name, "person.you_object"),
            flow: actor?.name ?? "",
            kind,
          }}
        />
        {why ? `: ${why}` : null}
        <span className="num"> · {clockTime(Date.parse(at), place)}</span>
      </span>
    </div>
  );
});
