import { useQuery } from "@tanstack/react-query";
import { ChevronsUpDown, X } from "lucide-react";
import type { ReactNode } from "react";
import { Avatar } from "@/components/avatar";
import { IconButton } from "@/components/ui/icon-button";
import { Skeleton } from "@/components/ui/skeleton";
import { useMay, useSession } from "@/lib/session";
import { clockTime, dayName } from "@/lib/time";
import { useNow } from "@/lib/use-now";
import { usePlace } from "@/lib/use-place";
import { useT } from "@/lib/use-t";
import type { Conversation } from "../api/conversations";
import { membersQuery } from "../api/members";
import { AssignMenu } from "./assign-menu";
import { FlowSession } from "./flow-session";

interface DetailsProps {
  conversation: Conversation;
  onClose: () => void;
}

/** Who holds the conversation, who the contact is, and where the flow stands. */
export function Details({ conversation, onClose }: DetailsProps) {
  const { contact, session, status, assignee, address, created_at } = conversation;
  const t = useT();
  const place = usePlace();
  const now = useNow("minute");
  const me = useSession()?.member.id;
  const assigns = useMay("conversation.assign");
  const { data: members } = useQuery(membersQuery());
  const holder = members?.find((member) => member.id === assignee);
  const name = !assignee ? t("assign.none") : assignee === me ? t("person.you") : (holder?.name ?? t("person.someone"));
  const shownHolder = (
    <>
      {holder ? <Avatar name={holder.name} size={18} /> : null}
      <span className="truncate">{name}</span>
    </>
  );
  const moment = (at: string) => `${dayName(Date.parse(at), now, place)}, ${clockTime(Date.parse(at), place)}`;

  return (
    <>
      <div className="flex h-14 shrink-0 items-center border-b border-line pl-4 pr-3">
        <h2 className="flex-1 text-[15px] font-semibold tracking-[-.012em]">{t("details.title")}</h2>
        <IconButton icon={X} label={t("details.close")} onClick={onClose} />
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto">
        <Section title={t("details.handled_by")}>
          <Fact name={t("details.assignee")}>
            {assigns && status !== "resolved" ? (
              <AssignMenu conversation={conversation} align="end">
                {(trigger) => (
                  <button type="button" {...trigger} aria-label={`${t("details.assignee")}: ${name}`} className="-mx-1.5 flex min-h-[26px] min-w-0 flex-1 items-center gap-1.5 rounded-md px-1.5 text-left hover:bg-hover pointer-coarse:min-h-11">
                    {shownHolder}
                    <ChevronsUpDown size={12} className="ml-auto shrink-0 text-ink3" aria-hidden />
                  </button>
                )}
              </AssignMenu>
            ) : (
              shownHolder
            )}
          </Fact>
          <Fact name={t("details.status")}>{t(`status.${status}`)}</Fact>
        </Section>
        <Section title={t("details.contact")}>
          {(contact?.addresses ?? [address]).map((each, index) => (
            <Fact key={each} name={index === 0 ? t("details.whatsapp") : ""}><span className="num prose-message">{each}</span></Fact>
          ))}
          <Fact name={t("details.since")}>{contact ? <span className="num">{dayName(Date.parse(contact.created_at), now, place)}</span> : <Skeleton width={96} height={9} />}</Fact>
          <Fact name={t("details.opened")}><span className="num">{moment(created_at)}</span></Fact>
          <Fact name={t("details.last_wrote")}><span className="num">{conversation.last_inbound_at ? moment(conversation.last_inbound_at) : t("details.never")}</span></Fact>
        </Section>
        <Section title={t("details.flow_session")}>
          {session === undefined ? <Skeleton width={160} height={10} /> : session === null ? <p className="text-xs text-ink3">{t("flow.none")}</p> : <FlowSession session={session} />}
        </Section>
      </div>
    </>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="border-b border-line px-4 py-3 last:border-0">
      <h3 className="mb-2 text-2xs font-medium text-ink3">{title}</h3>
      {children}
    </section>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex min-h-[26px] items-center gap-3">
      <span className="w-[92px] shrink-0 text-xs text-ink3">{name}</span>
      <span className="flex min-w-0 flex-1 items-center gap-1.5">{children}</span>
    </div>
  );
}
