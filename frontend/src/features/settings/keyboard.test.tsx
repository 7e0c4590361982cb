import { screen, waitFor } from "@testing-library/react";
import { beforeEach, expect, test } from "vitest";
import { actionIds } from "@/lib/action-catalogue";
import { DEFAULTS, prefer, usePreferences } from "@/lib/preferences";
import { keysOf } from "@/lib/shortcut-keys";
import { renderRoute } from "@/testing/render-route";
import { takenBy } from "./own-keys";

beforeEach(() => prefer(DEFAULTS));

async function openKeyboard() {
  const view = await renderRoute("/settings/keyboard");
  await screen.findByText("Shortcuts of a single key");
  const catching = async (action: string) => {
    await view.user.click(screen.getByRole("button", { name: new RegExp(`^Change the keys of ${action}\\.`) }));
    return screen.findByRole("button", { name: new RegExp(`^${action}: Press the new keys`) });
  };
  return { ...view, catching };
}

test("every action is there, with its keys", async () => {
  await openKeyboard();
  expect(screen.getAllByRole("button", { name: /^Change the keys of/ })).toHaveLength(actionIds.length - 1);
  expect(screen.getByRole("button", { name: "Change the keys of Reopen. Now: ⇧E" })).toBeVisible();
});

test("pressing other keys gives them to the action, and not what they would do", async () => {
  const { user, catching, router } = await openKeyboard();
  await catching("Resolve");
  await user.keyboard("{Control>}y{/Control}");
  expect(keysOf("conversation.resolve")).toBe("$mod+y");
  expect(screen.getByRole("button", { name: "Change the keys of Resolve. Now: Ctrl Y" })).toHaveFocus();
  expect(router.state.location.pathname).toBe("/settings/keyboard");
});

test("a letter waits for another after it", async () => {
  const { user, catching } = await openKeyboard();
  await catching("Resolve");
  await user.keyboard("q");
  expect(screen.getByText("Q… and then?")).toBeVisible();
  await user.keyboard("d");
  expect(keysOf("conversation.resolve")).toBe("q d");
});

test("a letter alone is taken when nothing follows", async () => {
  const { user, catching } = await openKeyboard();
  await catching("Resolve");
  await user.keyboard("q");
  await waitFor(() => expect(keysOf("conversation.resolve")).toBe("q"), { timeout: 2_000 });
});

test("keys that another action has are named before they are taken", async () => {
  const { user, catching } = await openKeyboard();
  await catching("Resolve");
  await user.keyboard("{Shift>}a{/Shift}");
  const conflict = await screen.findByRole("alert", undefined, { timeout: 2_000 });
  expect(conflict).toHaveTextContent("⇧A is the shortcut of “Assign to me”. Used here, “Assign to me” is left without a shortcut.");
  expect(keysOf("conversation.resolve")).toBe("e");
  await user.click(screen.getByRole("button", { name: "Use ⇧A here" }));
  expect(keysOf("conversation.resolve")).toBe("Shift+a");
  expect(keysOf("conversation.assign_me")).toBeNull();
  await user.click(await screen.findByRole("button", { name: "Undo" }));
  expect([keysOf("conversation.resolve"), keysOf("conversation.assign_me")]).toEqual(["e", "Shift+a"]);
});

test("keys that begin like another action's are told so: only the shorter would work", async () => {
  const { user, catching } = await openKeyboard();
  await catching("Assign");
  await user.keyboard("eq");
  expect(await screen.findByRole("alert")).toHaveTextContent("E Q does not work together with E, the shortcut of “Resolve”: they begin with the same key. If you use E Q here, “Resolve” is left without a shortcut.");
});

test("keys that several begin with are taken from all of them", async () => {
  const { user, catching } = await openKeyboard();
  await catching("Resolve");
  await user.keyboard("g");
  const conflict = await screen.findByRole("alert", undefined, { timeout: 2_000 });
  expect(conflict).toHaveTextContent("G does not work together with G I and G S, the shortcuts of “Go to conversations” and “Go to settings”");
  await user.click(screen.getByRole("button", { name: "Use G here" }));
  expect([keysOf("conversation.resolve"), keysOf("go.inbox"), keysOf("go.settings")]).toEqual(["g", null, null]);
});

test("the focus waits where nothing changes; Esc keeps things as they are", async () => {
  const { user, catching } = await openKeyboard();
  await catching("Resolve");
  await user.keyboard("{Shift>}a{/Shift}");
  expect(await screen.findByRole("button", { name: "Keep as it is" })).toHaveFocus();
  await user.keyboard("{Escape}");
  expect(screen.queryByRole("alert")).toBeNull();
  expect(screen.getByRole("button", { name: "Change the keys of Resolve. Now: E" })).toHaveFocus();
  expect([keysOf("conversation.resolve"), keysOf("conversation.assign_me")]).toEqual(["e", "Shift+a"]);
});

test("no two actions begin with the same keys", () => {
  for (const id of actionIds) expect({ [id]: takenBy(keysOf(id) ?? "none", id) }).toEqual({ [id]: [] });
});

test("keys the browser keeps are refused", async () => {
  const { user, catching } = await openKeyboard();
  await catching("Resolve");
  await user.keyboard("{Control>}w{/Control}");
  expect(await screen.findByRole("alert")).toHaveTextContent("The browser keeps Ctrl W for itself.");
  expect(keysOf("conversation.resolve")).toBe("e");
});

test("Esc and Tab leave things as they are; Backspace takes the keys away", async () => {
  const { user, catching } = await openKeyboard();
  await catching("Resolve");
  await user.keyboard("{Escape}");
  expect(keysOf("conversation.resolve")).toBe("e");
  await catching("Resolve");
  await user.tab();
  expect(keysOf("conversation.resolve")).toBe("e");
  await catching("Resolve");
  await user.keyboard("{Backspace}");
  expect(keysOf("conversation.resolve")).toBeNull();
});

test("one is reset by its own button, all by another that can be undone", async () => {
  prefer({ shortcuts: { "conversation.resolve": "q", "conversation.reply": null } });
  const { user } = await openKeyboard();
  await user.click(screen.getByRole("button", { name: "Reset Resolve to E" }));
  expect(keysOf("conversation.resolve")).toBe("e");
  await user.click(screen.getByRole("button", { name: "Reset all" }));
  expect(usePreferences.getState().shortcuts).toEqual({});
  await user.click(await screen.findByRole("button", { name: "Undo" }));
  expect(usePreferences.getState().shortcuts).toEqual({ "conversation.reply": null });
});

test("single keys are switched off together and told so", async () => {
  const { user } = await openKeyboard();
  await user.click(screen.getByRole("switch", { name: "Shortcuts of a single key" }));
  expect(usePreferences.getState().singleKeys).toBe(false);
  expect(screen.getAllByText("off").length).toBeGreaterThan(5);
});

test("what sends a reply is chosen apart", async () => {
  const { user } = await openKeyboard();
  await user.click(screen.getByRole("radio", { name: "Enter sends, Ctrl Enter starts a line" }));
  expect(keysOf("composer.send")).toBe("Enter");
});
