import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { http, HttpResponse } from "msw";
import { beforeEach, expect, test, vi } from "vitest";
import { server } from "@/testing/server";
import { Notices } from "../notices";
import { changes, useSimulator } from "../store";
import { FakeSimulator } from "../testing/fake-simulator";
import { Composer } from "./composer";

let refuse: () => void;

beforeEach(() => {
  const { world } = new FakeSimulator();
  changes.world(world);
  changes.pick("rafael");
  const refused = new Promise<void>((resolve) => (refuse = resolve));
  server.use(http.post("*/sim/chats/:persona/messages", async () => {
    await refused;
    return HttpResponse.json({ detail: "The window is closed." }, { status: 422 });
  }));
});

async function sent(text: string) {
  const [persona] = useSimulator.getState().world?.personas ?? [];
  if (!persona) throw new Error("Nobody writes");
  render(<><Composer persona={persona} messages={[]} onAttach={() => undefined} /><Notices /></>);
  const user = userEvent.setup();
  await user.type(screen.getByRole("textbox"), `${text}{Enter}`);
  expect(screen.getByRole("textbox")).toHaveValue("");
  return user;
}

test("with a mouse the page opens ready to write", () => {
  const asked = vi.spyOn(window, "matchMedia").mockImplementation((media) => ({ matches: media === "(hover: hover)" }) as MediaQueryList);
  const [persona] = useSimulator.getState().world?.personas ?? [];
  if (!persona) throw new Error("Nobody writes");
  render(<Composer persona={persona} messages={[]} onAttach={() => undefined} />);
  expect(screen.getByRole("textbox")).toHaveFocus();
  asked.mockRestore();
});

test("a refused message comes back before what was typed since, and what it quoted with it", async () => {
  changes.quote("wamid.1");
  const user = await sent("um");
  await user.type(screen.getByRole("textbox"), "dois");
  refuse();
  await screen.findByText("The window is closed.");
  expect(screen.getByRole("textbox")).toHaveValue("um\ndois");
  expect(useSimulator.getState().quoting).toBe("wamid.1");
});

test("what is quoted since stays quoted", async () => {
  changes.quote("wamid.1");
  await sent("um");
  changes.quote("wamid.2");
  refuse();
  await screen.findByText("The window is closed.");
  expect(useSimulator.getState().quoting).toBe("wamid.2");
});
