import { setupWorker } from "msw/browser";
import { furnishCrowd } from "./crowd";
import { FakeBackend } from "./fake-backend";
import { handlersOf } from "./handlers";
import { furnishThreads } from "./long-thread";
import { furnish } from "./scene";

/** `npm run dev:mock`: the app with a furnished fake back-end, reachable as `window.backend`; with `?pseudo`, in a language nobody speaks. */
export async function startMock(): Promise<void> {
  if (new URLSearchParams(location.search).has("pseudo")) sessionStorage.setItem("mock.pseudo", "on");
  if (sessionStorage.getItem("mock.pseudo") !== null) (await import("./pseudo")).speakPseudo();
  if (location.pathname === "/gallery") {
    await (await import("./gallery/gallery")).showGallery();
    await new Promise(() => undefined);
  }
  const backend = new FakeBackend();
  backend.signedIn = sessionStorage.getItem("mock.signed-out") === null;
  furnish(backend);
  const scene = new URLSearchParams(location.search).get("scene");
  if (scene === "threads") furnishThreads(backend);
  if (scene === "crowd") furnishCrowd(backend);
  Object.assign(window, { backend });
  await setupWorker(...handlersOf(() => backend, { latency: 60 })).start({ onUnhandledRequest: "bypass", quiet: true });
}
