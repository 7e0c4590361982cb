import { useEffect } from "react";

/** Less is a toolbar of the browser, not a keyboard. */
const KEYBOARD = 80;

/**
 * Says in `--keyboard` how much of the page a keyboard on glass covers: where the browser does not make the page smaller itself
 * (`interactive-widget=resizes-content` is not known everywhere), the composer stands on it. Said only while there is one: a property of
 * the root has the whole page styled anew.
 */
export function useKeyboardInset(): void {
  useEffect(() => {
    const view = window.visualViewport;
    if (!view) return;
    const { style } = document.documentElement;
    let said = 0;
    function follow() {
      // Zoomed in, the visual viewport says nothing about keyboards.
      const hidden = view && view.scale <= 1.01 ? Math.max(0, Math.round(innerHeight - view.height)) : 0;
      const covered = hidden > KEYBOARD ? hidden : 0;
      if (covered !== said) style.setProperty("--keyboard", `${covered}px`);
      said = covered;
      // Safari moves the whole page up to show the field; the composer has come up by itself.
      if (covered > 0 && view && view.offsetTop > 0) window.scrollTo(0, 0);
    }
    // Asked where the page is about to be laid out anyway.
    const first = requestAnimationFrame(follow);
    view.addEventListener("resize", follow);
    view.addEventListener("scroll", follow);
    return () => {
      cancelAnimationFrame(first);
      view.removeEventListener("resize", follow);
      view.removeEventListener("scroll", follow);
      if (said > 0) style.removeProperty("--keyboard");
    };
  }, []);
}
