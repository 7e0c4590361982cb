import { act, fireEvent, renderHook, waitFor } from "@testing-library/react";
import { expect, test } from "vitest";
import { useThreadInTurn } from "./use-thread-in-turn";

function at(first: string | undefined) {
  return renderHook(({ open }) => useThreadInTurn(open), { initialProps: { open: first } });
}

test("a thread is drawn after the frame that marks its row", async () => {
  const { result, rerender } = at("a");
  expect(result.current).toBe("a");
  rerender({ open: "b" });
  expect(result.current).toBe("a");
  await waitFor(() => expect(result.current).toBe("b"));
});

test("whatever one does next is done to the open one; a key that is held walks on", () => {
  const { result, rerender } = at("a");
  rerender({ open: "b" });
  fireEvent.keyDown(document.body, { key: "j", repeat: true });
  expect(result.current).toBe("a");
  fireEvent.keyDown(document.body, { key: "e" });
  expect(result.current).toBe("b");
  rerender({ open: "c" });
  fireEvent.pointerDown(document.body);
  expect(result.current).toBe("c");
});

test("what is closed goes at once, and does not come back with the next", () => {
  const { result, rerender } = at("a");
  rerender({ open: undefined });
  expect(result.current).toBeUndefined();
  rerender({ open: "b" });
  expect(result.current).not.toBe("a");
  act(() => void fireEvent.keyDown(document.body, { key: "e" }));
  expect(result.current).toBe("b");
});
