import { useEffect } from "react";

/** Less is a toolbar of the browser, not a keyboard. */
const KEYBOARD = 80;

/**
 * Says in `--keyboard` how much of the page a keyboard on glass covers: where the browser does not make the page smaller itself
 * (`interactive-widget=resizes-content` is not known everywhere), the composer stands on it.
 */
export function useKeyboardInset(): void {
  useEffect(() => {
    const view = window.visualViewport;
    if (!view) return;
    function follow() {
      // Zoomed in, the visual viewport says nothing about keyboards.
      const covered = view && view.scale <= 1.01 ? Math.max(0, Math.round(innerHeight - view.height)) : 0;
      document.documentElement.style.setProperty("--keyboard", `${covered > KEYBOARD ? covered : 0}px`);
      // Safari moves the whole page up to show the field; the composer has come up by itself.
      if (covered > KEYBOARD && view && view.offsetTop > 0) window.scrollTo(0, 0);
    }
    follow();
    view.addEventListener("resize", follow);
    view.addEventListener("scroll", follow);
    return () => {
      view.removeEventListener("resize", follow);
      view.removeEventListener("scroll", follow);
      document.documentElement.style.removeProperty("--keyboard");
    };
  }, []);
}
