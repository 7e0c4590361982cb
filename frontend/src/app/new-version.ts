/** Moves to a newer version of the app: at once where the old one can go no further, else when the member says so. Never in the middle of a reply. */

import { i18n } from "@/lib/i18n";
import { toast } from "@/lib/toasts";
import { isMidReply } from "./mid-reply";

const KEY = "pytake.reloaded";
/** A part that is missing again so soon after a reload is missing for another reason. */
const ONCE_IN = 60_000;

function offer(): void {
  toast({ id: "version", tone: "news", text: i18n._("version.new"), action: { label: i18n._("version.reload"), perform: reload } });
}

/** The new version takes over, and this page with it. */
function reload(): void {
  void (async () => {
    const waiting = (await navigator.serviceWorker?.getRegistration())?.waiting;
    if (!waiting) return location.reload();
    navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
    waiting.postMessage("take over");
  })();
}

function onceFree(act: () => void): void {
  if (!isMidReply()) return act();
  addEventListener("focusout", () => setTimeout(onceFree, 0, act), { once: true });
}

/** After a new deployment the parts that this page has not fetched yet are gone. */
export function watchMissingParts(): void {
  addEventListener("vite:preloadError", () => {
    const last = Number(sessionStorage.getItem(KEY) ?? 0);
    if (!navigator.onLine || Math.abs(Date.now() - last) < ONCE_IN) return;
    if (isMidReply()) return onceFree(offer);
    sessionStorage.setItem(KEY, String(Date.now()));
    reload();
  });
}

/** Keeps the shell of the app on this device, and says when there is a newer one. */
export async function keepShell(): Promise<void> {
  if (!("serviceWorker" in navigator)) return;
  const registration = await navigator.serviceWorker.register("/sw.js", { updateViaCache: "none" }).catch(() => null);
  if (!registration) return;
  const tell = () => navigator.serviceWorker.controller && registration.waiting && onceFree(offer);
  tell();
  registration.addEventListener("updatefound", () => registration.installing?.addEventListener("statechange", tell));
  // A tab that stays open for days would never ask.
  setInterval(() => void registration.update().catch(() => undefined), 60 * 60_000);
  document.addEventListener("visibilitychange", () => !document.hidden && void registration.update().catch(() => undefined));
}
