import { expect, test } from "vitest";
import type { Entry } from "@/lib/api-types";
import { aMessage, anEvent, content } from "@/testing/builders";
import { threadItems } from "./thread-items";

const place = { language: "en", timeZone: "America/Sao_Paulo" };
const said = (seq: number, at: string, over = {}) => aMessage({ conversation_id: "c1", seq, at, ...over });
const drawn = (entries: Entry[], over: Partial<Parameters<typeof threadItems>[1]> = {}) =>
  threadItems(entries, { place, beginning: true, unread: null, outgoing: [], ...over }).map((item) => (item.kind === "message" ? `${item.entry.seq}${item.ends ? "." : ""}` : item.kind));

test("messages of one person within two minutes share avatar and time", () => {
  expect(drawn([said(1, "2026-01-02T12:00:00Z"), said(2, "2026-01-02T12:01:00Z"), said(3, "2026-01-02T12:03:30Z"), said(4, "2026-01-02T12:03:40Z", { direction: "outbound" })])).toEqual(["day", "1", "2.", "3.", "4."]);
});

test("an event and a line between two messages part them", () => {
  const entries = [said(1, "2026-01-02T12:00:00Z"), anEvent({ conversation_id: "c1", seq: 2, kind: "resolved", at: "2026-01-02T12:00:10Z" }), said(3, "2026-01-02T12:00:20Z"), said(4, "2026-01-02T12:00:30Z")];
  expect(drawn(entries)).toEqual(["day", "1.", "event", "3", "4."]);
  expect(drawn(entries, { unread: { seq: 4, count: 1 } })).toEqual(["day", "1.", "event", "3.", "unread", "4."]);
});

test("a day begins at midnight of the workspace, not of the browser", () => {
  expect(drawn([said(1, "2026-01-02T02:59:00Z"), said(2, "2026-01-02T03:00:00Z")])).toEqual(["day", "1.", "day", "2."]);
});

test("the first day has a line only where it is known that it begins there", () => {
  expect(drawn([said(8, "2026-01-02T12:00:00Z"), said(9, "2026-01-03T12:00:00Z")], { beginning: false })).toEqual(["8.", "day", "9."]);
});

test("a clock that went back makes a line of its own each time", () => {
  const items = threadItems([said(1, "2026-01-02T12:00:00Z"), said(2, "2026-01-01T12:00:00Z"), said(3, "2026-01-02T12:00:00Z")], { place, beginning: true, unread: null, outgoing: [] });
  expect(new Set(items.map((item) => item.key)).size).toBe(items.length);
});

test("a message that waits or failed ends its group, to say so under itself", () => {
  const out = { direction: "outbound" as const };
  expect(drawn([said(1, "2026-01-02T12:00:00Z", { ...out, status: "failed" }), said(2, "2026-01-02T12:00:10Z", out)])).toEqual(["day", "1.", "2."]);
});

test("a message that has not left yet never stands under the ticks of one that has", () => {
  const out = (seq: number, status: "sending" | "read") => said(seq, `2026-01-02T12:00:0${seq}Z`, { direction: "outbound", status });
  expect(drawn([out(1, "sending"), out(2, "sending"), out(3, "read"), out(4, "read")])).toEqual(["day", "1", "2.", "3", "4."]);
});

test("a tap is the answer to what it quotes, else to the latest question that offered it", () => {
  const asked = (seq: number) => said(seq, "2026-01-02T12:00:00Z", { direction: "outbound", content: content({ kind: "buttons", body: "?", buttons: [{ id: "sim", title: "Sim" }] }) });
  const tap = (seq: number, quoted: string | null) => said(seq, "2026-01-02T12:01:00Z", { content: { kind: "choice", id: "sim", title: "Sim", description: null }, reply_to: { message_id: quoted, preview: null } });
  const chosen = (entries: Entry[]) => threadItems(entries, { place, beginning: true, unread: null, outgoing: [] }).flatMap((item) => (item.kind === "message" && item.chosen ? [item.entry.seq] : []));
  expect(chosen([asked(1), asked(2), tap(3, "msg_c1_1")])).toEqual([1]);
  expect(chosen([asked(1), asked(2), tap(3, null)])).toEqual([2]);
});
