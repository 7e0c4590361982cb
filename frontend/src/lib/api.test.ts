import { http, HttpResponse } from "msw";
import { expect, test } from "vitest";
import { aConversation, aSession } from "@/testing/builders";
import { backend, server } from "@/testing/server";
import { api } from "./api";
import { ApiError } from "./api-error";
import { session, setSession } from "./session";

test("calls that find the token expired at once share one refresh, and are then answered", async () => {
  setSession(aSession({}, "old"));
  backend().accepted = "new";
  backend().add(aConversation({ id: "c1" }));
  const answers = await Promise.all([api.get("/members"), api.get("/conversations", { query: {} }), api.get("/conversations/{conversation_id}", { path: { conversation_id: "c1" } })]);
  expect(answers).toHaveLength(3);
  expect(backend().refreshes).toBe(1);
  expect(session()?.access_token).toBe("new");
});

test("without a cookie any more, the member is signed out and the refusal is told", async () => {
  setSession(aSession({}, "old"));
  backend().accepted = "new";
  backend().signedIn = false;
  await expect(api.get("/members")).rejects.toMatchObject({ status: 401, code: "SignedOut" });
  expect(session()).toBeNull();
});

test("a call is not made again in the name of another member, who signed in in another tab", async () => {
  setSession(aSession({ id: "mem_livia" }, "old"));
  backend().accepted = "new";
  backend().add(aConversation({ id: "c1" }));
  const reply = { path: { conversation_id: "c1" }, body: { client_id: "01J0000000000000000000000A", content: { kind: "text" as const, body: "Mine" } } };
  await expect(api.post("/conversations/{conversation_id}/messages", reply)).rejects.toMatchObject({ status: 401 });
  expect(backend().posted).toEqual([]);
  expect(session()).toBeNull();
});

test("a call that was refused late is not made again in the name of the member who signed in here meanwhile", async () => {
  setSession(aSession({ id: "mem_livia" }, "old"));
  const spoken: (string | null)[] = [];
  server.use(
    http.post("*/api/conversations/c1/messages", ({ request }) => {
      spoken.push(request.headers.get("authorization"));
      setSession(aSession({ id: "mem_marina" }, "hers"));
      return HttpResponse.json({ code: "SignedOut", detail: "no" }, { status: 401 });
    }),
  );
  const reply = { path: { conversation_id: "c1" }, body: { client_id: "01J0000000000000000000000A", content: { kind: "text" as const, body: "Mine" } } };
  await expect(api.post("/conversations/{conversation_id}/messages", reply)).rejects.toMatchObject({ status: 401 });
  expect(spoken).toEqual(["Bearer old"]);
});

test("a second refusal is not refreshed again", async () => {
  setSession(aSession());
  server.use(http.get("*/api/members", () => HttpResponse.json({ code: "SignedOut", detail: "no" }, { status: 401 })));
  await expect(api.get("/members")).rejects.toMatchObject({ status: 401 });
  expect(backend().refreshes).toBe(1);
});

test("an error keeps the server's code, sentence and waiting time", async () => {
  server.use(http.post("*/api/sign-in", () => HttpResponse.json({ code: "TooManyAttempts", detail: "Wait.", retry_after: 240 }, { status: 429 })));
  const error = await api.post("/sign-in", { body: { email: "a", password: "b" } }).catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(ApiError);
  expect(error).toMatchObject({ status: 429, code: "TooManyAttempts", detail: "Wait.", more: { retryAfter: 240 } });
});

test("a gateway's answer without our shape is still an error with a code", async () => {
  server.use(http.get("*/api/members", () => new HttpResponse("<html>", { status: 502, statusText: "Bad Gateway" })));
  await expect(api.get("/members")).rejects.toMatchObject({ status: 502, code: "Unexpected", detail: "Bad Gateway" });
});

test("no network is told apart from a refusal", async () => {
  server.use(http.get("*/api/members", () => HttpResponse.error()));
  await expect(api.get("/members")).rejects.toMatchObject({ status: 0, code: "Unreachable", passing: true });
});

test("what goes into a path is escaped", async () => {
  await expect(api.get("/conversations/{conversation_id}", { path: { conversation_id: "../members" } })).rejects.toMatchObject({ status: 404 });
});
