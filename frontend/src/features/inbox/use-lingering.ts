import { useEffect, useState } from "react";

/** In milliseconds: how long something waits before it says that it waits, and how long it then says so at least (ui.md §3). */
const SILENT = 150;
const SHOWN = 300;

/** Whether a skeleton is to be drawn: from the start while something is pending, and once seen for long enough to be read. */
export function useLingering(pending: boolean): boolean {
  const [since] = useState(() => Date.now());
  const [lingers, setLingers] = useState(false);
  const [was, setWas] = useState(pending);

  if (was !== pending) {
    setWas(pending);
    if (!pending && Date.now() - since > SILENT && Date.now() - since < SILENT + SHOWN) setLingers(true);
  }
  useEffect(() => {
    if (!lingers) return;
    const timer = setTimeout(() => setLingers(false), Math.max(0, since + SILENT + SHOWN - Date.now()));
    return () => clearTimeout(timer);
  }, [lingers, since]);

  return pending || lingers;
}
