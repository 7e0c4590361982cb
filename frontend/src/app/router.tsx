import type { QueryClient } from "@tanstack/react-query";
import { createRootRouteWithContext, createRoute, createRouter, lazyRouteComponent, redirect, type RouterHistory } from "@tanstack/react-router";
import { listSearchOf } from "@/features/inbox/list-search";
import { paths } from "@/lib/paths";
import { refreshSession, session } from "@/lib/session";
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
  beforeLoad: async ({ location }) => {
    if (!session() && !(await refreshSession())) throw redirect({ to: paths.signIn, search: location.pathname === "/" ? {} : { then: location.href } });
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

const routes = root.addChildren([signIn, shell.addChildren([home, inbox.addChildren([conversation])])]);

export function createAppRouter(client: QueryClient, history?: RouterHistory) {
  return createRouter({ routeTree: routes, context: { client }, history, defaultPreload: "intent", defaultNotFoundComponent: () => <PageFailed />, defaultErrorComponent: PageFailed, defaultPendingMs: 300 });
}

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
