import "./styles/app.css";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { keepShell, watchMissingParts } from "./app/new-version";
import { createClient, Providers } from "./app/providers";
import { createAppRouter } from "./app/router";
import { activateLanguage, preferredLanguage } from "./lib/i18n";
import { paths } from "./lib/paths";
import { watchTheme } from "./lib/theme";

async function start() {
  if (import.meta.env.MODE === "mock") await (await import("./testing/browser")).startMock();
  watchTheme();
  watchMissingParts();
  const opensThread = /^\/inbox\/./.test(location.pathname);
  if (!location.pathname.startsWith(paths.signIn)) {
    // What a signed-in member will need is fetched beside the words, not after them. Who that is, the head's own script has asked.
    void import("./features/inbox/inbox-page").catch(() => undefined);
    if (opensThread) void import("./features/inbox/components/thread-pane").catch(() => undefined);
  }
  await activateLanguage(preferredLanguage(), opensThread ? ["conversation"] : []);
  const client = createClient();
  const router = createAppRouter(client);
  createRoot(document.getElementById("root") as HTMLElement).render(
    <StrictMode>
      <Providers client={client}>
        <RouterProvider router={router} />
      </Providers>
    </StrictMode>,
  );
}

void start();
// The worker fetches the whole shell: it waits until the page has what it needs itself.
if (import.meta.env.PROD && import.meta.env.MODE !== "mock") addEventListener("load", () => setTimeout(() => void keepShell(), 3_000), { once: true });
