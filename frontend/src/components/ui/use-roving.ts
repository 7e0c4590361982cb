import { useRef, type KeyboardEvent } from "react";

const MOVES: Record<string, (at: number, count: number) => number> = {
  ArrowRight: (at, count) => (at + 1) % count,
  ArrowDown: (at, count) => (at + 1) % count,
  ArrowLeft: (at, count) => (at - 1 + count) % count,
  ArrowUp: (at, count) => (at - 1 + count) % count,
  Home: () => 0,
  End: (_, count) => count - 1,
};

/** One stop for Tab; arrows, Home and End move among the children with `role` and choose. */
export function useRoving<T extends HTMLElement>(role: "tab" | "radio") {
  const group = useRef<T>(null);

  function handleKeyDown(event: KeyboardEvent) {
    const move = MOVES[event.key];
    const items = [...(group.current?.querySelectorAll<HTMLElement>(`[role="${role}"]:not([aria-disabled="true"])`) ?? [])];
    const at = items.indexOf(document.activeElement as HTMLElement);
    if (!move || at < 0) return;
    event.preventDefault();
    event.stopPropagation();
    const next = items[move(at, items.length)];
    next?.focus();
    next?.click();
  }

  return { ref: group, onKeyDown: handleKeyDown };
}
