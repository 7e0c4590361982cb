import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import { actionIds, catalogue, known, type ActionId } from "./action-catalogue";
import { availableActions, performAction, useActions, type OfferedAction } from "./actions";
import { DEFAULTS, prefer } from "./preferences";
import { ariaKeys, keyCaps, keysOf, pressOf, shownKeys, shownKeysOf } from "./shortcut-keys";

function Offering({ actions }: { actions: OfferedAction[] }) {
  useActions(actions);
  return <textarea aria-label="Field" />;
}

afterEach(() => {
  vi.restoreAllMocks();
  history.replaceState({}, "", "/");
});

function offer(...actions: (Partial<OfferedAction> & { id: ActionId })[]) {
  const performed = vi.fn<(id: ActionId) => void>();
  const view = render(<Offering actions={actions.map((each) => ({ perform: () => performed(each.id), ...each }))} />);
  return { ...view, performed, user: userEvent.setup() };
}

test("keys are written the way a press is", () => {
  for (const id of actionIds) for (const press of known(id).keys?.split(" ") ?? []) expect(press).toMatch(/^(\$mod\+)?(Alt\+)?(Shift\+)?([a-z]|[^\sA-Za-z+]|[A-Z]\w+)$/);
});

test("an action is performed by its key, and not while someone types", async () => {
  const { user, performed } = offer({ id: "conversation.resolve" });
  await user.keyboard("e");
  expect(performed).toHaveBeenCalledExactlyOnceWith("conversation.resolve");
  await user.type(screen.getByRole("textbox"), "ee");
  expect(performed).toHaveBeenCalledOnce();
});

test("keys with ⌘ or Ctrl work while someone types", async () => {
  const { user, performed } = offer({ id: "palette.open" });
  await user.type(screen.getByRole("textbox"), "{Control>}k{/Control}");
  expect(performed).toHaveBeenCalledOnce();
});

test("a sequence is performed by its presses one after another", async () => {
  const { user, performed } = offer({ id: "go.inbox" }, { id: "inbox.next" });
  await user.keyboard("gi");
  expect(performed).toHaveBeenCalledExactlyOnceWith("go.inbox");
  await user.keyboard("gj");
  expect(performed).toHaveBeenLastCalledWith("inbox.next");
  await user.keyboard("i");
  expect(performed).toHaveBeenCalledTimes(2);
});

test("a sign counts as it is typed, whatever this keyboard needs for it", async () => {
  const { user, performed } = offer({ id: "shortcuts.open" }, { id: "inbox.search" });
  await user.keyboard("{Shift>}?{/Shift}");
  await user.keyboard("{Shift>}/{/Shift}");
  expect(performed.mock.calls.flat()).toEqual(["shortcuts.open", "inbox.search"]);
});

test("on a keyboard of other letters, the letter in the same place counts", () => {
  expect(pressOf(new KeyboardEvent("keydown", { key: "о", code: "KeyJ" }))).toBe("j");
  expect(pressOf(new KeyboardEvent("keydown", { key: "E", code: "KeyE", shiftKey: true }))).toBe("Shift+e");
  expect(pressOf(new KeyboardEvent("keydown", { key: "Shift", shiftKey: true }))).toBeNull();
});

test("a remapped key replaces the first one, and none switches it off", async () => {
  const { user, performed } = offer({ id: "conversation.resolve" });
  prefer({ shortcuts: { "conversation.resolve": "d" } });
  await user.keyboard("e");
  expect(performed).not.toHaveBeenCalled();
  await user.keyboard("d");
  expect(performed).toHaveBeenCalledOnce();
  expect(shownKeysOf("conversation.resolve")).toBe("D");
  prefer({ shortcuts: { "conversation.resolve": null } });
  await user.keyboard("ed");
  expect(performed).toHaveBeenCalledOnce();
  expect(shownKeysOf("conversation.resolve")).toBeUndefined();
});

test("keys of a single letter can be switched off; the others stay", async () => {
  const { user, performed } = offer({ id: "conversation.resolve" }, { id: "go.inbox" }, { id: "conversation.back" }, { id: "palette.open" });
  prefer({ singleKeys: false });
  await user.keyboard("egi{Escape}{Control>}k{/Control}");
  expect(performed.mock.calls.flat()).toEqual(["conversation.back", "palette.open"]);
  expect(shownKeysOf("go.inbox")).toBeUndefined();
  expect(shownKeysOf("palette.open")).toBe("Ctrl K");
});

