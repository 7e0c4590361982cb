import { useLayoutEffect, type RefObject } from "react";

const still = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

/** Lets a panel leave as it came: what is gone for the page stays a moment for the eye, as a picture that nobody can reach. */
export function useExit(panel: RefObject<HTMLElement | null>, to: Keyframe, duration: number): void {
  useLayoutEffect(() => {
    const node = panel.current;
    return () => {
      if (!node?.isConnected || typeof node.animate !== "function") return;
      const picture = node.cloneNode(true) as HTMLElement;
      for (const each of [picture, ...picture.querySelectorAll("[id], [role]")]) for (const name of ["id", "role", "aria-modal"]) each.removeAttribute(name);
      picture.inert = true;
      picture.dataset.leaving = "";
      picture.ariaHidden = "true";
      picture.style.animation = "none";
      picture.style.pointerEvents = "none";
      document.body.append(picture);
      picture.animate([{}, still() ? { opacity: 0 } : to], { duration, easing: "ease-in", fill: "forwards" }).finished.finally(() => picture.remove());
    };
    // The keyframe and the time never change while it is open.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);
}
