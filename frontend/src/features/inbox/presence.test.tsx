import { act, renderHook } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Here } from "@/lib/api-types";
import { setSession } from "@/lib/session";
import { aSession } from "@/testing/builders";
import { announceTyping, GONE, hearOf, HEARTBEAT, joinTeam, TYPING_AGAIN, TYPING_GONE, TYPING_IDLE, useHere, usePresence } from "./presence";

const CAIO = { member_id: "mem_caio", name: "Caio Bittencourt" };
const shown = { viewers: [{ id: "mem_caio", name: "Caio Bittencourt" }], typing: [{ id: "mem_caio", name: "Caio Bittencourt" }] };
const nobody = { viewers: [], typing: [] };

let sent: Here[];
let team: ReturnType<typeof joinTeam>;
let hidden = false;

const says = (conversation_id: string | null, typing = false, who = CAIO) => act(() => hearOf({ kind: "here", ...who, conversation_id, typing }));
const pass = (milliseconds: number) => act(() => vi.advanceTimersByTime(milliseconds));
const last = () => sent.at(-1);
const watch = () => renderHook(() => usePresence("c1")).result;
/** Opens a conversation and stays long enough to be told. */
function goTo(id: string) {
  const here = renderHook(({ at }) => useHere(at), { initialProps: { at: id } });
  pass(300);
  return here;
}
function look(away: boolean) {
  hidden = away;
  document.dispatchEvent(new Event("visibilitychange"));
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(document, "hidden", "get").mockImplementation(() => hidden);
  hidden = false;
  sent = [];
  setSession(aSession());
  team = joinTeam();
  team.opened((frame) => sent.push(frame) > 0);
});
afterEach(() => {
  team.leave();
  vi.useRealTimers();
  vi.restoreAllMocks();
});

test("an open socket tells where one is, and so does every conversation opened or closed", () => {
  expect(sent).toEqual([{ kind: "here", conversation_id: null, typing: false }]);
  const here = goTo("c1");
  expect(last()).toEqual({ kind: "here", conversation_id: "c1", typing: false });
  here.unmount();
  pass(300);
  expect(last()).toEqual({ kind: "here", conversation_id: null, typing: false });
});

test("walking through the list tells only where one stays", () => {
  const here = renderHook(({ at }) => useHere(at), { initialProps: { at: "c1" } });
  here.rerender({ at: "c2" });
  here.rerender({ at: "c3" });
  pass(300);
  expect(sent.slice(1)).toEqual([{ kind: "here", conversation_id: "c3", typing: false }]);
});

test("colleagues are shown where they are, and where they write", () => {
  const result = watch();
  expect(result.current).toEqual(nobody);
  says("c1", true);
  expect(result.current).toEqual(shown);
  says("c1");
  expect(result.current).toEqual({ ...shown, typing: [] });
  says("c2");
  expect(result.current).toEqual(nobody);
});

test("one's own other tabs are nobody", () => {
  const result = watch();
  says("c1", true, { member_id: "mem_marina", name: "Marina Duarte" });
  expect(result.current).toEqual(nobody);
});

test("who stops writing without a word, and who goes without one, is not shown for long", () => {
  const result = watch();
  says("c1", true);
  pass(TYPING_GONE);
  expect(result.current).toEqual({ ...shown, typing: [] });
  pass(GONE - TYPING_GONE);
  expect(result.current).toEqual(nobody);
});

test("a heartbeat keeps a colleague, and draws nothing anew", () => {
  const result = watch();
  says("c1");
  const before = result.current;
  pass(GONE - 1);
  says("c1");
  pass(GONE - 1);
  expect(result.current).toBe(before);
});

test("a newcomer is told once where we are", () => {
  goTo("c1");
  pass(HEARTBEAT);
  const count = sent.length;
  says(null);
  expect(sent.slice(count)).toEqual([{ kind: "here", conversation_id: "c1", typing: false }]);
  says("c2");
  expect(sent).toHaveLength(count + 1);
});

test("whoever has just told everybody answers a newcomer a moment later, once: they may have come too late to hear it", () => {
  goTo("c1");
  const count = sent.length;
  says("c2");
  says("c2", false, { member_id: "mem_bia", name: "Bia" });
  expect(sent).toHaveLength(count);
  pass(2_000);
  expect(sent).toHaveLength(count + 1);
});

test("who comes while one writes is told so", () => {
  goTo("c1");
  pass(HEARTBEAT);
  announceTyping("c1");
  says("c1");
  expect(sent.at(-1)).toEqual({ kind: "here", conversation_id: "c1", typing: true });
});

test("the heart beats while the page is seen and somebody is there to hear it", () => {
  goTo("c1");
  pass(HEARTBEAT);
  expect(sent).toHaveLength(2);
  says(null);
  const count = sent.length;
  pass(HEARTBEAT);
  expect(sent).toHaveLength(count + 1);
  look(true);
  says(null);
  pass(HEARTBEAT);
  expect(sent).toHaveLength(count + 1);
  look(false);
  expect(sent).toHaveLength(count + 2);
});

test("writing is told at most once in four seconds, and its end after six of rest", () => {
  says(null);
  goTo("c1");
  const count = sent.length;
  announceTyping("c1");
  announceTyping("c1");
  expect(sent.slice(count)).toEqual([{ kind: "here", conversation_id: "c1", typing: true }]);
  pass(TYPING_AGAIN);
  announceTyping("c1");
  expect(sent).toHaveLength(count + 2);
  pass(TYPING_IDLE);
  expect(last()).toEqual({ kind: "here", conversation_id: "c1", typing: false });
  expect(sent).toHaveLength(count + 3);
});

test("a reply that goes out ends the writing at once", () => {
  says(null);
  goTo("c1");
  announceTyping("c1");
  announceTyping("c1", false);
  expect(last()?.typing).toBe(false);
  const count = sent.length;
  announceTyping("c1", false);
  pass(TYPING_IDLE);
  expect(sent).toHaveLength(count);
});

test("nothing is told of writing when nobody is there, or of another conversation", () => {
  goTo("c1");
  announceTyping("c1");
  says(null);
  announceTyping("c2");
  expect(sent.filter((each) => each.typing)).toEqual([]);
});

test("a new socket is told again; one that is shut keeps nothing back", () => {
  goTo("c1");
  team.opened(() => false);
  says("c1");
  const again: Here[] = [];
  team.opened((frame) => again.push(frame) > 0);
  expect(again).toEqual([{ kind: "here", conversation_id: "c1", typing: false }]);
});

test("who joins again is told of again, wherever one went meanwhile", () => {
  const here = renderHook(({ at }) => useHere(at), { initialProps: { at: "c1" } });
  team.leave();
  team = joinTeam();
  hidden = true;
  team.opened((frame) => sent.push(frame) > 0);
  hidden = false;
  here.rerender({ at: "c2" });
  pass(300);
  expect(last()).toEqual({ kind: "here", conversation_id: "c2", typing: false });
});

test("closing the page says goodbye, and leaving forgets everybody", () => {
  const result = watch();
  goTo("c1");
  says("c1");
  dispatchEvent(new Event("pagehide"));
  expect(last()).toEqual({ kind: "here", conversation_id: null, typing: false });
  act(() => team.leave());
  expect(result.current).toEqual(nobody);
});
