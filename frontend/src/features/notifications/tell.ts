/** Says what happened to somebody who is elsewhere: a sound, a notification of the browser. One tab does, and only what the member allowed. */

import { usePreferences } from "@/lib/preferences";
import { chime } from "./chime";
import { addNotice, type News } from "./note";
import { clearNotices } from "./notices";

export interface Telling {
  /** Whether it is this tab's turn to speak. */
  speaks: () => boolean;
  /** Opens a page of ours. */
  open: (path: string) => void;
  /** Says how many, when they are too many to be told one by one. */
  many: (count: number) => string;
}

const ONE_BY_ONE = 3;
const LONGEST = 140;
const told = new Set<string>();
/** How far what was told of each has come: what is heard late, and is of before, is no news. */
const reached = new Map<string, number>();
/** Closes what this page itself has shown. */
const shownHere = new Set<() => void>();

async function show({ id, title, text, path: page = "/", seq }: News, open: Telling["open"]): Promise<void> {
  const path = seq === undefined ? page : `${page}?m=${seq}`;
  const options = { body: text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text, tag: id, icon: "/icons/icon-192.png", badge: "/icons/badge-96.png", silent: true, data: { path } };
  // Phones know only the worker's notifications.
  const worker = await navigator.serviceWorker?.getRegistration();
  if (worker?.active) return worker.showNotification(title, options);
  const shown = new Notification(title, options);
  shownHere.add(() => shown.close());
  shown.onclick = () => {
    window.focus();
    open(path);
    shown.close();
  };
}

export interface Happened extends News {
  /** Of this one happening: told once, however often it is heard of. */
  key: string;
  /** Its place among what happens to the same. */
  place: number;
}

/** Notes what happened, and tells it where nobody can see it. What is being looked at is neither noted nor told. */
export function tell(happened: Happened[], { speaks, open, many }: Telling): void {
  const looking = !document.hidden && document.hasFocus();
  const fresh = happened.filter(({ id, key, place, path }) => {
    const known = told.has(key) || place < (reached.get(id) ?? 0);
    told.add(key);
    if (!known) reached.set(id, place);
    return !known && !(looking && path === location.pathname);
  });
  if (fresh.length === 0) return;
  fresh.forEach(addNotice);
  if (!speaks()) return;
  const { sound, notify } = usePreferences.getState();
  if (sound) void chime();
  if (!notify || !document.hidden || typeof Notification === "undefined" || Notification.permission !== "granted") return;
  const [first] = fresh;
  const shown = fresh.length > ONE_BY_ONE && first ? [{ ...first, id: "many", title: "PyTake", text: many(fresh.length), path: "/inbox", seq: undefined }] : fresh;
  shown.forEach((each) => void show(each, open).catch(() => undefined));
}

/** The next one who signs in finds nothing of this, neither here nor among the notifications of the machine. */
export function forgetTold(): void {
  told.clear();
  reached.clear();
  clearNotices();
  shownHere.forEach((close) => close());
  shownHere.clear();
  void navigator.serviceWorker
    ?.getRegistration()
    .then((worker) => worker?.getNotifications())
    .then((left) => left?.forEach((each) => each.close()))
    .catch(() => undefined);
}
