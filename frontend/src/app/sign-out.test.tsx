import { act, screen, waitFor, within } from "@testing-library/react";
import { createStore, entries, set } from "idb-keyval";
import { http, HttpResponse } from "msw";
import { expect, test } from "vitest";
import { api } from "@/lib/api";
import { saveDrafts, setDraft, useDrafts } from "@/features/inbox/drafts";
import { useOutbox, type Outgoing } from "@/features/inbox/outbox";
import { refreshSession, sessionEnded } from "@/lib/session";
import { aConversation } from "@/testing/builders";
import { renderRoute } from "@/testing/render-route";
import { backend, server } from "@/testing/server";

const outbox = createStore("pytake-outbox", "outbox");
const drafts = createStore("pytake-drafts", "drafts");
const failed: Outgoing = { client_id: "01JD0000000000000000000001", author: "ws_1/mem_marina", conversation_id: "c1", content: { kind: "text", body: "sem sorte" }, at: Date.now(), since: Date.now(), state: "failed" };

async function open() {
  backend().add(aConversation({ id: "c1" }));
  await set(`${failed.author}/${failed.client_id}`, failed, outbox);
  const view = await renderRoute("/inbox");
  await screen.findByRole("option");
  await waitFor(() => expect(useOutbox.getState().items).toHaveLength(1));
  act(() => setDraft("c1", "meio escrita"));
  saveDrafts();
  return view;
}

async function askToSignOut({ user }: Awaited<ReturnType<typeof open>>) {
  await user.click((await screen.findAllByRole("button", { name: "Your account" }))[0] as HTMLElement);
  await user.click(screen.getByRole("menuitem", { name: "Sign out" }));
  return within(await screen.findByRole("alertdialog", { name: "Sign out?" }));
}

test("who signs out with something unsent is told how much, and may stay with all of it", async () => {
  const view = await open();
  const question = await askToSignOut(view);
  expect(question.getByText("1 reply has not been sent.")).toBeVisible();
  expect(question.getByText("1 draft is kept on this device only.")).toBeVisible();
  await view.user.click(question.getByRole("button", { name: "Stay" }));
  expect(screen.queryByRole("alertdialog")).toBeNull();
  expect(screen.getAllByRole("button", { name: "Your account" })[0]).toHaveFocus();
  expect([backend().signedIn, useOutbox.getState().items.length, useDrafts.getState().texts["c1"]]).toEqual([true, 1, "meio escrita"]);
});

test("who signs out all the same leaves nothing on the device", async () => {
  const view = await open();
  const question = await askToSignOut(view);
  await view.user.click(question.getByRole("button", { name: "Sign out and discard" }));
  await waitFor(() => expect(view.router.state.location.pathname).toBe("/sign-in"));
  expect([await entries(outbox), await entries(drafts)]).toEqual([[], []]);
  expect(screen.queryByRole("alertdialog")).toBeNull();
});

test("nothing is asked while a sign-in ends, and what was refused meanwhile is not the server's having ended it", async () => {
  const view = await open();
  let end = () => {};
  let refuse = () => {};
  const asked: string[] = [];
  server.use(
    http.post("*/api/sign-out", async () => {
      await new Promise<void>((resolve) => (end = resolve));
      return new HttpResponse(null, { status: 204 });
    }),
    http.post("*/api/conversations/c1/read", async () => {
      await new Promise<void>((resolve) => (refuse = resolve));
      return HttpResponse.json({ code: "Unauthorized", detail: "…" }, { status: 401 });
    }),
    http.get("*/api/members", ({ request }) => void asked.push(request.url)),
    http.post("*/api/sign-in/refresh", ({ request }) => void asked.push(request.url)),
  );
  const late = api.post("/conversations/{conversation_id}/read", { path: { conversation_id: "c1" } }).catch((error: unknown) => error);
  const question = await askToSignOut(view);
  await view.user.click(question.getByRole("button", { name: "Sign out and discard" }));
  await expect(api.get("/members")).rejects.toMatchObject({ passing: true });
  refuse();
  expect(await late).toMatchObject({ status: 401 });
  end();
  await waitFor(() => expect(view.router.state.location.pathname).toBe("/sign-in"));
  expect([asked, sessionEnded()]).toEqual([[], false]);
});

test("a sign-in that the server ends asks nothing and keeps what was typed", async () => {
  const { router } = await open();
  backend().signedIn = false;
  await act(refreshSession);
  await waitFor(() => expect(router.state.location.pathname).toBe("/sign-in"));
  expect(screen.queryByRole("alertdialog")).toBeNull();
  expect([(await entries(outbox)).length, (await entries(drafts)).length]).toEqual([1, 1]);
});
