/**
 * The service worker: keeps the app's own files on the device, so that it opens at once and without a network. It never touches the API:
 * no answer of it is kept here, no write is answered from here.
 */

/// <reference lib="webworker" />

declare const self: ServiceWorkerGlobalScope;
/** Written by the build: a name for this set of files, and their addresses. */
declare const __SHELL_VERSION__: string;
declare const __SHELL_FILES__: string[];

const PREFIX = "pytake-shell-";
const CACHE = PREFIX + __SHELL_VERSION__;
const FILES = __SHELL_FILES__;
const PAGE = "/";

/** Files in /assets/ are named by what is in them: one that an older version fetched is the same. */
async function fetched(path: string): Promise<Response> {
  const known = path.startsWith("/assets/") ? await caches.match(path, { ignoreVary: true }) : undefined;
  return known ?? fetch(path, { cache: path.startsWith("/assets/") ? "default" : "reload" });
}

async function install(): Promise<void> {
  const cache = await caches.open(CACHE);
  await Promise.all(
    FILES.map(async (path) => {
      const response = await fetched(path);
      if (!response.ok) throw new Error(`${path}: ${response.status}`);
      await cache.put(path, response);
    }),
  );
}

/** Other tabs may still run the version before this one; those before it are gone. */
async function forgetOldVersions(): Promise<void> {
  const versions = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== CACHE);
  await Promise.all(versions.slice(0, -1).map((name) => caches.delete(name)));
}

async function page(request: Request): Promise<Response> {
  return (await (await caches.open(CACHE)).match(PAGE)) ?? fetch(request);
}

async function part(request: Request): Promise<Response> {
  const known = await caches.match(request, { ignoreVary: true });
  if (known) return known;
  const response = await fetch(request);
  // A server of pages answers a missing part with a page.
  if (response.ok && !response.headers.get("content-type")?.startsWith("text/html")) await (await caches.open(CACHE)).put(request, response.clone());
  return response;
}

self.addEventListener("install", (event) => {
  // Where the browser can, calls of the API do not even wake this worker.
  const routes = event as ExtendableEvent & { addRoutes?: (rules: object[]) => Promise<void> };
  const aside = routes.addRoutes?.([{ condition: { urlPattern: "/api/*" }, source: "network" }]).catch(() => undefined);
  event.waitUntil(Promise.all([aside, install()]));
});

self.addEventListener("activate", (event) => event.waitUntil(forgetOldVersions()));

self.addEventListener("message", ({ data }) => {
  if (data === "take over") void self.skipWaiting();
});

self.addEventListener("fetch", (event) => {
  const { method, mode, url } = event.request;
  const { origin, pathname } = new URL(url);
  if (method !== "GET" || origin !== self.location.origin || /^\/(api|ws)(\/|$)/.test(pathname)) return;
  if (mode === "navigate") event.respondWith(page(event.request));
  else if (pathname.startsWith("/assets/") || FILES.includes(pathname)) event.respondWith(part(event.request));
});

/** Opens what a notification is about, in the tab that is there. */
async function openFrom(path: string): Promise<void> {
  const [tab] = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  if (!tab) return void (await self.clients.openWindow(path));
  tab.postMessage({ kind: "open", path });
  await tab.focus();
}

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  const { path } = event.notification.data as { path: string };
  event.waitUntil(openFrom(path));
});

export {};
