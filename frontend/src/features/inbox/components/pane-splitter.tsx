import { useRef, type KeyboardEvent, type PointerEvent } from "react";
import { cn } from "@/lib/cn";
import { DEFAULTS, prefer, usePreferences } from "@/lib/preferences";
import { useT } from "@/lib/use-t";

interface PaneSplitterProps {
  label: string;
  preference: "listWidth" | "detailsWidth";
  /** CSS pixels. */
  least: number;
  most: number;
  /** Which edge of its pane it stands on. The pane is the nearest `[data-pane]`, as wide as its `--pane-width`. */
  edge: "left" | "right";
}

const STEP = 16;

/** Sets the width of a pane by drag or by key; a double click brings back the usual one. */
function PaneSplitter({ label, preference, least, most, edge }: PaneSplitterProps) {
  const width = usePreferences((preferences) => preferences[preference]);
  const from = useRef<{ x: number; width: number; to: number } | null>(null);
  const wider = edge === "right" ? 1 : -1;
  const within = (to: number) => Math.round(Math.max(least, Math.min(most, to)));

  function set(to: number) {
    prefer({ [preference]: within(to) });
  }
  function handlePointerDown(event: PointerEvent<HTMLDivElement>) {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    from.current = { x: event.clientX, width, to: width };
  }
  function handlePointerMove(event: PointerEvent<HTMLDivElement>) {
    if (!from.current) return;
    from.current.to = within(from.current.width + (event.clientX - from.current.x) * wider);
    // While it is drawn only the pane itself hears of it; the rest of the page once it is let go.
    event.currentTarget.closest<HTMLElement>("[data-pane]")?.style.setProperty("--pane-width", `${from.current.to}px`);
  }
  function handlePointerUp(event: PointerEvent<HTMLDivElement>) {
    const to = from.current?.to;
    from.current = null;
    event.currentTarget.closest<HTMLElement>("[data-pane]")?.style.setProperty("--pane-width", `${to ?? width}px`);
    if (to !== undefined && to !== width) set(to);
  }
  function handleKeyDown(event: KeyboardEvent) {
    const by = event.shiftKey ? STEP * 4 : STEP;
    const to = { ArrowRight: width + by * wider, ArrowLeft: width - by * wider, Home: least, End: most, Enter: DEFAULTS[preference] }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    set(to);
  }

  return (
    <div
      role="separator"
      tabIndex={0}
      aria-orientation="vertical"
      aria-label={label}
      aria-valuenow={within(width)}
      aria-valuemin={least}
      aria-valuemax={most}
      onPointerDown={handlePointerDown}
      onPointerMove={handlePointerMove}
      onPointerUp={handlePointerUp}
      onPointerCancel={handlePointerUp}
      onDoubleClick={() => set(DEFAULTS[preference])}
      onKeyDown={handleKeyDown}
      className={cn(
        "group/split absolute inset-y-2 z-10 flex w-2 cursor-col-resize touch-none justify-center outline-none",
        edge === "right" ? "-right-1" : "-left-1",
      )}
    >
      <span className="h-full w-0.5 rounded-full transition-tint group-hover/split:bg-line2 group-active/split:bg-accent group-focus-visible/split:bg-accent" />
    </div>
  );
}

/** The right edge of the list, where list and conversation are side by side on a wide screen. */
export function ListSplitter() {
  const t = useT();
  return <span className="hidden lg:contents"><PaneSplitter label={t("list.resize")} preference="listWidth" least={280} most={420} edge="right" /></span>;
}

/** The left edge of the details, where they stand beside the conversation. */
export function DetailsSplitter() {
  const t = useT();
  return <PaneSplitter label={t("list.resize_details")} preference="detailsWidth" least={264} most={400} edge="left" />;
}
