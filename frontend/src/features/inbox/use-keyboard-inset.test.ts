import { renderHook } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { useKeyboardInset } from "./use-keyboard-inset";

const view = Object.assign(new EventTarget(), { height: 0, scale: 1, offsetTop: 0 });
const inset = () => document.documentElement.style.getPropertyValue("--keyboard");

function see(change: Partial<{ height: number; scale: number; offsetTop: number }>) {
  Object.assign(view, { height: innerHeight, scale: 1, offsetTop: 0, ...change });
  view.dispatchEvent(new Event("resize"));
}

function follow() {
  Object.assign(view, { height: innerHeight });
  Object.defineProperty(window, "visualViewport", { configurable: true, value: view });
  return renderHook(() => useKeyboardInset());
}

afterEach(() => {
  vi.restoreAllMocks();
  Reflect.deleteProperty(window, "visualViewport");
});

test("what a keyboard covers of the page is told, and taken back when it goes", () => {
  const { unmount } = follow();
  expect(inset()).toBe("");
  see({ height: innerHeight - 336 });
  expect(inset()).toBe("336px");
  see({});
  expect(inset()).toBe("0px");
  see({ height: innerHeight - 336 });
  unmount();
  expect(inset()).toBe("");
});

test("neither a browser's own bar nor zooming in is a keyboard", () => {
  follow();
  see({ height: innerHeight - 56 });
  expect(inset()).toBe("");
  see({ height: innerHeight / 2, scale: 2 });
  expect(inset()).toBe("");
});

test("a page that the browser pushed up to show the field is put back", () => {
  const scroll = vi.spyOn(window, "scrollTo");
  follow();
  see({ height: innerHeight - 336, offsetTop: 120 });
  expect(scroll).toHaveBeenCalledWith(0, 0);
});
