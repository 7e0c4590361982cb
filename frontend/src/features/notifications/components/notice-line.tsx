import { Link } from "@tanstack/react-router";
import { CircleAlert, CircleCheck, Inbox, MessageCircle, UserPlus } from "lucide-react";
import { cn } from "@/lib/cn";
import { shortAge } from "@/lib/time";
import { useNow } from "@/lib/use-now";
import { usePlace } from "@/lib/use-place";
import { useT } from "@/lib/use-t";
import type { Notice } from "../notices";

const LOOK = {
  message: [MessageCircle, "text-accent-ink bg-accent-soft"],
  assigned: [UserPlus, "text-info-ink bg-info-soft"],
  handed_off: [Inbox, "text-bot-ink bg-bot-soft"],
  failed: [CircleAlert, "text-danger-ink bg-danger-soft"],
  done: [CircleCheck, "text-ink3 bg-hover"],
} as const;

interface NoticeLineProps {
  notice: Notice;
  onOpen: () => void;
}

export function NoticeLine({ notice: { kind, title, text, at, read, path, times }, onOpen }: NoticeLineProps) {
  const t = useT();
  const place = usePlace();
  const now = useNow("minute");
  const [Icon, colour] = LOOK[kind];
  const row = "flex min-h-11 w-full items-start gap-2.5 rounded-md px-2.5 py-2 text-left";
  const body = (
    <>
      <span className={cn("mt-0.5 grid size-6 shrink-0 place-items-center rounded-full", colour)}><Icon size={13} strokeWidth={2} aria-hidden /></span>
      <span className="min-w-0 flex-1">
        <span className="flex items-baseline gap-2">
          <bdi className={cn("min-w-0 flex-1 truncate", !read && "font-semibold")}>{title}</bdi>
          <span className="num shrink-0 text-2xs text-ink3">{shortAge(at, now, place) ?? t("time.now")}</span>
        </span>
        {text ? <span dir="auto" className="prose-message line-clamp-2 text-xs text-ink2">{text}</span> : null}
      </span>
      {times > 1 ? <span className="num mt-0.5 grid h-[18px] min-w-[18px] shrink-0 place-items-center rounded-full bg-accent px-1 text-2xs font-semibold text-on-accent" aria-label={t("notice.times", { n: times })}>{times}</span> : null}
      {read ? null : times > 1 ? null : <span role="img" aria-label={t("notice.unread")} className="mt-2 size-2 shrink-0 rounded-full bg-accent" />}
    </>
  );
  return (
    <li>
      {path ? <Link to={path} onClick={onOpen} className={cn(row, "hover:bg-hover")}>{body}</Link> : <div className={row}>{body}</div>}
    </li>
  );
}
