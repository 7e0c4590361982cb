import { useQueryClient } from "@tanstack/react-query";
import { Outlet, useLocation, useNavigate, useParams, useRouter } from "@tanstack/react-router";
import { lazy, Suspense, useEffect } from "react";
import { PaneBoundary } from "@/components/pane-boundary";
import { SkipLink } from "@/components/skip-link";
import { useActions } from "@/lib/actions";
import { needWords } from "@/lib/i18n";
import { paths } from "@/lib/paths";
import { useSession } from "@/lib/session";
import { dismissToasts } from "@/lib/toasts";
import { useT } from "@/lib/use-t";
import { whenIdle } from "@/lib/when-idle";
import { BottomBar } from "./bottom-bar";
import { CommandLayer } from "./command-layer";
import { LiveUpdates } from "./live-updates";
import { PageFailed } from "./page-failed";
import { cyclePanes } from "./panes";
import { Rail } from "./rail";
import { ReachBanner } from "./reach-banner";
import { useFocusOnArrival } from "./use-focus-on-arrival";
import { useUnreadMine } from "./use-unread-mine";

/** Not before the first screen is there. */
const Notify = lazy(async () => {
  await whenIdle();
  return { default: (await Promise.all([import("./notify"), needWords("overlays"), needWords("conversation"), needWords("failures")]))[0].Notify };
});

/** The frame around every page of a signed-in member. Nothing in it scrolls as a whole. */
export function Shell() {
  const session = useSession();
  const navigate = useNavigate();
  const router = useRouter();
  const client = useQueryClient();

  // Signed out here or by the server: the next page is the same.
  useEffect(() => {
    if (session) return;
    client.clear();
    dismissToasts();
    void import("./offline-reading").then(({ forgetReading }) => forgetReading()).catch(() => undefined);
    void navigate({ to: paths.signIn, search: { then: router.state.location.href }, replace: true });
  }, [session, client, router, navigate]);

  return session ? <Frame me={session.member.id} name={session.member.name} /> : null;
}

function Frame({ me, name }: { me: string; name: string }) {
  const t = useT();
  const { conversationId } = useParams({ strict: false });
  const { pathname } = useLocation();
  const inInbox = pathname.startsWith(paths.inbox);
  const unread = useUnreadMine();
  useFocusOnArrival();
  useActions([
    { id: "panes.next", perform: () => cyclePanes(1), palette: false },
    { id: "panes.previous", perform: () => cyclePanes(-1), palette: false },
  ]);

  return (
    <div className="flex h-dvh w-full overflow-hidden bg-canvas max-sm:flex-col">
      <LiveUpdates />
      <CommandLayer />
      <Suspense><Notify me={me} unread={unread} /></Suspense>
      {inInbox ? <SkipLink to="conversation-list">{t("skip.list")}</SkipLink> : null}
      {conversationId ? <SkipLink to="thread">{t("skip.thread")}</SkipLink> : null}
      {conversationId ? <SkipLink to="composer">{t("skip.reply")}</SkipLink> : null}
      <PaneBoundary of={pathname} fallback={() => null}><Rail name={name} unread={unread} /></PaneBoundary>
      <div className="relative flex min-h-0 min-w-0 flex-1">
        <ReachBanner inInbox={inInbox} inThread={Boolean(conversationId)} />
        <PaneBoundary of={pathname} fallback={(_, error) => <PageFailed error={error} />}><Outlet /></PaneBoundary>
      </div>
      <PaneBoundary of={pathname} fallback={() => null}><BottomBar name={name} unread={unread} away={Boolean(conversationId)} /></PaneBoundary>
    </div>
  );
}
