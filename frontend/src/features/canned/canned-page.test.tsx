import { screen, waitFor, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { beforeEach, expect, test } from "vitest";
import type { Permission } from "@/lib/api-types";
import { aSession } from "@/testing/builders";
import { aCannedReply } from "@/testing/canned-replies";
import { renderRoute } from "@/testing/render-route";
import { backend, server } from "@/testing/server";
import { cannedKey } from "./api/canned-replies";

const reads: Permission[] = ["conversation.read", "conversation.reply"];
const may = (...permissions: Permission[]) => (backend().session = aSession({ permissions: [...reads, ...permissions] }));
const dialog = () => within(screen.getByRole("dialog"));
const shortcuts = () => screen.queryAllByRole("rowheader").map((cell) => cell.textContent);

async function open() {
  const view = await renderRoute("/settings/canned-replies");
  await screen.findByRole("heading", { name: "Canned replies" });
  return view;
}

beforeEach(() => {
  may("canned_reply.manage");
  backend().cannedReplies.all = [aCannedReply({ shortcut: "agenda", title: "Agendamento", text: "Oi, {{contact.first_name}}!" }), aCannedReply({ shortcut: "pix", title: "Chave Pix", text: "financeiro@clinica.example" })];
});

test("each canned reply is a row with its text and who changed it last", async () => {
  await open();
  const row = (await screen.findByRole("rowheader", { name: "/agenda" })).closest("tr") as HTMLElement;
  expect(row).toHaveTextContent("Oi, Customer’s first name!");
  await waitFor(() => expect(row).toHaveTextContent("Lívia Prado"));
});

test("the search finds by shortcut, title and text, whatever the accents", async () => {
  const { user } = await open();
  await screen.findByRole("rowheader", { name: "/agenda" });
  await user.type(screen.getByRole("searchbox"), "FINANCEIRO");
  expect(shortcuts()).toEqual(["/pix"]);
  await user.clear(screen.getByRole("searchbox"));
  await user.type(screen.getByRole("searchbox"), "nada disso");
  expect(screen.getByText("No canned reply for “nada disso”")).toBeVisible();
  await user.click(screen.getByRole("button", { name: "Clear the search" }));
  expect(shortcuts()).toEqual(["/agenda", "/pix"]);
});

test("a new one is written with a live preview, and is in the list at once", async () => {
  const { user } = await open();
  await user.click(await screen.findByRole("button", { name: "New reply" }));
  await user.type(dialog().getByLabelText("Shortcut"), "/Óí");
  await user.type(dialog().getByLabelText("Title"), "Saudação");
  await user.type(dialog().getByLabelText("Text"), "Olá, ");
  await user.click(dialog().getByRole("button", { name: "Insert variable" }));
  await user.click(screen.getByRole("menuitem", { name: "Customer’s first name" }));
  expect(dialog().getByLabelText("Text")).toHaveValue("Olá, {{contact.first_name}}");
  expect(within(dialog().getByRole("region", { name: /will get it/ })).getByText("Olá, Rafael")).toBeVisible();
  await user.click(dialog().getByRole("button", { name: "Create reply" }));
  await waitFor(() => expect(shortcuts()).toEqual(["/agenda", "/oi", "/pix"]));
  expect(backend().cannedReplies.all.find((each) => each.shortcut === "oi")).toMatchObject({ title: "Saudação", text: "Olá, {{contact.first_name}}" });
});

test("what was typed is not thrown away unasked", async () => {
  const { user } = await open();
  await user.click(await screen.findByRole("button", { name: "New reply" }));
  await user.type(dialog().getByLabelText("Title"), "Saudação{Escape}");
  const question = within(screen.getByRole("alertdialog", { name: "Leave without saving?" }));
  await user.click(question.getByRole("button", { name: "Stay" }));
  expect(screen.getByLabelText("Title")).toHaveValue("Saudação");
  await user.keyboard("{Escape}");
  await user.click(screen.getByRole("button", { name: "Leave" }));
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
});

test("what is wrong is said at its field, and nothing is sent", async () => {
  const { user } = await open();
  await user.click(await screen.findByRole("button", { name: "New reply" }));
  await user.click(dialog().getByRole("button", { name: "Create reply" }));
  expect(dialog().getByText("Give it a title")).toBeVisible();
  expect(dialog().getByLabelText("Shortcut")).toHaveFocus();
  await user.type(dialog().getByLabelText("Shortcut"), "olá!");
  expect(dialog().getByLabelText("Shortcut")).toHaveValue("ola!");
  expect(dialog().getByText(/Only small letters/)).toBeVisible();
  await user.clear(dialog().getByLabelText("Shortcut"));
  await user.type(dialog().getByLabelText("Shortcut"), "pix");
  expect(dialog().getByText("/pix exists already. Choose another shortcut")).toBeVisible();
  await user.type(dialog().getByLabelText("Text"), "{{{{pedido}}");
  expect(dialog().getByText(/\{\{pedido\}\} is not a variable/)).toBeVisible();
  expect(backend().cannedReplies.all).toHaveLength(2);
});

test("a text is as long as a message may be, counted as a send counts: an emoji is two", async () => {
  const { user } = await open();
  await user.click(await screen.findByRole("button", { name: "New reply" }));
  await user.click(dialog().getByLabelText("Text"));
  await user.paste("👋".repeat(2_048));
  await user.tab();
  expect(dialog().getByText("4,096 of 4,096")).toBeVisible();
  expect(dialog().getByLabelText("Text")).not.toBeInvalid();
  await user.type(dialog().getByLabelText("Text"), "!");
  expect(dialog().getByLabelText("Text")).toBeInvalid();
});

test("a shortcut somebody took in the meantime is told at the field", async () => {
  const { user } = await open();
  await user.click(await screen.findByRole("button", { name: "New reply" }));
  await user.type(dialog().getByLabelText("Shortcut"), "novo");
  await user.type(dialog().getByLabelText("Title"), "Novo");
  await user.type(dialog().getByLabelText("Text"), "Novo");
  backend().cannedReplies.save({ shortcut: "novo", title: "Da Lívia", text: "x" }, "mem_livia");
  await user.click(dialog().getByRole("button", { name: "Create reply" }));
  expect(await dialog().findByText("/novo exists already. Choose another shortcut")).toBeVisible();
  expect(dialog().getByLabelText("Text")).toHaveValue("Novo");
});

test("one is changed in place, and deleted after a question", async () => {
  const { user } = await open();
  await user.click(await screen.findByRole("button", { name: "Edit /pix" }));
  await user.clear(dialog().getByLabelText("Title"));
  await user.type(dialog().getByLabelText("Title"), "Pix novo");
  await user.click(dialog().getByRole("button", { name: "Save" }));
  expect(await screen.findByText("Pix novo")).toBeVisible();
  await user.click(screen.getByRole("button", { name: "Delete /pix" }));
  await user.click(within(screen.getByRole("alertdialog", { name: "Delete /pix?" })).getByRole("button", { name: "Delete" }));
  await waitFor(() => expect(shortcuts()).toEqual(["/agenda"]));
  expect(await screen.findByText("/pix deleted")).toBeVisible();
});

test("its own shortcut stays its own when the list comes anew while it is open", async () => {
  const { client, user } = await open();
  await user.click(await screen.findByRole("button", { name: "Edit /pix" }));
  await user.type(dialog().getByLabelText("Title"), " novo");
  backend().cannedReplies.save({ shortcut: "aceite", title: "Aceite", text: "x" }, "mem_livia");
  await client.invalidateQueries({ queryKey: cannedKey });
  await screen.findByText("/aceite");
  await user.click(dialog().getByRole("button", { name: "Save" }));
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(backend().cannedReplies.all.find((each) => each.shortcut === "pix")).toMatchObject({ title: "Chave Pix novo" });
});

test("who may not keep them may read them, and finds no button that would be refused", async () => {
  may();
  await open();
  expect(await screen.findByRole("rowheader", { name: "/agenda" })).toBeVisible();
  expect(screen.getByText(/Your role uses canned replies/)).toBeVisible();
  expect(screen.queryByRole("button", { name: /New reply|Edit|Delete/ })).toBeNull();
});

test.each([[["canned_reply.manage"]], [[]]] as Permission[][][])("a row unfolds to the whole text as a customer reads it (%j)", async (permissions) => {
  may(...permissions);
  backend().cannedReplies.all = [aCannedReply({ shortcut: "agenda", title: "Agendamento", text: "Oi, {{contact.first_name}}!\n*Traga* um documento" })];
  const { user } = await open();
  const row = await screen.findByRole("button", { name: "/agenda" });
  expect(row).toHaveAttribute("aria-expanded", "false");
  row.focus();
  await user.keyboard("{Enter}");
  expect(row).toHaveAttribute("aria-expanded", "true");
  const whole = screen.getByRole("region", { name: /will get it/ });
  expect(whole).toHaveTextContent("Oi, Rafael! Traga um documento");
  expect(within(whole).getByText("Traga").tagName).toBe("STRONG");
  await user.click(screen.getByText("Agendamento"));
  expect(screen.queryByRole("region", { name: /will get it/ })).toBeNull();
});

test("an empty list says what it is for, and a list that did not load asks again", async () => {
  backend().cannedReplies.all = [];
  server.use(http.get("*/api/canned-replies", () => HttpResponse.json({ code: "NotAllowed", detail: "x" }, { status: 403 }), { once: true }));
  const { user } = await open();
  await user.click(await screen.findByRole("button", { name: "Try again" }));
  expect(await screen.findByText("Write once what the team says every day.")).toBeVisible();
});
