import { render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { http, HttpResponse } from "msw";
import { beforeEach, describe, expect, test } from "vitest";
import { server } from "@/testing/server";
import { Notices } from "../notices";
import { changes, useSimulator } from "../store";
import { FakeSimulator } from "../testing/fake-simulator";
import { RecordingBar } from "./recording-bar";
import { RecordingPanel } from "./recording-panel";

let simulator: FakeSimulator;

/** The page knows of `known` steps; so many more are on their way to it. */
function recorded(known: number, more = 0, stopped = false) {
  simulator.world = { ...simulator.world, recording: { since: "2026-11-22T10:00:00.000Z", steps: known + more, stopped } };
  changes.world({ ...simulator.world, recording: { since: "2026-11-22T10:00:00.000Z", steps: known, stopped } });
}

beforeEach(() => {
  simulator = new FakeSimulator();
  changes.scenarios(false);
});

describe.each([
  ["the bar", () => <RecordingBar />],
  ["the dialog", () => <RecordingPanel onBegun={() => undefined} onSaved={() => undefined} />],
])("%s", (_, part) => {
  const open = () => {
    render(<>{part()}<Notices /></>);
    return userEvent.setup();
  };
  const press = (user: ReturnType<typeof open>, name: string) => user.click(screen.getByRole("button", { name }));

  test("keeps a recording whose first step has not been told yet", async () => {
    recorded(0, 1);
    const user = open();
    await press(user, "Stop");
    await waitFor(() => expect(useSimulator.getState().scenarios).toBe(true));
    expect(simulator.world.recording).toMatchObject({ steps: 1, stopped: true });
  });

  test("says that nothing was recorded, and keeps none of it", async () => {
    recorded(0);
    const user = open();
    await press(user, "Stop");
    expect(await screen.findByText("Nothing was recorded")).toBeInTheDocument();
    expect(simulator.world.recording).toBeNull();
    expect(useSimulator.getState().scenarios).toBe(false);
  });

  test.each([
    ["known", 2, 0],
    ["not told yet", 0, 2],
  ])("asks before steps that are %s are thrown away", async (_, known, more) => {
    recorded(known, more);
    const user = open();
    await press(user, "Discard");
    expect(await screen.findByText("Discard the recording, steps: 2?")).toBeInTheDocument();
    expect(screen.getByRole("button", { name: "Cancel" })).toHaveFocus();
    await user.keyboard("{Enter}");
    expect(screen.getByRole("button", { name: "Discard" })).toHaveFocus();
    expect(simulator.world.recording).toMatchObject({ steps: 2, stopped: false });
    await user.keyboard("{Enter}");
    await screen.findByRole("button", { name: "Cancel" });
    await press(user, "Discard");
    await waitFor(() => expect(simulator.world.recording).toBeNull());
  });

  test("asks nothing where nothing would be lost", async () => {
    recorded(0);
    const user = open();
    await press(user, "Discard");
    await waitFor(() => expect(simulator.world.recording).toBeNull());
    expect(screen.queryByText(/^Discard the recording/)).not.toBeInTheDocument();
  });
});

test("a name begun is still there after one thought better of discarding", async () => {
  recorded(2, 0, true);
  render(<RecordingPanel onBegun={() => undefined} onSaved={() => undefined} />);
  const user = userEvent.setup();
  await user.type(screen.getByRole("textbox"), "Troca");
  await user.click(screen.getByRole("button", { name: "Discard" }));
  await user.click(within(await screen.findByRole("group", { name: /^Discard the recording/ })).getByRole("button", { name: "Cancel" }));
  expect(screen.getByRole("textbox")).toHaveValue("Troca");
});

test("pressed twice, a recording begins once", async () => {
  const begun: string[] = [];
  let answer = (): void => undefined;
  const pressed = new Promise<void>((resolve) => (answer = resolve));
  let told = 0;
  changes.world(simulator.world);
  server.use(http.post("*/sim/recording", async () => {
    begun.push("begun");
    await pressed;
    return HttpResponse.json({ steps: 0 });
  }));
  render(<RecordingPanel onBegun={() => (told += 1)} onSaved={() => undefined} />);
  const user = userEvent.setup();
  await user.dblClick(screen.getByRole("button", { name: "Start recording" }));
  answer();
  await waitFor(() => expect(told).toBe(1));
  expect(begun).toHaveLength(1);
});
