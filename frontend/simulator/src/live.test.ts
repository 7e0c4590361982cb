import { waitFor } from "@testing-library/react";
import { afterEach, beforeEach, expect, test } from "vitest";
import { follow } from "./live";
import { useSimulator } from "./store";
import { aMessage, FakeSimulator } from "./testing/fake-simulator";

let simulator: FakeSimulator;
let stop: () => void;
const ids = () => useSimulator.getState().log.map(({ id }) => id);
const held = (path: string) => waitFor(() => expect(simulator.held.map((one) => one.path)).toContain(path));

beforeEach(() => {
  useSimulator.setState({ world: null, persona: null, chats: {}, log: [], connected: true });
  simulator = new FakeSimulator();
  stop = follow();
});
afterEach(() => stop());

test("what happens while the log is being read is not lost", async () => {
  simulator.holds = /log/;
  simulator.log = [];
  simulator.tell({ kind: "hello" });
  await held("/log");
  simulator.write(1);
  await waitFor(() => expect(ids()).toEqual([1]));
  simulator.write(2);
  simulator.release("/log");
  await waitFor(() => expect(useSimulator.getState().world).not.toBeNull());
  await waitFor(() => expect(ids()).toEqual([1, 2]));
});

test("an entry that was both read and told is in the log once", async () => {
  simulator.tell({ kind: "hello" });
  simulator.write(1);
  await waitFor(() => expect(useSimulator.getState().world).not.toBeNull());
  simulator.write(2);
  await waitFor(() => expect(ids()).toEqual([1, 2]));
});

test("a log emptied while it is being read stays empty", async () => {
  simulator.write(1);
  simulator.holds = /log/;
  simulator.tell({ kind: "hello" });
  await held("/log");
  simulator.tell({ kind: "log_cleared" });
  simulator.release("/log");
  simulator.write(3);
  await waitFor(() => expect(ids()).toEqual([3]));
});

test("an answer that was overtaken does not bring an old state back", async () => {
  simulator.holds = /state/;
  simulator.tell({ kind: "hello" });
  await held("/state");
  simulator.holds = null;
  simulator.world = { ...simulator.world, clock_offset_seconds: 1_800 };
  simulator.tell({ kind: "state" });
  await waitFor(() => expect(useSimulator.getState().world?.clock_offset_seconds).toBe(1_800));
  simulator.release("/state");
  await new Promise((done) => setTimeout(done, 50));
  expect(useSimulator.getState().world?.clock_offset_seconds).toBe(1_800);
});

test("after a reset the chat on the phone takes messages again", async () => {
  simulator.tell({ kind: "hello" });
  await waitFor(() => expect(useSimulator.getState().persona).toBe("rafael"));
  simulator.tell({ kind: "reset" });
  simulator.say(aMessage("m1"));
  await waitFor(() => expect(useSimulator.getState().chats.rafael?.map(({ id }) => id)).toEqual(["m1"]));
  simulator.say(aMessage("m2"));
  await waitFor(() => expect(useSimulator.getState().chats.rafael?.map(({ id }) => id)).toEqual(["m1", "m2"]));
});
