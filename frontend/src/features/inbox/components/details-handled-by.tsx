import { useQuery } from "@tanstack/react-query";
import { Bot, Check, ChevronsUpDown, Hourglass } from "lucide-react";
import { Avatar } from "@/components/avatar";
import { Badge } from "@/components/ui/badge";
import { useMay, useSession } from "@/lib/session";
import { clockTime, dayName, dayOf } from "@/lib/time";
import { useNow } from "@/lib/use-now";
import { usePlace } from "@/lib/use-place";
import { useT } from "@/lib/use-t";
import type { Conversation } from "../api/conversations";
import { membersQuery } from "../api/members";
import { AssignMenu } from "./assign-menu";
import { DetailsSection, Fact } from "./details-section";

/** Whose the conversation is, and since when the contact waits for them. */
export function DetailsHandledBy({ conversation }: { conversation: Conversation }) {
  const { status, assignee, waiting_since } = conversation;
  const t = useT();
  const place = usePlace();
  const now = useNow("minute");
  const me = useSession()?.member.id;
  const assigns = useMay("conversation.assign");
  const { data: members } = useQuery(membersQuery());
  const holder = members?.find((member) => member.id === assignee);
  const name = !assignee ? t("assign.none") : assignee === me ? t("person.you") : (holder?.name ?? t("person.someone"));
  const since = waiting_since ? Date.parse(waiting_since) : null;
  const shown = (
    <>
      {holder ? <Avatar name={holder.name} size={18} /> : null}
      <span dir="auto" className="truncate">{name}</span>
    </>
  );

  return (
    <DetailsSection of="handled" title={t("details.handled_by")}>
      <dl>
        <Fact name={t("details.assignee")}>
          {assigns && status !== "resolved" ? (
            <AssignMenu conversation={conversation} align="end">
              {(trigger) => (
                <button type="button" {...trigger} aria-label={t("label.of", { label: t("details.assignee"), value: name })} className="-mx-1.5 flex min-h-[26px] min-w-0 flex-1 items-center gap-1.5 rounded-md px-1.5 text-left transition-tint hover:bg-hover pointer-coarse:min-h-11">
                  {shown}
                  <ChevronsUpDown size={12} className="ml-auto shrink-0 text-ink3" aria-hidden />
                </button>
              )}
            </AssignMenu>
          ) : (
            shown
          )}
        </Fact>
        <Fact name={t("details.status")}>
          {status === "bot" ? <Badge tone="bot" icon={Bot}>{t("status.bot")}</Badge> : status === "resolved" ? <Badge icon={Check}>{t("status.resolved")}</Badge> : t("status.open")}
        </Fact>
        {since === null ? null : (
          <Fact name={t("details.waiting")}>
            <Hourglass size={13} className="shrink-0 text-ink3" aria-hidden />
            <span className="num min-w-0">{dayOf(since, place) === dayOf(now, place) ? t("details.since_time", { time: clockTime(since, place) }) : t("details.since_day", { day: dayName(since, now, place), time: clockTime(since, place) })}</span>
          </Fact>
        )}
      </dl>
    </DetailsSection>
  );
}
