import { setupWorker } from "msw/browser";
import { FakeBackend } from "./fake-backend";
import { handlersOf } from "./handlers";
import { furnish } from "./scene";

/** `npm run dev:mock`: the app with a furnished fake back-end, reachable as `window.backend`. */
export async function startMock(): Promise<void> {
  const backend = new FakeBackend();
  backend.signedIn = sessionStorage.getItem("mock.signed-out") === null;
  furnish(backend);
  Object.assign(window, { backend });
  await setupWorker(...handlersOf(() => backend, { latency: 60 })).start({ onUnhandledRequest: "bypass", quiet: true });
}
