import { useQueryClient } from "@tanstack/react-query";
import { Link, Outlet, useNavigate, useParams, useRouter } from "@tanstack/react-router";
import { Inbox } from "lucide-react";
import { useEffect } from "react";
import { Avatar } from "@/components/avatar";
import { Logo } from "@/components/logo";
import { SkipLink } from "@/components/skip-link";
import { cn } from "@/lib/cn";
import { paths } from "@/lib/paths";
import { useSession } from "@/lib/session";
import { dismissToasts } from "@/lib/toasts";
import { useT } from "@/lib/use-t";
import { AccountMenu } from "./account-menu";
import { LiveUpdates } from "./live-updates";

/** The frame around every page of a signed-in member. */
export function Shell() {
  const t = useT();
  const session = useSession();
  const navigate = useNavigate();
  const router = useRouter();
  const client = useQueryClient();
  const { conversationId } = useParams({ strict: false });
  const name = session?.member.name ?? "";

  // Signed out here or by the server: the next page is the same.
  useEffect(() => {
    if (session) return;
    client.clear();
    dismissToasts();
    void navigate({ to: paths.signIn, search: { then: router.state.location.href }, replace: true });
  }, [session, client, router, navigate]);

  if (!session) return null;
  return (
    <div className="flex h-dvh w-screen overflow-hidden bg-canvas max-sm:flex-col">
      <LiveUpdates />
      <SkipLink to="conversation-list">{t("skip.list")}</SkipLink>
      {conversationId ? <SkipLink to="thread">{t("skip.thread")}</SkipLink> : null}
      {conversationId ? <SkipLink to="composer">{t("skip.reply")}</SkipLink> : null}
      <nav aria-label={t("nav.main")} className="flex w-14 shrink-0 flex-col items-center gap-1 pb-3 pt-3 max-sm:hidden">
        <span className="mb-3"><Logo size={30} /></span>
        <Link to={paths.inbox} aria-label={t("nav.inbox")} data-tip={t("nav.inbox")} className="grid size-9 place-items-center rounded-[9px] text-ink3 transition-tint hover:bg-active aria-[current]:bg-surface aria-[current]:text-accent-ink aria-[current]:shadow-2">
          <Inbox size={18} strokeWidth={2} aria-hidden />
        </Link>
        <span className="flex-1" />
        <AccountMenu side="right">
          {(trigger) => (
            <button type="button" {...trigger} aria-label={t("menu.account")} data-tip={name} className="grid size-9 place-items-center rounded-full"><Avatar name={name} size={28} /></button>
          )}
        </AccountMenu>
      </nav>
      <div className="flex min-h-0 min-w-0 flex-1"><Outlet /></div>
      <nav aria-label={t("nav.main")} className={cn("flex shrink-0 justify-around border-t border-line bg-surface px-2 pb-[calc(0.5rem+env(safe-area-inset-bottom))] pt-1.5 sm:hidden", conversationId && "hidden")}>
        <Link to={paths.inbox} className="group flex min-h-11 w-20 flex-col items-center gap-0.5 text-2xs font-medium text-ink3 aria-[current]:text-accent-ink">
          <span className="grid h-8 w-14 place-items-center rounded-full group-aria-[current]:bg-accent-soft"><Inbox size={20} strokeWidth={2} aria-hidden /></span>
          {t("nav.inbox")}
        </Link>
        <AccountMenu side="top" align="end">
          {(trigger) => (
            <button type="button" {...trigger} className="flex min-h-11 w-20 flex-col items-center gap-0.5 text-2xs font-medium text-ink3">
              <span className="grid h-8 w-14 place-items-center"><Avatar name={name} size={26} /></span>
              {t("nav.you")}
            </button>
          )}
        </AccountMenu>
      </nav>
    </div>
  );
}
