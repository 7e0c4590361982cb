import { useEffect } from "react";
import { create } from "zustand";

const useNotice = create<{ text: string; bad: boolean; at: number } | { text: null }>(() => ({ text: null }));
const STAYS = 5_000;

/** Says something once, at the bottom of the page. */
export function notice(text: string, bad = false): void {
  useNotice.setState({ text, bad, at: Date.now() }, true);
}

/** Says what went wrong. */
export const complain = (error: unknown) => notice(error instanceof Error ? error.message : String(error), true);

export function Notices() {
  const shown = useNotice();

  useEffect(() => {
    if (shown.text === null) return;
    const timer = setTimeout(() => useNotice.setState({ text: null }, true), STAYS);
    return () => clearTimeout(timer);
  }, [shown]);

  return (
    <div aria-live={shown.text !== null && shown.bad ? "assertive" : "polite"} className="pointer-events-none fixed inset-x-4 bottom-4 z-50 flex justify-start max-lg:bottom-20 max-lg:justify-center">
      {shown.text === null ? null : (
        <p className={`animate-rise max-w-96 rounded-md px-3 py-2 text-xs shadow-3 ${shown.bad ? "border border-danger-line bg-danger-soft text-danger-ink" : "bg-ink text-surface"}`}>{shown.text}</p>
      )}
    </div>
  );
}
