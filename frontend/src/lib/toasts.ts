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

/** Says one line at the bottom of the page. The oldest of more than three leaves; the same id again replaces. */
export function toast({ id = ulid(), ...said }: Omit<Toast, "id"> & { id?: string }): void {
  useToasts.setState(({ shown }) => ({ shown: [...shown.filter((each) => each.id !== id), { ...said, id }].slice(-MOST) }));
}

/** Nothing said to one member is there for the next. */
export function dismissToasts(): void {
  useToasts.setState({ shown: [] });
}

export function dismissToast(id: string): void {
  useToasts.setState(({ shown }) => ({ shown: shown.filter((each) => each.id !== id) }));
}
