import { act, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { TooltipLayer } from "./tooltip-layer";

beforeEach(() => {
  vi.useFakeTimers();
  render(<><button data-tip="Search" /><TooltipLayer /></>);
});
afterEach(() => vi.useRealTimers());

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
