import { act, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, expect, test } from "vitest";
import { languages } from "@/lib/i18n";
import { aConversation, aMessage, aSession, anEvent, ago, ahead } from "@/testing/builders";
import { speakPlainly, speakPseudo } from "@/testing/pseudo";
import { renderRoute } from "@/testing/render-route";
import { backend } from "@/testing/server";

beforeEach(speakPseudo);
afterEach(speakPlainly);

/** What people and the server say stands between these, so that it is told from our own words: one word, for first names are cut from it. */
const data = (text: string) => `«${text}»`;
const READ = ["aria-label", "aria-description", "aria-placeholder", "aria-roledescription", "aria-valuetext", "title", "alt", "placeholder", "data-tip"];

/** Pieces of the page with two plain letters in a row that are neither data, nor a time or a date, nor the name of a key or of a language. */
function untranslated(): string[] {
  const pieces: string[] = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    if (node instanceof Element) pieces.push(...READ.flatMap((name) => (node instanceof Element && !node.matches("time") ? (node.getAttribute(name) ?? []) : [])));
    else if (!node.parentElement?.closest("time, kbd, script, style")) pieces.push(node.textContent ?? "");
  }
  const names = Object.values(languages).join("|");
  const ours = (piece: string) => piece.replace(/«[^»]*»/g, "").replace(new RegExp(`${names}|\\d+ [A-Z][a-z]+|[\\w.]+@[\\w.]+`, "g"), "");
  return pieces.filter((piece) => /[A-Za-z]{2,}/.test(ours(piece)));
}

function furnish() {
  backend().session = aSession({ name: data("Marina") });
  backend().session.workspace.name = data("Clínica");
  const contact_name = data("Rafael");
  const by = { kind: "contact" as const, id: "contact", name: contact_name };
  const said = (seq: number, body: string, over: object = {}) => aMessage({ conversation_id: "c1", seq, author: by, content: { kind: "text", body: data(body) }, ...over });
  const mine = { direction: "outbound" as const, author: { kind: "agent" as const, id: "mem_marina", name: data("Marina") } };
  backend().add(aConversation({ id: "c1", contact_name, unread: 3, window_expires_at: ahead(400), snippet: { kind: "text", text: data("Oi"), author: "contact" } }), [
    said(1, "Oi"),
    said(2, "Olá", { ...mine, status: "read" }),
    said(3, "Tudo certo?", { ...mine, status: "failed", error: { code: 131047, cause: null, reason: "", action: "send_template" } }),
    anEvent({ conversation_id: "c1", seq: 4, kind: "resolved", actor: { kind: "agent", id: "mem_caio", name: data("Caio") } }),
  ]);
  backend().add(aConversation({ id: "c2", contact_name: data("Ana"), status: "bot", assignee: null, window_expires_at: ago(3), snippet: { kind: "image", text: "", author: "bot" } }));
}

test.each(["/inbox", "/inbox/c1?view=all", "/inbox?view=bot", "/inbox/nobody"])("every word of %s comes from the catalogues", async (address) => {
  furnish();
  await renderRoute(address);
  await waitFor(() => expect(document.body.textContent).toContain("⟦"));
  if (address.includes("c1")) await screen.findByRole("log");
  await act(() => new Promise((resolve) => setTimeout(resolve, 300)));
  expect(untranslated()).toEqual([]);
});

test("every word of the door comes from the catalogues", async () => {
  backend().signedIn = false;
  await renderRoute("/sign-in");
  await screen.findAllByRole("button");
  expect(untranslated()).toEqual([]);
});
