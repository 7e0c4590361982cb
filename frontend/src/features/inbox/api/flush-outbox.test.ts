import { QueryClient } from "@tanstack/react-query";
import { http, HttpResponse } from "msw";
import { expect, test, vi } from "vitest";
import { setSession } from "@/lib/session";
import { aConversation, aSession } from "@/testing/builders";
import { server } from "@/testing/server";
import { putOutgoing } from "../outbox";
import { putConversation } from "./conversation-cache";
import { knownConversation, listKey } from "./conversations";
import { flushOutbox } from "./flush-outbox";

test("what is read after a refused reply does not go back behind what came meanwhile", async () => {
  setSession(aSession());
  const client = new QueryClient();
  const before = aConversation({ id: "one", version: 1, unread: 0 });
  client.setQueryData(listKey("all"), { pages: [{ conversations: [before], next_cursor: null }], pageParams: [undefined] });
  const read = vi.fn<(answer: () => void) => void>();
  server.use(
    http.post("*/api/conversations/one/messages", () => HttpResponse.json({ code: "WindowClosed", detail: "" }, { status: 422 })),
    http.get("*/api/conversations/one", () => new Promise<Response>((resolve) => read(() => resolve(HttpResponse.json({ ...before, contact: null, session: null }))))),
  );
  putOutgoing({ client_id: "reply", conversation_id: "one", content: { kind: "text", body: "Oi" }, at: 1, since: Date.now(), state: "pending" });
  const flushed = flushOutbox(client);
  await vi.waitFor(() => expect(read).toHaveBeenCalled());
  putConversation(client, { ...before, version: 2, unread: 1 });
  read.mock.calls.forEach(([answer]) => answer());
  await flushed;
  expect(knownConversation(client, "one")).toMatchObject({ version: 2, unread: 1 });
});
