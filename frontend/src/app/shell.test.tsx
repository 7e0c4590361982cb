import { act, screen, waitFor, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { beforeEach, expect, test } from "vitest";
import { aConversation, aMessage } from "@/testing/builders";
import { renderRoute } from "@/testing/render-route";
import { backend, server } from "@/testing/server";
import "./offline-reading";
import { useReach } from "./reach";

beforeEach(() => {
  // jsdom lays nothing out.
  Element.prototype.checkVisibility = function visible(this: Element) {
    return this.isConnected && !this.closest("[hidden]");
  };
  backend().add(aConversation({ id: "c1", contact_name: "Rafael Nogueira", unread: 2 }), [aMessage({ conversation_id: "c1", seq: 1 })]);
  backend().add(aConversation({ id: "c2", contact_name: "Jéssica Prado", unread: 0 }));
});

test("a page that could not be opened offers to reload, and its code to copy", async () => {
  server.use(http.post("*/api/sign-in/refresh", () => HttpResponse.json({ code: "Internal", detail: "x", request_id: "req_8fa2" }, { status: 500 })));
  const { user } = await renderRoute("/inbox");
  expect(await screen.findByText("It is us, not you. Nothing is lost (req_8fa2)")).toBeVisible();
  expect(screen.getByRole("button", { name: "Reload" })).toBeVisible();
  await user.click(screen.getByRole("button", { name: "Copy code" }));
  expect(await screen.findByRole("button", { name: "Code copied" })).toBeVisible();
  expect(await navigator.clipboard.readText()).toContain("req_8fa2");
});

test("the rail tells how many of the member's own conversations have something unread", async () => {
  await renderRoute("/inbox");
  const [link] = await screen.findAllByRole("link", { name: "Conversations, 1 of yours unread" });
  act(() => void backend().receive("c2", { kind: "text", body: "Oi" }));
  await waitFor(() => expect(link).toHaveAccessibleName("Conversations, 2 of yours unread"));
});

test("the bar at the bottom is called by the words it shows", async () => {
  await renderRoute("/inbox");
  await screen.findAllByRole("link", { name: "Conversations, 1 of yours unread" });
  const link = within(document.getElementById("bottom-bar") as HTMLElement).getByRole("link");
  expect(link).toHaveAccessibleName("Conversations, 1 of yours unread");
  expect(link).not.toHaveAttribute("aria-label");
});

test("F6 goes through the panes in their order, Shift+F6 back", async () => {
  const { user } = await renderRoute("/inbox/c1");
  await screen.findByRole("log");
  const at = () => document.activeElement?.closest("#rail, #bottom-bar, #conversation-list, #thread, #composer, #details")?.id;
  document.querySelector<HTMLElement>("#rail a")?.focus();
  const seen = [];
  for (let press = 0; press < 6; press += 1) {
    await user.keyboard("{F6}");
    seen.push(at());
  }
  expect(seen).toEqual(["bottom-bar", "conversation-list", "thread", "composer", "details", "rail"]);
  await user.keyboard("{Shift>}{F6}{/Shift}");
  expect(at()).toBe("details");
});

test("an address of nothing says so and leads on", async () => {
  await renderRoute("/nowhere");
  expect(await screen.findByRole("heading", { name: "This page does not exist" })).toBeVisible();
  expect(screen.getByRole("button", { name: "Go to conversations" })).toBeVisible();
});

test("a server that does not answer is told in one quiet line, which leaves when it is back", async () => {
  await renderRoute("/inbox");
  await screen.findByRole("listbox");
  act(() => useReach.setState({ live: "away" }));
  expect(screen.getByText("PyTake does not answer. What you see may have changed")).toBeVisible();
  act(() => useReach.setState({ live: "live" }));
  expect(screen.queryByText("PyTake does not answer. What you see may have changed")).toBeNull();
});
