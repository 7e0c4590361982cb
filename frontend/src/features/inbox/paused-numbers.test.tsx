import { act, screen, waitFor, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { expect, test, vi } from "vitest";
import type { ConnectionOut } from "@/lib/api-types";
import { aConnection, aConversation, aMessage, aSession } from "@/testing/builders";
import { renderRoute } from "@/testing/render-route";
import { backend, server } from "@/testing/server";

const PAUSED = { state: "paused", pause_code: 190, pause_reason: "WhatsApp no longer accepts this connection's access token." } as const;

function open(...connections: Partial<ConnectionOut>[]) {
  backend().session = aSession({ id: "mem_livia", name: "Lívia Prado", role: "owner", permissions: ["conversation.read", "conversation.reply", "connection.manage"] });
  backend().connections = connections.map((each, index) => aConnection({ id: `con_${index}`, ...each }));
  backend().add(aConversation({ id: "c1" }), [aMessage({ conversation_id: "c1", seq: 1, direction: "outbound" })]);
  return renderRoute("/inbox/c1");
}
const banner = () => screen.findByRole("alert", { name: "Paused numbers" });
const live = () => waitFor(() => expect(backend().sockets.size).toBe(1));

test.each<[string, Partial<ConnectionOut>, RegExp]>([
  ["a dead token", PAUSED, /\(190\)\. Renew the token first: with the one it has, the number will pause again/],
  ["an unpaid account", { ...PAUSED, pause_code: 131042 }, /payment method at Meta \(131042\)\. Unless that is mended first, it will pause again/],
  ["a code nobody knows", { ...PAUSED, pause_code: 999_999, pause_reason: "Something new." }, /Something new \(999999\)\. Unless that is mended first/],
  ["a person with a reason", { ...PAUSED, pause_code: null, pause_reason: "Feriado" }, /sends nothing\. Feriado\./],
  ["a person without one", { ...PAUSED, pause_code: null, pause_reason: null }, /Someone paused it, and no reason was given/],
])("a number paused by %s says so to whoever looks after it", async (_, over, words) => {
  await open(over);
  expect(await banner()).toHaveTextContent(/Clínica Aurora \(\+55 11 4000-1234\) is paused/);
  expect(await banner()).toHaveTextContent(words);
});

test("resuming lets it run, says so, and takes the banner away", async () => {
  const { user } = await open(PAUSED, { name: "Filial" });
  await user.click(within(await banner()).getByRole("button", { name: "Resume Clínica Aurora" }));
  expect(await screen.findByText("Clínica Aurora sends again. What waited is on its way")).toBeVisible();
  expect(screen.queryByRole("alert", { name: "Paused numbers" })).toBeNull();
  expect(backend().connections[0]).toMatchObject({ state: "running" });
});

test("a refused resume says why, and stays offered", async () => {
  server.use(http.patch("*/api/connections/:id", () => HttpResponse.json({ code: "NotAllowed", detail: "…" }, { status: 403 })));
  const { user } = await open(PAUSED);
  await user.click(within(await banner()).getByRole("button", { name: /^Resume/ }));
  expect(await screen.findByText("Clínica Aurora is still paused. Your role does not allow this")).toBeVisible();
  expect(within(await banner()).getByRole("button", { name: /^Resume/ })).toBeEnabled();
});

test("several paused numbers share one banner", async () => {
  await open({ ...PAUSED, name: "Matriz" }, { ...PAUSED, name: "Filial" });
  expect(within(await banner()).getAllByRole("listitem")).toHaveLength(2);
});

test("it appears when a message becomes paused", async () => {
  await open({});
  await screen.findByRole("log");
  await live();
  expect(screen.queryByRole("alert", { name: "Paused numbers" })).toBeNull();
  backend().connections = [aConnection({ id: "con_0", ...PAUSED })];
  act(() => backend().report("c1", "msg_c1_1", { status: "paused" }));
  expect(await banner()).toBeVisible();
});

test("and when one comes back to the page", async () => {
  await open({});
  await screen.findByRole("log");
  await screen.findAllByRole("article");
  backend().connections = [aConnection({ id: "con_0", ...PAUSED })];
  act(() => void window.dispatchEvent(new Event("visibilitychange")));
  expect(await banner()).toBeVisible();
});

test("offline comes first: there is one banner", async () => {
  vi.spyOn(navigator, "onLine", "get").mockReturnValue(false);
  await open(PAUSED);
  expect(await screen.findByText(/^You are offline/)).toBeVisible();
  expect(screen.queryByRole("alert", { name: "Paused numbers" })).toBeNull();
});

test("others are not asked to mend it", async () => {
  backend().connections = [aConnection(PAUSED)];
  backend().add(aConversation({ id: "c1" }), [aMessage({ conversation_id: "c1", seq: 1, direction: "outbound", status: "paused", error: { code: 190, cause: "connection", reason: "The connection is paused: …", action: null } })]);
  await renderRoute("/inbox/c1");
  expect(await screen.findByText(/^The number is paused\. WhatsApp no longer accepts .+ \(190\)$/)).toBeVisible();
  expect(screen.queryByRole("alert", { name: "Paused numbers" })).toBeNull();
});
