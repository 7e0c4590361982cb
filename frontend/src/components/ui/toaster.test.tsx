import { act, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { activateLanguage } from "@/lib/i18n";
import { Words } from "@/lib/use-t";
import { toast } from "@/lib/toasts";
import { Toaster } from "./toaster";

beforeEach(async () => {
  await activateLanguage("en");
  vi.useFakeTimers();
  render(<Words><Toaster /></Words>);
});
afterEach(() => void vi.useRealTimers());

const say = (said: Parameters<typeof toast>[0]) => act(() => toast(said));
const pass = (seconds: number) => act(() => vi.advanceTimersByTime(seconds * 1_000));
const undo = (perform = () => undefined as void) => ({ label: "Undo", perform });

test("a line leaves after 5 seconds, and after 10 where there is something to undo", () => {
  say({ tone: "done", text: "Saved" });
  say({ tone: "done", text: "Resolved", action: undo() });
  pass(5.1);
  expect(screen.queryByText("Saved")).toBeNull();
  expect(screen.getByText("Resolved")).toBeVisible();
  pass(5);
  expect(screen.queryByText("Resolved")).toBeNull();
});

test("its time stands still while it is pointed at", () => {
  say({ tone: "done", text: "Saved" });
  pass(4);
  fireEvent.pointerEnter(screen.getByRole("status"));
  pass(60);
  fireEvent.pointerLeave(screen.getByRole("status"));
  pass(0.9);
  expect(screen.getByText("Saved")).toBeVisible();
  pass(0.2);
  expect(screen.queryByText("Saved")).toBeNull();
});

test("a failure stays until it is dismissed, also when others come", () => {
  say({ tone: "failed", text: "Not saved" });
  for (const text of ["One", "Two", "Three"]) say({ tone: "done", text });
  pass(60);
  expect(screen.getByRole("alert")).toHaveTextContent("Not saved");
  fireEvent.click(screen.getByRole("button", { name: "Dismiss" }));
  expect(screen.queryByRole("alert")).toBeNull();
});

test("news with something to do stays until it is dismissed too", () => {
  say({ tone: "news", text: "New version", action: { label: "Reload", perform: () => undefined } });
  pass(60);
  expect(screen.getByRole("button", { name: "Reload" })).toBeVisible();
  fireEvent.click(screen.getByRole("button", { name: "Dismiss" }));
  expect(screen.queryByRole("status")).toBeNull();
});

test("never more than three are shown", () => {
  for (const text of ["One", "Two", "Three", "Four"]) say({ tone: "done", text });
  expect(screen.getAllByRole("status").map((line) => line.textContent)).toEqual(["Two", "Three", "Four"]);
});

test("z undoes the newest step that can be undone, once", () => {
  const undone: string[] = [];
  for (const text of ["One", "Two"]) say({ tone: "done", text, action: undo(() => void undone.push(text)) });
  say({ tone: "done", text: "Saved" });
  for (let press = 0; press < 3; press += 1) act(() => void window.dispatchEvent(new KeyboardEvent("keydown", { key: "z" })));
  expect(undone).toEqual(["Two", "One"]);
  expect(screen.getAllByRole("status")).toHaveLength(1);
});

test("progress is said again in place, and stays until it is done", () => {
  say({ id: "import", tone: "progress", text: "1,204 of 4,310" });
  pass(60);
  say({ id: "import", tone: "progress", text: "1,300 of 4,310" });
  expect(screen.getByRole("status")).toHaveTextContent("1,300 of 4,310");
  say({ id: "import", tone: "done", text: "Imported" });
  pass(5.1);
  expect(screen.queryByRole("status")).toBeNull();
});

test("the page makes room for what is said, as long as it is said", () => {
  const room = () => document.documentElement.style.getPropertyValue("--toasts");
  say({ id: "x", tone: "failed", text: "Not saved" });
  expect(room()).toBe("68px");
  fireEvent.click(screen.getByRole("button", { name: "Dismiss" }));
  expect(room()).toBe("");
});
