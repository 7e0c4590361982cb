import type { QueryClient } from "@tanstack/react-query";
import { createRootRouteWithContext, createRoute, createRouter, lazyRouteComponent, redirect, type RouterHistory } from "@tanstack/react-router";
import { listSearchOf } from "@/features/inbox/list-search";
import { needWords } from "@/lib/i18n";
import { paths } from "@/lib/paths";
import { session } from "@/lib/session";
import { enter } from "./enter";
import { PageFailed } from "./page-failed";
import { Shell } from "./shell";
import { SignIn } from "./sign-in";

const root = createRootRouteWithContext<{ client: QueryClient }>()({ errorComponent: PageFailed });

const signIn = createRoute({
  getParentRoute: () => root,
  path: paths.signIn,
  validateSearch: ({ then }): { then?: string } => (typeof then === "string" ? { then } : {}),
  beforeLoad: () => {
    if (session()) throw redirect({ to: paths.inbox });
  },
  component: SignIn,
});

/** Everything inside is for signed-in members; a reload signs in again by the cookie. */
const shell = createRoute({
  getParentRoute: () => root,
  id: "shell",
  beforeLoad: async ({ context, location }) => {
    if (!(await enter(context.client))) throw redirect({ to: paths.signIn, search: location.pathname === "/" ? {} : { then: location.href } });
  },
  component: Shell,
});

const home = createRoute({
  getParentRoute: () => shell,
  path: "/",
  beforeLoad: () => {
    throw redirect({ to: paths.inbox });
  },
});

const inbox = createRoute({
  getParentRoute: () => shell,
  path: paths.inbox,
  validateSearch: listSearchOf,
  component: lazyRouteComponent(() => import("@/features/inbox/inbox-page"), "InboxPage"),
});

const conversation = createRoute({
  getParentRoute: () => inbox,
  path: "$conversationId",
  validateSearch: ({ m }): { m?: number | string } => (typeof m === "number" || (typeof m === "string" && m) ? { m } : {}),
});

/** The sections are pages of their own inside one frame; their words come with the frame. */
const settings = createRoute({
  getParentRoute: () => shell,
  path: paths.settings,
  component: lazyRouteComponent(async () => (await Promise.all([import("@/features/settings/settings-page"), needWords("settings"), needWords("overlays")]))[0], "SettingsPage"),
});

const sections = [
  createRoute({ getParentRoute: () => settings, path: "profile", component: lazyRouteComponent(() => import("@/features/settings/profile-page"), "ProfilePage") }),
  createRoute({ getParentRoute: () => settings, path: "language", component: lazyRouteComponent(() => import("@/features/settings/language-page"), "LanguagePage") }),
  createRoute({ getParentRoute: () => settings, path: "appearance", component: lazyRouteComponent(() => import("@/features/settings/appearance-page"), "AppearancePage") }),
  createRoute({ getParentRoute: () => settings, path: "notifications", component: lazyRouteComponent(() => import("@/features/settings/notifications-page"), "NotificationsPage") }),
  createRoute({ getParentRoute: () => settings, path: "keyboard", component: lazyRouteComponent(() => import("@/features/settings/keyboard-page"), "KeyboardPage") }),
  createRoute({ getParentRoute: () => settings, path: "sign-ins", component: lazyRouteComponent(() => import("@/features/settings/sign-ins-page"), "SignInsPage") }),
] as const;

const cannedReplies = createRoute({
  getParentRoute: () => settings,
  path: "canned-replies",
  component: lazyRouteComponent(async () => (await Promise.all([import("@/features/canned/canned-page"), needWords("canned"), needWords("conversation")]))[0], "CannedPage"),
});

const routes = root.addChildren([signIn, shell.addChildren([home, inbox.addChildren([conversation]), settings.addChildren([...sections, cannedReplies])])]);

export function createAppRouter(client: QueryClient, history?: RouterHistory) {
  return createRouter({ routeTree: routes, context: { client }, history, defaultPreload: "intent", defaultNotFoundComponent: () => <PageFailed />, defaultErrorComponent: PageFailed, defaultPendingMs: 300 });
}

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
