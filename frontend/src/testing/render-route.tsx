import { createMemoryHistory, RouterProvider } from "@tanstack/react-router";
import { render } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { createClient, Providers } from "@/app/providers";
import { createAppRouter } from "@/app/router";
import { activateLanguage, type Language } from "@/lib/i18n";

/** The whole app at an address, as a person would meet it. */
export async function renderRoute(address: string, { language = "en" }: { language?: Language } = {}) {
  // The parts a page waits for are no part of what a test waits for.
  await Promise.all([activateLanguage(language, ["conversation"]), import("@/features/inbox/inbox-page"), import("@/features/inbox/components/thread-pane")]);
  const client = createClient();
  const router = createAppRouter(client, createMemoryHistory({ initialEntries: [address] }));
  const view = render(
    <Providers client={client}>
      <RouterProvider router={router} />
    </Providers>,
  );
  return { ...view, client, router, user: userEvent.setup() };
}
