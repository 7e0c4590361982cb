import { create } from "zustand";
import { ulid } from "./ulid";

export interface Toast {
  id: string;
  text: string;
  tone: "done" | "failed";
  action?: { label: string; perform: () => void };
}

interface Toasts {
  shown: Toast[];
}

const MOST = 3;

export const useToasts = create<Toasts>(() => ({ shown: [] }));

/** Says one line at the bottom of the page. The oldest of more than three leaves. */
export function toast(said: Omit<Toast, "id">): string {
  const id = ulid();
  useToasts.setState(({ shown }) => ({ shown: [...shown, { ...said, id }].slice(-MOST) }));
  return id;
}

export function dismissToast(id: string): void {
  useToasts.setState(({ shown }) => ({ shown: shown.filter((each) => each.id !== id) }));
}
