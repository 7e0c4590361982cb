import "@testing-library/jest-dom/vitest";
import "fake-indexeddb/auto";
import { cleanup, configure } from "@testing-library/react";
import { clear, createStore } from "idb-keyval";
import { afterAll, afterEach, beforeAll, beforeEach } from "vitest";
import { useDrafts } from "@/features/inbox/drafts";
import { useOutbox } from "@/features/inbox/outbox";
import { DEFAULTS, usePreferences } from "@/lib/preferences";
import { setSession } from "@/lib/session";
import { useToasts } from "@/lib/toasts";
import { freshBackend, server } from "@/testing/server";

// jsdom lays nothing out: give lists a height to be virtual in, rows their own, and the page a wide screen.
Object.defineProperties(HTMLElement.prototype, {
  clientHeight: { configurable: true, get: () => 800 },
  clientWidth: { configurable: true, get: () => 320 },
  offsetHeight: { configurable: true, get: () => 60 },
});
window.scrollTo = () => undefined;
// A busy machine is slow, not wrong.
configure({ asyncUtilTimeout: 8_000 });
Element.prototype.scrollTo = function scrollTo() {} as typeof Element.prototype.scrollTo;
Element.prototype.scrollIntoView = () => undefined;
Element.prototype.setPointerCapture = () => undefined;
// Of no region: formats are the language's own unless a test says otherwise.
Object.defineProperty(navigator, "languages", { configurable: true, get: () => ["en"] });
Element.prototype.checkVisibility ??= () => true;
window.matchMedia = (query: string) =>
  ({ matches: query === "(min-width: 1440px)", media: query, addEventListener() {}, removeEventListener() {}, addListener() {}, removeListener() {}, onchange: null, dispatchEvent: () => false }) as MediaQueryList;

beforeAll(() => server.listen({ onUnhandledRequest: "error" }));
const shelves = ["drafts", "outbox"].map((name) => createStore(`pytake-${name}`, name));

beforeEach(async () => {
  freshBackend();
  setSession(null);
  localStorage.clear();
  sessionStorage.clear();
  useDrafts.setState({ texts: {} });
  useOutbox.setState({ items: [] });
  useToasts.setState({ shown: [] });
  usePreferences.setState(DEFAULTS, true);
  await Promise.all(shelves.map((shelf) => clear(shelf)));
});
afterEach(() => {
  cleanup();
  server.resetHandlers();
});
afterAll(() => server.close());
