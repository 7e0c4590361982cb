import { useLayoutEffect, useRef } from "react";
import { createPortal } from "react-dom";
import { useActions } from "@/lib/actions";
import { canUndo, undoNewest, useToasts } from "@/lib/toasts";
import { ToastLine } from "./toast-line";

const GAP = 8;

/** How far from the bottom it must stay so as not to lie over the place where one writes. */
function clearance(box: DOMRect): number {
  const composer = document.getElementById("composer")?.getBoundingClientRect();
  const beside = !composer || composer.left >= box.right || composer.right <= box.left;
  return beside ? 0 : Math.max(0, innerHeight - composer.top + GAP);
}

/** What was said lately, bottom left. What lies under it makes room (`room-for-toasts`); `z` takes back the newest step. */
export function Toaster() {
  const shown = useToasts((state) => state.shown);
  const stack = useRef<HTMLDivElement>(null);
  useActions([{ id: "toasts.undo", when: canUndo, perform: undoNewest }]);

  useLayoutEffect(() => {
    const node = stack.current;
    if (!node || shown.length === 0) return;
    function makeRoom() {
      if (!node) return;
      const above = clearance(node.getBoundingClientRect());
      node.style.bottom = above ? `${above}px` : "";
      document.documentElement.style.setProperty("--toasts", above ? "0px" : `${node.offsetHeight + GAP}px`);
    }
    makeRoom();
    const sizes = typeof ResizeObserver === "undefined" ? undefined : new ResizeObserver(makeRoom);
    for (const each of [node, document.getElementById("composer"), document.body]) if (each) sizes?.observe(each);
    return () => {
      sizes?.disconnect();
      document.documentElement.style.removeProperty("--toasts");
    };
  }, [shown]);

  return createPortal(
    <div ref={stack} data-overlay="free" className="pointer-events-none fixed bottom-2 left-16 z-toast flex w-[min(320px,calc(100vw-1rem))] flex-col gap-2 max-sm:left-2 max-sm:w-[calc(100vw-1rem)] max-sm:bottom-[calc(4.25rem+env(safe-area-inset-bottom))]">
      {shown.map((each) => (
        <ToastLine key={each.tone === "progress" ? each.id : `${each.id} ${each.text}`} toast={each} />
      ))}
    </div>,
    document.body,
  );
}
