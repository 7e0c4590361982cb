import { useEffect, useRef, useState, type PointerEvent, type ReactNode } from "react";
import type { ConversationOut } from "@/lib/api-types";
import { holdByRow, release } from "../list-hold";
import { SWIPE_STEP, SwipeSteps, useSwipeSteps } from "./swipe-steps";

interface RowSwipeProps {
  conversation: ConversationOut;
  children: ReactNode;
}

/** CSS pixels: how far a finger goes before it is a swipe, and beyond the steps. */
const BEGINS = 12;
const SLACK = 24;

/** A row that a finger draws to the left, off the steps behind it. Its menu, by a long press, has the same ones. */
export function RowSwipe({ conversation, children }: RowSwipeProps) {
  const [phase, setPhase] = useState<"closed" | "moving" | "open">("closed");
  const front = useRef<HTMLDivElement>(null);
  const drag = useRef<{ x: number; y: number; moved: boolean } | null>(null);
  const steps = useSwipeSteps(conversation);
  const width = steps.length * SWIPE_STEP;
  const begun = phase === "open" ? width : 0;
  const { id } = conversation;
  useEffect(() => () => release(id), [id]);

  function put(left: number, moving: boolean) {
    if (!front.current) return;
    front.current.style.transition = moving ? "none" : "transform 140ms var(--ease-out)";
    front.current.style.transform = left > 0 ? `translateX(${-left}px)` : "";
  }
  function settle(open: boolean) {
    drag.current = null;
    setPhase(open ? "open" : "closed");
    holdByRow(open ? id : null);
    put(open ? width : 0, false);
  }

  function handlePointerDown({ pointerType, clientX: x, clientY: y }: PointerEvent) {
    if (pointerType === "touch" && width > 0) drag.current = { x, y, moved: false };
  }
  function handlePointerMove(event: PointerEvent<HTMLDivElement>) {
    const from = drag.current;
    if (!from) return;
    const [across, down] = [from.x - event.clientX, event.clientY - from.y];
    if (!from.moved && Math.abs(down) > Math.abs(across)) drag.current = null;
    else if (from.moved || Math.abs(across) > BEGINS) {
      if (!from.moved) {
        event.currentTarget.setPointerCapture(event.pointerId);
        setPhase(phase === "open" ? "open" : "moving");
      }
      from.moved = true;
      put(Math.min(across + begun, width + SLACK), true);
    }
  }
  function handlePointerUp(event: PointerEvent) {
    if (drag.current?.moved) settle(drag.current.x - event.clientX + begun > width / 2);
    drag.current = null;
  }

  return (
    <div className="relative overflow-hidden">
      {phase === "closed" ? null : <SwipeSteps conversation={conversation} steps={steps} onDone={() => settle(false)} />}
      <div
        ref={front}
        onPointerDown={handlePointerDown}
        onPointerMove={handlePointerMove}
        onPointerUp={handlePointerUp}
        onPointerCancel={() => drag.current?.moved && settle(false)}
        onClickCapture={(event) => {
          if (phase !== "open") return;
          event.stopPropagation();
          settle(false);
        }}
        className="relative touch-pan-y bg-canvas max-sm:bg-surface"
      >
        {children}
      </div>
    </div>
  );
}
