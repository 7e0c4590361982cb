import { Link } from "@tanstack/react-router";
import { Inbox, Search, Settings } from "lucide-react";
import { Avatar } from "@/components/avatar";
import { Logo } from "@/components/logo";
import { Bell } from "@/features/notifications/components/bell";
import { performAction } from "@/lib/actions";
import { paths } from "@/lib/paths";
import { useT } from "@/lib/use-t";
import { AccountMenu } from "./account-menu";
import { CountBadge } from "./count-badge";
import { PresenceDot } from "./presence-dot";

interface RailProps {
  name: string;
  unread: number;
}

const CELL = "relative grid size-9 place-items-center rounded-lg text-ink3 transition-tint hover:bg-active hover:text-ink2 aria-[current]:bg-surface aria-[current]:text-accent-ink aria-[current]:shadow-2 pointer-coarse:size-11";

/** Where one can go from every page, at its left edge. */
export function Rail({ name, unread }: RailProps) {
  const t = useT();
  const inbox = unread ? t("nav.inbox_unread", { n: unread }) : t("nav.inbox");
  return (
    <nav id="rail" aria-label={t("nav.main")} className="flex w-14 shrink-0 flex-col items-center gap-1 overflow-y-auto pb-[max(0.75rem,env(safe-area-inset-bottom))] pl-[env(safe-area-inset-left)] pt-3 [scrollbar-width:none] max-sm:hidden">
      <span className="mb-3 shrink-0"><Logo size={30} /></span>
      <Link to={paths.inbox} aria-label={inbox} data-tip={t("nav.inbox")} className={CELL}>
        <Inbox size={18} strokeWidth={2} aria-hidden />
        <CountBadge count={unread} className="-right-1 -top-1 ring-canvas" />
      </Link>
      <span className="flex-1" />
      <button type="button" aria-label={t("nav.search")} data-tip={t("nav.search")} data-tip-action="palette.open" onClick={() => performAction("palette.open")} className={CELL}>
        <Search size={18} strokeWidth={1.75} aria-hidden />
      </button>
      <Bell className={CELL} size={18} side="right" />
      <Link to={paths.settings} aria-label={t("nav.settings")} data-tip={t("nav.settings")} className={CELL}>
        <Settings size={18} strokeWidth={1.75} aria-hidden />
      </Link>
      <AccountMenu side="right">
        {(trigger) => (
          <button type="button" {...trigger} aria-label={t("menu.account")} data-tip={name} className="relative grid size-9 shrink-0 place-items-center rounded-full pointer-coarse:size-11">
            <span className="relative grid"><Avatar name={name} size={28} /><PresenceDot className="ring-canvas" /></span>
          </button>
        )}
      </AccountMenu>
    </nav>
  );
}
