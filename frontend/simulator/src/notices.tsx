import { useEffect, useRef } from "react";
import { create } from "zustand";

interface Act {
  label: string;
  act: () => void;
}
interface Shown {
  text: string;
  bad: boolean;
  act?: Act;
}

const useNotice = create<{ shown: Shown | null }>(() => ({ shown: null }));
const STAYS = 5_000;
/** One must have time to change one's mind. */
const STAYS_TO_UNDO = 10_000;

/** Says something once, at the bottom of the page; at most one thing can be done about it. */
export const notice = (text: string, { bad = false, act }: { bad?: boolean; act?: Act } = {}) => useNotice.setState({ shown: { text, bad, ...(act && { act }) } });

/** Says what went wrong. */
export const complain = (error: unknown) => notice(error instanceof Error ? error.message : String(error), { bad: true });

const close = () => useNotice.setState({ shown: null });

export function Notices() {
  const { shown } = useNotice();
  const layer = useRef<HTMLDivElement>(null);

  useEffect(() => {
    // Above a dialog too: the top layer is in the order of showing. It is there while empty, for a live region that comes with its words is not read.
    layer.current?.hidePopover?.();
    layer.current?.showPopover?.();
    if (!shown) return;
    const timer = setTimeout(close, shown.act ? STAYS_TO_UNDO : STAYS);
    return () => clearTimeout(timer);
  }, [shown]);

  return (
    <div ref={layer} popover="manual" aria-live={shown?.bad ? "assertive" : "polite"} className="pointer-events-none fixed inset-x-4 bottom-4 top-auto m-0 h-auto w-auto justify-start overflow-visible border-0 bg-transparent p-0 open:flex max-lg:bottom-20 max-lg:justify-center">
      {shown ? (
        <p className={`animate-rise flex max-w-96 items-center gap-3 rounded-md px-3 py-2 text-xs shadow-3 ${shown.bad ? "border border-danger-line bg-danger-soft text-danger-ink" : "bg-ink text-surface"}`}>
          <span className="min-w-0 break-words">{shown.text}</span>
          {shown.act ? (
            <button type="button" onClick={() => { shown.act?.act(); close(); }} className="pointer-events-auto -my-1 min-h-7 shrink-0 rounded-sm px-1.5 font-semibold underline underline-offset-2 pointer-coarse:min-h-11">
              {shown.act.label}
            </button>
          ) : null}
        </p>
      ) : null}
    </div>
  );
}
