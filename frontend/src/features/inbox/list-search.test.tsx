import { screen, waitFor } from "@testing-library/react";
import { expect, test } from "vitest";
import { aConversation, ago } from "@/testing/builders";
import { renderRoute } from "@/testing/render-route";
import { backend } from "@/testing/server";

const rows = () => screen.queryAllByRole("option").map((row) => row.getAttribute("data-id"));
const row = (name: RegExp) => screen.findByRole("option", { name });
const three = () => ["Ana", "Bia", "Caetano"].forEach((contact_name, index) => backend().add(aConversation({ id: contact_name[0]?.toLowerCase() ?? "", contact_name, last_activity_at: ago(index + 1) })));
const thousands = () => Array.from({ length: 1_300 }, (_, index) => backend().add(aConversation({ id: `c${index}`, contact_name: `Contato ${index}`, last_activity_at: ago(index) })));

test("a search that finds nothing says what was looked through, and one press clears it", async () => {
  three();
  const { user, router } = await renderRoute("/inbox");
  await row(/Ana/);
  await user.keyboard("/");
  await user.type(await screen.findByRole("searchbox", { name: "Search the list" }), "bia");
  await waitFor(() => expect(rows()).toEqual(["b"]));
  await user.keyboard("nca");
  expect(await screen.findByRole("heading", { name: "Nothing found for “bianca”" })).toBeVisible();
  expect(screen.getByText("We looked through the names, numbers and last words of all conversations in “Mine”.")).toBeVisible();
  await user.click(screen.getByRole("button", { name: "Clear search" }));
  await waitFor(() => expect(rows()).toEqual(["a", "b", "c"]));
  expect(router.state.location.search).toEqual({});
  expect(screen.getByRole("searchbox", { name: "Search the list" })).toHaveValue("");
});

test("a search looks through a thousand conversations and says that it ended there", async () => {
  thousands();
  await renderRoute("/inbox?q=contato 99");
  expect(await screen.findByText(/Among the 1,025 newest conversations/)).toBeVisible();
  expect(rows()).toHaveLength(11);
});

test("a search that finds nothing among the newest says how many those were", async () => {
  thousands();
  await renderRoute("/inbox?q=bianca");
  expect(await screen.findByText("We looked through the names, numbers and last words of the 1,025 newest conversations in “Mine”.")).toBeVisible();
  expect(screen.getByRole("button", { name: "Look further" })).toBeVisible();
});

test("a search that finds nothing in one view goes on in all of them with one press", async () => {
  backend().add(aConversation({ id: "a", contact_name: "Ana" }));
  backend().add(aConversation({ id: "b", contact_name: "Bia Prado", assignee: "mem_caio" }));
  const { user, router } = await renderRoute("/inbox?q=prado");
  await user.click(await screen.findByRole("button", { name: "Search all" }));
  await waitFor(() => expect(router.state.location.href).toBe("/inbox?view=all&q=prado"));
  expect(await screen.findByRole("option", { name: /Bia Prado/ })).toBeVisible();
  await user.clear(screen.getByRole("searchbox"));
  await user.type(screen.getByRole("searchbox"), "zzz");
  await screen.findByRole("heading", { name: "Nothing found for “zzz”" });
  expect(screen.queryByRole("button", { name: "Search all" })).toBeNull();
});

test("a search that finds nothing among what was filtered looks through everything with one press", async () => {
  three();
  const { user, router } = await renderRoute("/inbox?view=all&unread=true&closing=true&q=ana");
  expect(await screen.findByText(/in “All” with Window < 2 h, Unread\.$/)).toBeVisible();
  await user.click(screen.getByRole("button", { name: "Search all" }));
  await waitFor(() => expect(rows()).toEqual(["a"]));
  expect(router.state.location.search).toEqual({ view: "all", q: "ana" });
});
