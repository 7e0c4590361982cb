/** The fake back-end behind MSW: the same routes and frames as the real one. */

import { delay, http, HttpResponse, ws } from "msw";
import type { AssignIn, ReplyIn, SignInIn } from "@/lib/api-types";
import { views, filters } from "@/features/inbox/views";
import { members } from "./builders";
import { cannedReplyHandlers } from "./canned-replies";
import type { FakeBackend } from "./fake-backend";
import { ownPageHandlers } from "./own-page";

const refusal = (status: number, code: string, detail: string, more: object = {}) => HttpResponse.json({ code, detail, ...more }, { status });

export function handlersOf(backend: () => FakeBackend, { latency = 0 } = {}) {
  type Info = { request: Request; params: Record<string, string | readonly string[] | undefined> };
  const guarded = (answer: (info: Info, id: string) => object | Promise<object>) => async (info: Info) => {
    if (latency) await delay(latency);
    const { accepted, conversations } = backend();
    if (accepted !== null && info.request.headers.get("authorization") !== `Bearer ${accepted}`) return refusal(401, "SignedOut", "Sign in again.");
    const id = String(info.params.id ?? "");
    if (id && !conversations.has(id)) return refusal(404, "NotFound", "No such conversation.");
    const body = await answer(info, id);
    return body instanceof Response ? body : HttpResponse.json(body);
  };
  const step = (name: string, act: (id: string) => object) => http.post(`*/api/conversations/:id/${name}`, guarded((_, id) => act(id)));

  return [
    http.post("*/api/sign-in", async ({ request }) => {
      const { email, password } = (await request.json()) as SignInIn;
      if (latency) await delay(latency);
      if (password === "locked") return refusal(429, "TooManyAttempts", "Too many attempts.", { retry_after: 240 });
      if (!email.endsWith("@clinica.example") || password !== "pytake-demo-2026") return refusal(401, "SignInFailed", "E-mail or password do not match.");
      backend().signedIn = true;
      return HttpResponse.json(backend().session);
    }),
    http.post("*/api/sign-in/refresh", () => {
      backend().refreshes += 1;
      if (!backend().signedIn) return refusal(401, "SignedOut", "Sign in again.");
      const { accepted, session } = backend();
      backend().session = { ...session, access_token: accepted ?? session.access_token };
      return HttpResponse.json(backend().session);
    }),
    http.post("*/api/sign-out", () => {
      backend().signedIn = false;
      return new HttpResponse(null, { status: 204 });
    }),
    http.get("*/api/members", guarded(() => ({ members }))),
    http.post("*/api/socket-tickets", guarded(() => ({ ticket: "ticket", expires_at: new Date(Date.now() + 30_000).toISOString() }))),
    http.get("*/api/changes", guarded(({ request }) => backend().changes(new URL(request.url).searchParams.get("cursor")))),
    http.get("*/api/conversations", guarded(({ request }) => {
      const query = new URL(request.url).searchParams;
      const view = views.find((each) => (filters[each].status ?? null) === query.get("status") && (filters[each].assignee ?? null) === query.get("assignee")) ?? "all";
      return backend().page(view, query.get("cursor"), Number(query.get("limit") ?? 25));
    })),
    http.get("*/api/conversations/counts", guarded(() => backend().counts())),
    http.get("*/api/conversations/:id", guarded((_, id) => ({ ...backend().get(id), contact: backend().contactOf(backend().get(id)), session: backend().sessions.get(id) ?? null }))),
    http.get("*/api/conversations/:id/messages", guarded(({ request }, id) => {
      const query = new URL(request.url).searchParams;
      return backend().thread(id, query.has("before") ? Number(query.get("before")) : null, Number(query.get("limit") ?? 50));
    })),
    http.post("*/api/conversations/:id/messages", guarded(async ({ request }, id) => HttpResponse.json(backend().reply(id, (await request.json()) as ReplyIn), { status: 202 }))),
    http.post("*/api/conversations/:id/messages/:seq/resend", guarded(({ params }, id) => {
      const again = backend().resend(id, Number(params.seq));
      return again ? HttpResponse.json(again, { status: 202 }) : refusal(422, "Rejected", "Only a message that failed may be sent again.");
    })),
    ...ownPageHandlers(() => backend().ownPage, () => backend().session, guarded),
    ...cannedReplyHandlers(() => backend().cannedReplies, () => backend().session.member.id, guarded),
    http.get("*/api/connections", guarded(() => ({ connections: backend().connections }))),
    http.patch("*/api/connections/:connection", guarded(async ({ request, params }) => backend().changeConnection(String(params.connection), (await request.json()) as object) ?? refusal(404, "NotFound", "No such connection."))),
    http.post("*/api/conversations/:id/assign", guarded(async ({ request }, id) => {
      const { assignee, only_if_unassigned } = (await request.json()) as AssignIn;
      const had = backend().get(id).assignee;
      return only_if_unassigned && had !== null && had !== assignee ? refusal(409, "Conflict", "A colleague has taken this conversation.") : backend().assign(id, assignee);
    })),
    step("take-over", (id) => backend().step(id, { status: "open", assignee: backend().session.member.id }, "taken_over")),
    step("give-back", (id) => backend().step(id, { status: "bot", assignee: null }, "given_back")),
    step("resolve", (id) => backend().resolve(id)),
    step("reopen", (id) => (backend().hasAnotherOpen(id) ? refusal(409, "AnotherConversationOpen", "The contact has another open conversation.") : backend().reopen(id))),
    step("read", (id) => backend().read(id)),
    ws.link("ws://*/ws").addEventListener("connection", ({ client }) => {
      const send = (frame: string) => client.send(frame);
      backend().sockets.add(send);
      client.addEventListener("message", (event) => backend().hear(String(event.data), send));
      client.addEventListener("close", () => backend().sockets.delete(send));
    }),
  ];
}
