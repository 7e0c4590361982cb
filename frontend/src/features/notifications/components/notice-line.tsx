import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { CircleAlert, CircleCheck, CornerDownRight, Inbox, MessageCircle, UserPlus } from "lucide-react";
import { cn } from "@/lib/cn";
import { membersQuery } from "@/lib/members";
import { fullTime, shortAge } from "@/lib/time";
import { useNow } from "@/lib/use-now";
import { usePlace } from "@/lib/use-place";
import { useT } from "@/lib/use-t";
import type { Became } from "../became";
import { isUnread, type Notice } from "../notices";

const LOOK = {
  message: [MessageCircle, "text-accent-ink bg-accent-soft"],
  assigned: [UserPlus, "text-info-ink bg-info-soft"],
  handed_off: [Inbox, "text-bot-ink bg-bot-soft"],
  failed: [CircleAlert, "text-danger-ink bg-danger-soft"],
} as const;
const PAST = [CircleCheck, "text-ink3 bg-hover"] as const;

interface NoticeLineProps {
  notice: Notice;
  onOpen: () => void;
}

/** Who it is about, what happened and when; what is of the past says what became of it. */
export function NoticeLine({ notice, onOpen }: NoticeLineProps) {
  const { kind, title, text, at, path, seq, times, since } = notice;
  const unread = isUnread(notice);
  const t = useT();
  const place = usePlace();
  const now = useNow("minute");
  const [Icon, colour] = since ? PAST : LOOK[kind];
  const row = "flex min-h-11 w-full items-start gap-2.5 rounded-md px-2.5 py-2 text-left";
  const body = (
    <>
      <span className={cn("mt-0.5 grid size-6 shrink-0 place-items-center rounded-full", colour)}><Icon size={13} strokeWidth={2} aria-hidden /></span>
      <span className="min-w-0 flex-1">
        <span className="flex items-baseline gap-2">
          <bdi className={cn("min-w-0 flex-1 truncate", unread ? "font-semibold" : "font-medium", since && "text-ink2")}>{title}</bdi>
          <time dateTime={new Date(at).toISOString()} data-tip={fullTime(at, place)} className="num shrink-0 text-2xs text-ink3">{shortAge(at, now, place) ?? t("time.now")}</time>
        </span>
        {text ? <span dir="auto" className={cn("prose-message line-clamp-2 text-xs", since ? "text-ink3" : "text-ink2")}>{text}</span> : null}
        {since ? <span className="mt-0.5 flex items-center gap-1 text-xs text-ink2"><CornerDownRight size={13} className="shrink-0 text-ink3" aria-hidden /><Since became={since} /></span> : null}
      </span>
      {times > 1 ? <span className="num mt-0.5 grid h-[18px] min-w-[18px] shrink-0 place-items-center rounded-full bg-accent px-1 text-2xs font-semibold text-on-accent" aria-label={t("notice.times", { n: times })}>{times}</span> : null}
      {unread && times === 1 ? <span role="img" aria-label={t("notice.unread")} className="mt-2 size-2 shrink-0 rounded-full bg-accent" /> : null}
    </>
  );
  return (
    <li>
      {path ? <Link to={path} search={(now: object) => ({ ...now, m: seq })} onClick={onOpen} className={cn(row, "hover:bg-hover")}>{body}</Link> : <div className={row}>{body}</div>}
    </li>
  );
}

function Since({ became }: { became: Became }) {
  const t = useT();
  const memberId = "memberId" in became ? became.memberId : null;
  const { data: members = [] } = useQuery({ ...membersQuery(), enabled: memberId !== null });
  return became.what === "assigned" ? t("notice.since_assigned", { name: members.find((each) => each.id === memberId)?.name ?? t("person.someone") }) : t(`notice.since_${became.what}`);
}
