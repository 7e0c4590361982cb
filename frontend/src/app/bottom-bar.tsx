import { Link } from "@tanstack/react-router";
import { Inbox, Search } from "lucide-react";
import { Avatar } from "@/components/avatar";
import { Bell } from "@/features/notifications/components/bell";
import { performAction } from "@/lib/actions";
import { cn } from "@/lib/cn";
import { paths } from "@/lib/paths";
import { useT } from "@/lib/use-t";
import { AccountMenu } from "./account-menu";
import { CountBadge } from "./count-badge";
import { PresenceDot } from "./presence-dot";

interface BottomBarProps {
  name: string;
  unread: number;
  /** A conversation has the whole screen. */
  away: boolean;
}

const CELL = "group flex min-h-11 min-w-0 flex-1 basis-0 flex-col items-center gap-0.5 text-2xs font-medium text-ink3 aria-[current]:text-accent-ink";
const ICON = "relative grid h-8 w-14 place-items-center rounded-full transition-tint group-aria-[current]:bg-accent-soft";
const WORD = "line-clamp-2 max-w-full text-center [overflow-wrap:anywhere] hyphens-auto";

/** Where one can go, within reach of a thumb. */
export function BottomBar({ name, unread, away }: BottomBarProps) {
  const t = useT();
  return (
    <nav id="bottom-bar" aria-label={t("nav.main")} className={cn("flex shrink-0 justify-around border-t border-line bg-surface px-2 pb-[calc(0.5rem+env(safe-area-inset-bottom))] pt-1.5 sm:hidden", away && "hidden")}>
      <Link to={paths.inbox} className={CELL}>
        <span className={ICON}><Inbox size={20} strokeWidth={2} aria-hidden /><CountBadge count={unread} className="-top-0.5 right-1 ring-surface" /></span>
        <span aria-hidden={unread > 0} className={WORD}>{t("nav.inbox")}</span>
        {unread > 0 ? <span className="sr-only">{t("nav.inbox_unread", { n: unread })}</span> : null}
      </Link>
      <button type="button" onClick={() => performAction("palette.open")} className={CELL}>
        <span className={ICON}><Search size={20} strokeWidth={1.75} aria-hidden /></span>
        <span className={WORD}>{t("nav.search")}</span>
      </button>
      <Bell className={CELL} size={20} side="top">
        {(icon) => <><span className={ICON}>{icon}</span><span className={WORD}>{t("nav.notices")}</span></>}
      </Bell>
      <AccountMenu side="top" align="end">
        {(trigger) => (
          <button type="button" {...trigger} className={CELL}>
            <span className={ICON}><span className="relative grid"><Avatar name={name} size={26} /><PresenceDot className="ring-surface" /></span></span>
            <span className={WORD}>{t("nav.you")}</span>
          </button>
        )}
      </AccountMenu>
    </nav>
  );
}
