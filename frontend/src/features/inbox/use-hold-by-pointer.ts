import { useEffect, useMemo, useRef, type PointerEvent } from "react";
import { holdByPointer } from "./list-hold";

/** So long the list waits for a pointer that left it: it may be on its way to what lets the new ones in. In milliseconds. */
const ON_THE_WAY = 400;

/** Holds the order of the list while a pointer is over the element; a finger only passes. */
export function useHoldByPointer() {
  const leaving = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(
    () => () => {
      clearTimeout(leaving.current);
      holdByPointer(false);
    },
    [],
  );
  return useMemo(
    () => ({
      onPointerEnter: ({ pointerType }: PointerEvent) => {
        clearTimeout(leaving.current);
        if (pointerType !== "touch") holdByPointer(true);
      },
      onPointerLeave: () => {
        leaving.current = setTimeout(holdByPointer, ON_THE_WAY, false);
      },
    }),
    [],
  );
}
