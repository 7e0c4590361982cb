import { waitFor } from "@testing-library/react";
import { IDBObjectStore } from "fake-indexeddb";
import { afterEach, expect, test, vi } from "vitest";
import { shelf } from "./shelf";

const tab = (name: string) => new BroadcastChannel(`pytake.${name}`);

afterEach(() => vi.restoreAllMocks());

test("what is put on a shelf is there for whoever opens it next", async () => {
  expect(await shelf<string>("first").put("a", "um")).toBe(true);
  expect(await shelf<string>("first").all()).toEqual([["a", "um"]]);
  await shelf("first").drop("a");
  expect(await shelf("first").all()).toEqual([]);
});

test("the other tabs hear what is put and what is dropped", async () => {
  const heard: unknown[] = [];
  const there = tab("second");
  there.onmessage = ({ data }) => heard.push(data);
  const here = shelf<string>("second");
  await here.put("a", "um");
  await here.drop("a");
  await waitFor(() => expect(heard).toEqual([{ key: "a", value: "um" }, { key: "a" }]));
  there.close();
});

test("what another tab put is told here", async () => {
  const told: unknown[] = [];
  shelf<string>("third").onChange((key, value) => told.push([key, value]));
  const there = tab("third");
  there.postMessage({ key: "a", value: "dois" });
  await waitFor(() => expect(told).toEqual([["a", "dois"]]));
  there.close();
});

test("a device that keeps nothing costs only what a reload would have brought back", async () => {
  vi.spyOn(IDBObjectStore.prototype, "put").mockImplementation(() => {
    throw new DOMException("full", "QuotaExceededError");
  });
  const here = shelf<string>("fourth");
  expect(await here.put("a", "um")).toBe(false);
  expect(await here.all()).toEqual([["a", "um"]]);
  vi.restoreAllMocks();
  expect(await here.put("a", "dois")).toBe(true);
  expect(await here.all()).toEqual([["a", "dois"]]);
});

test("a device that forbids storage altogether is one that keeps nothing", async () => {
  vi.spyOn(indexedDB, "open").mockImplementation(() => {
    throw new DOMException("forbidden", "SecurityError");
  });
  const here = shelf<string>("fifth");
  expect(await here.put("a", "um")).toBe(false);
  expect(await here.all()).toEqual([["a", "um"]]);
});

test("what was put or dropped as the page was left is so in the next one, though the device never answered", async () => {
  const here = shelf<string>("sixth");
  await here.put("a", "um");
  await here.put("b", "dois");
  // A page that is gone hears no answer, and nothing of what it asked for is done.
  const [put, drop] = [IDBObjectStore.prototype.put, IDBObjectStore.prototype.delete];
  IDBObjectStore.prototype.put = IDBObjectStore.prototype.delete = () => { throw new DOMException("gone", "AbortError"); };
  void here.put("a", "um, mais");
  dispatchEvent(new Event("pagehide"));
  void here.drop("b");
  await new Promise((resolve) => setTimeout(resolve, 20));
  Object.assign(IDBObjectStore.prototype, { put, delete: drop });

  const next = shelf<string>("sixth");
  expect(await next.all()).toEqual([["a", "um, mais"]]);
  await waitFor(() => expect(localStorage.getItem("pytake.sixth.left")).toBe("{}"));
  expect(await shelf<string>("sixth").all()).toEqual([["a", "um, mais"]]);
  dispatchEvent(new Event("pageshow"));
});