test("only what moves goes on while a key is held down", () => {
  const { performed } = offer({ id: "conversation.resolve" }, { id: "inbox.next" });
  for (const key of ["e", "j"]) window.dispatchEvent(new KeyboardEvent("keydown", { key, repeat: true }));
  expect(performed.mock.calls.flat()).toEqual(["inbox.next"]);
});

test("a key pressed while the conversation it is for is still on its way is done once it is there", async () => {
  const { user } = offer({ id: "inbox.next" });
  await user.keyboard("e");
  const later = offer({ id: "conversation.resolve" });
  expect(later.performed).toHaveBeenCalledExactlyOnceWith("conversation.resolve");
  later.unmount();
  expect(offer({ id: "conversation.resolve" }).performed).not.toHaveBeenCalled();
});

test.each<[string, (user: ReturnType<typeof userEvent.setup>) => unknown]>([
  ["another key was pressed since", (user) => user.keyboard("l")],
  ["something was clicked since", (user) => user.click(document.body)],
  ["another page is open since", () => history.pushState({}, "", "/another")],
  ["it took too long", () => vi.spyOn(Date, "now").mockReturnValue(Date.now() + 2_000)],
])("a key pressed too early does nothing where %s", async (_, since) => {
  const { user } = offer({ id: "inbox.next" });
  await user.keyboard("e");
  await since(user);
  expect(offer({ id: "conversation.resolve" }).performed).not.toHaveBeenCalled();
});

test("who writes before there is a field resolves nothing with a letter of it", async () => {
  const { user } = offer({ id: "inbox.next" });
  await user.keyboard("reale");
  const later = offer({ id: "conversation.reply" }, { id: "conversation.resolve" });
  expect(later.performed).not.toHaveBeenCalled();
});

test("the end of a sequence is no key that waits", async () => {
  const { user } = offer({ id: "go.inbox" });
  await user.keyboard("ge");
  expect(offer({ id: "conversation.resolve" }).performed).not.toHaveBeenCalled();
});

test("a key pressed too early does nothing where what it did would depend on what was not shown", async () => {
  const { user } = offer({ id: "inbox.next" });
  await user.keyboard("b");
  expect(offer({ id: "conversation.bot" }).performed).not.toHaveBeenCalled();
});

test("nothing is performed behind a dialog, except what works anywhere", async () => {
  const { user, performed } = offer({ id: "conversation.resolve" }, { id: "palette.open" });
  render(<div role="dialog" aria-modal="true" />);
  await user.keyboard("e{Control>}k{/Control}");
  expect(performed.mock.calls.flat()).toEqual(["palette.open"]);
});

test("what cannot be done now is neither listed nor performed, and the last to offer performs", async () => {
  let may = false;
  const { user, performed } = offer({ id: "conversation.resolve", when: () => may }, { id: "conversation.bot", title: "action.take_over" });
  await user.keyboard("e");
  expect(performed).not.toHaveBeenCalled();
  expect(availableActions()).toMatchObject([{ id: "conversation.bot", title: "action.take_over", group: "conversation" }]);
  may = true;
  const later = offer({ id: "conversation.resolve" });
  expect(performAction("conversation.resolve")).toBe(true);
  expect(later.performed).toHaveBeenCalledOnce();
  later.unmount();
  await user.keyboard("e");
  expect(performed).toHaveBeenCalledOnce();
});

test("keys are named as on this keyboard", () => {
  expect([shownKeys("$mod+Enter"), shownKeys("Shift+e"), shownKeys("g i"), shownKeys("Alt+ArrowUp"), shownKeys("$mod+Shift+Enter"), shownKeys("$mod+/")]).toEqual(["Ctrl ↵", "⇧E", "G I", "Alt ↑", "Ctrl ⇧↵", "Ctrl /"]);
  expect(keyCaps("Shift+e")).toEqual(["⇧", "E"]);
  expect(keyCaps("$mod++")).toEqual(["Ctrl", "+"]);
  expect(ariaKeys("$mod+Enter")).toBe("Control+Enter");
});

test("what sends follows the preference, unless it was remapped", () => {
  expect(keysOf("composer.send", { ...DEFAULTS, sendWith: "enter" })).toBe("Enter");
  expect(keysOf("composer.send", { ...DEFAULTS, sendWith: "enter", shortcuts: { "composer.send": "$mod+s" } })).toBe("$mod+s");
  expect(catalogue["composer.send"].keys).toBe("$mod+Enter");
});
