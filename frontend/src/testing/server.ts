import { setupServer } from "msw/node";
import { FakeBackend } from "./fake-backend";
import { handlersOf } from "./handlers";

let current = new FakeBackend();

/** The back-end of the running test; a fresh one for each. */
export const backend = () => current;

export function freshBackend(): void {
  current = new FakeBackend();
}

export const server = setupServer(...handlersOf(backend));
