import { useEffect, useRef } from "react";
import { firstLine, ROW_GAP, rowBox, secondLine } from "../row-box";

interface RowProbeProps {
  compact: boolean;
  /** Called with the height of a row and its gap, in CSS pixels, and again whenever larger text changes it. */
  onHeight: (height: number) => void;
}

/** A row that nobody sees, measured for all of them: thousands of rows are then placed without asking each. */
export function RowProbe({ compact, onHeight }: RowProbeProps) {
  const box = useRef<HTMLDivElement>(null);
  const latest = useRef(onHeight);
  useEffect(() => {
    latest.current = onHeight;
  });
  useEffect(() => {
    if (!box.current || typeof ResizeObserver === "undefined") return;
    const observer = new ResizeObserver(([entry]) => entry && latest.current(Math.round((entry.borderBoxSize[0]?.blockSize ?? 0) + ROW_GAP)));
    observer.observe(box.current);
    return () => observer.disconnect();
  }, []);

  return (
    <div ref={box} aria-hidden className={`invisible absolute inset-x-0 top-0 -z-10 ${rowBox(compact)}`}>
      <span className={`col-start-2 row-start-1 ${firstLine}`}>{"\u00a0"}</span>
      <span className={`col-start-2 row-start-2 ${secondLine}`}>{"\u00a0"}</span>
    </div>
  );
}
