import { act, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { TooltipLayer } from "./tooltip-layer";

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(window, "matchMedia").mockReturnValue({ matches: true } as MediaQueryList);
  render(<><button data-tip="Search" /><TooltipLayer /></>);
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

function focusBy(key: string) {
  fireEvent.keyDown(document.body, { key });
  act(() => screen.getByRole("button").focus());
  act(() => vi.advanceTimersByTime(1_000));
}

test("what is reached by key shows its tip", () => {
  focusBy("Tab");
  expect(screen.getByText("Search")).toBeVisible();
});

test("what the focus is given back to shows none", () => {
  fireEvent.keyDown(document.body, { key: "Tab" });
  focusBy("Escape");
  expect(screen.getByRole("button")).toHaveFocus();
  expect(screen.queryByText("Search")).toBeNull();
});

test("a pointer shows the tip of what it comes to, and none of what comes back under it after a press", () => {
  const pointer = (type: string, clientX: number) => fireEvent(screen.getByRole("button"), new MouseEvent(type, { clientX, bubbles: true }));
  const comes = (x: number) => {
    pointer("pointerover", x);
    act(() => vi.advanceTimersByTime(1_000));
  };
  comes(5);
  expect(screen.getByText("Search")).toBeVisible();
  pointer("pointerdown", 5);
  comes(5);
  expect(screen.queryByText("Search")).toBeNull();
  comes(6);
  expect(screen.getByText("Search")).toBeVisible();
});
