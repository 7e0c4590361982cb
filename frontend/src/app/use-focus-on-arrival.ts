import { useRouter } from "@tanstack/react-router";
import { useEffect } from "react";

/** The page an address belongs to: conversations of one inbox are one page. */
const pageOf = (path: string | undefined) => path?.split("/")[1];

/** A focus that was lost with what it was on goes to the main part of the page; so does any focus when the page is another one. */
export function useFocusOnArrival(): void {
  const router = useRouter();
  useEffect(
    () =>
      router.subscribe("onRendered", ({ fromLocation, toLocation, pathChanged }) => {
        if (!fromLocation || !pathChanged) return;
        const { activeElement } = document;
        const held = activeElement !== null && activeElement !== document.body;
        const samePage = pageOf(fromLocation.pathname) === pageOf(toLocation.pathname);
        // Where list and thread stand side by side neither hides the focus, and looking would lay the page out once more.
        if (held && samePage && (matchMedia("(min-width: 900px)").matches || activeElement.checkVisibility())) return;
        const main = document.querySelector<HTMLElement>('#thread, [role="listbox"]#conversation-list');
        const target = [main, document.querySelector<HTMLElement>('main, [role="main"]')].find((each) => each?.checkVisibility());
        if (!target) return;
        if (!target.hasAttribute("tabindex")) target.tabIndex = -1;
        target.focus({ preventScroll: true });
      }),
    [router],
  );
}
