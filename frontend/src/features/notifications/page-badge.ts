/** How many wait, where it can be seen from another tab or from the desk: the title, the icon of the tab, the icon of the app. */

const PREFIX = /^\(\d+\+?\) /;
const ICON = { plain: "/icon.svg", unread: "/icon-unread.svg" };

let count = 0;
let watching: MutationObserver | undefined;

function write() {
  const bare = document.title.replace(PREFIX, "");
  const wanted = count > 0 ? `(${count > 99 ? "99+" : count}) ${bare}` : bare;
  if (document.title !== wanted) document.title = wanted;
}

/** Each page writes its own title; the number stays before it. */
export function setPageBadge(next: number): void {
  count = next;
  watching ??= new MutationObserver(write);
  watching.observe(document.head, { subtree: true, childList: true, characterData: true });
  write();
  const icon = document.querySelector<HTMLLinkElement>('link[rel="icon"]');
  const wanted = count > 0 ? ICON.unread : ICON.plain;
  if (icon && icon.getAttribute("href") !== wanted) icon.href = wanted;
  if (!("setAppBadge" in navigator)) return;
  void (count > 0 ? navigator.setAppBadge(count) : navigator.clearAppBadge()).catch(() => undefined);
}

/** Nobody is signed in: nothing is counted for the next. */
export function clearPageBadge(): void {
  setPageBadge(0);
  watching?.disconnect();
  watching = undefined;
}
