import { act, screen, waitFor } from "@testing-library/react";
import { IDBObjectStore } from "fake-indexeddb";
import { createStore, entries } from "idb-keyval";
import { afterEach, expect, test, vi } from "vitest";
import { setSession } from "@/lib/session";
import { aConversation, aMessage, aSession } from "@/testing/builders";
import { renderRoute } from "@/testing/render-route";
import { backend } from "@/testing/server";
import { returnToDraft, saveDrafts, setDraft, useDrafts } from "./drafts";

const KEY = "ws_1/mem_marina/c1";
const shown = () => useDrafts.getState().texts["c1"];
const kept = async () => Object.fromEntries(await entries<string, { text: string }>(createStore("pytake-drafts", "drafts")));
const otherTab = (message: object) => {
  const there = new BroadcastChannel("pytake.drafts");
  there.postMessage(message);
  return there;
};

afterEach(() => vi.restoreAllMocks());

test("a draft is there again after the page was gone", async () => {
  setSession(aSession());
  setDraft("c1", "meio escrita");
  saveDrafts();
  await waitFor(async () => expect(await kept()).toMatchObject({ [KEY]: { text: "meio escrita" } }));
  act(() => setSession(null));
  expect(shown()).toBeUndefined();
  act(() => setSession(aSession()));
  await waitFor(() => expect(shown()).toBe("meio escrita"));
});

test("a page that is left right after a key leaves that key, too", async () => {
  setSession(aSession());
  setDraft("c1", "até a última letra");
  dispatchEvent(new Event("pagehide"));
  expect(localStorage.getItem("pytake.drafts.left")).toContain("até a última letra");
  dispatchEvent(new Event("pageshow"));
  await waitFor(async () => expect(await kept()).toMatchObject({ [KEY]: { text: "até a última letra" } }));
  await waitFor(() => expect(localStorage.getItem("pytake.drafts.left")).not.toContain("letra"));
});

test("a sign-in that ends right after a key keeps that key for its author", async () => {
  setSession(aSession());
  setDraft("c1", "meio escri");
  setSession(null);
  await waitFor(async () => expect(await kept()).toMatchObject({ [KEY]: { text: "meio escri" } }));
});

test("a draft is its author's: the next member of this device neither sees nor loses it", async () => {
  setSession(aSession());
  setDraft("c1", "da Marina");
  saveDrafts();
  await waitFor(async () => expect(await kept()).toHaveProperty([KEY]));
  setSession(aSession({ id: "mem_caio" }));
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(shown()).toBeUndefined();
  setDraft("c1", "do Caio");
  setSession(aSession());
  await waitFor(() => expect(shown()).toBe("da Marina"));
});

test("what another tab types is taken over, unless this one is being typed in", async () => {
  setSession(aSession());
  const there = otherTab({ key: KEY, value: { text: "de lá", at: Date.now() } });
  await waitFor(() => expect(shown()).toBe("de lá"));
  setDraft("c1", "de cá");
  there.postMessage({ key: KEY, value: { text: "de lá, depois", at: Date.now() - 5 } });
  there.postMessage({ key: KEY });
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(shown()).toBe("de cá");
  saveDrafts();
  there.postMessage({ key: KEY, value: { text: "velho", at: Date.now() - 60_000 } });
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(shown()).toBe("de cá");
  there.close();
});

test("words that come back from a refused reply do not eat what was typed since", () => {
  setSession(aSession());
  setDraft("c1", "outra coisa");
  returnToDraft("c1", "tarde demais");
  expect(shown()).toBe("tarde demais\noutra coisa");
});

test("on a device that keeps nothing the text stays, and that is said once", async () => {
  const put = IDBObjectStore.prototype.put;
  vi.spyOn(IDBObjectStore.prototype, "put").mockImplementation(function (this: InstanceType<typeof IDBObjectStore>, ...given) {
    if (this.name === "drafts") throw new DOMException("full", "QuotaExceededError");
    return put.apply(this, given);
  });
  backend().add(aConversation({ id: "c1" }), [aMessage({ conversation_id: "c1", seq: 1 })]);
  const { user } = await renderRoute("/inbox/c1");
  const field = await screen.findByRole("textbox", { name: "Reply to Rafael Nogueira" });
  await user.type(field, "não se perde");
  expect(await screen.findByText(/This device keeps nothing more/)).toBeVisible();
  await user.click(screen.getByRole("button", { name: "Dismiss" }));
  await user.type(field, " nunca");
  saveDrafts();
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(screen.queryByText(/This device keeps nothing more/)).toBeNull();
  expect(field).toHaveValue("não se perde nunca");
});
