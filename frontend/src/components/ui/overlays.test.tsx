import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState, type ReactNode } from "react";
import { beforeEach, expect, test, vi } from "vitest";
import { activateLanguage } from "@/lib/i18n";
import { Words } from "@/lib/use-t";
import { Button } from "./button";
import { ConfirmDialog } from "./confirm-dialog";
import { Menu } from "./menu";
import { Popover } from "./popover";
import { SideSheet } from "./side-sheet";

beforeEach(() => activateLanguage("en"));

function show(children: ReactNode) {
  return { user: userEvent.setup(), ...render(<Words>{children}</Words>) };
}

function Opener({ children }: { children: (close: () => void) => ReactNode }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>Open</Button>
      {open ? children(() => setOpen(false)) : null}
    </>
  );
}

test("erasing asks for the name, and nothing else will do", async () => {
  const erase = vi.fn();
  const { user } = show(<Opener>{(close) => <ConfirmDialog danger title="Erase Rafael's data?" typed="RAFAEL" keep="Keep" confirm="Erase data" onConfirm={erase} onClose={close} />}</Opener>);
  await user.click(screen.getByRole("button", { name: "Open" }));
  const dialog = screen.getByRole("alertdialog", { name: "Erase Rafael's data?" });
  const field = within(dialog).getByRole("textbox", { name: "Type RAFAEL to confirm" });
  expect(field).toHaveFocus();
  await user.keyboard("raf{Enter}");
  await user.click(within(dialog).getByRole("button", { name: "Erase data" }));
  expect(erase).not.toHaveBeenCalled();
  expect(within(dialog).getByRole("button", { name: "Erase data" })).toHaveAccessibleDescription("Type RAFAEL first");
  await user.type(field, "ael{Enter}");
  expect(erase).toHaveBeenCalledOnce();
});

test("a question starts at the safe answer, Esc closes it and the focus returns", async () => {
  const { user } = show(<Opener>{(close) => <ConfirmDialog title="Sign out everywhere?" confirm="Sign out" onConfirm={close} onClose={close} />}</Opener>);
  await user.click(screen.getByRole("button", { name: "Open" }));
  expect(screen.getByRole("button", { name: "Cancel" })).toHaveFocus();
  await user.keyboard("{Escape}");
  expect(screen.queryByRole("dialog")).toBeNull();
  expect(screen.getByRole("button", { name: "Open" })).toHaveFocus();
});

test("nothing behind a dialog can be reached while it is open, and everything after", async () => {
  const { user, container } = show(<Opener>{(close) => <SideSheet label="Details" onClose={close}><button>Inside</button></SideSheet>}</Opener>);
  await user.click(screen.getByRole("button", { name: "Open" }));
  expect(container.inert).toBe(true);
  await user.keyboard("{Escape}");
  expect(container.inert).toBe(false);
});

test("of two dialogs, Esc closes the upper one", async () => {
  const { user } = show(
    <Opener>{(close) => <SideSheet label="Details" onClose={close}><Opener>{(closeInner) => <ConfirmDialog title="Sure?" confirm="Yes" onConfirm={closeInner} onClose={closeInner} />}</Opener></SideSheet>}</Opener>,
  );
  await user.click(screen.getByRole("button", { name: "Open" }));
  await user.click(within(screen.getByRole("dialog", { name: "Details" })).getByRole("button", { name: "Open" }));
  await user.keyboard("{Escape}");
  expect(screen.queryByRole("dialog", { name: "Sure?" })).toBeNull();
  expect(screen.getByRole("dialog", { name: "Details" })).toBeVisible();
});

const items = (chosen: (id: string) => void) => ["Álvaro", "Ana", "Bruno"].map((label) => ({ id: label, label, onSelect: () => chosen(label) }));

test("a menu finds what one types, accents or not", async () => {
  const chosen = vi.fn();
  const { user } = show(<Menu label="Assign" groups={[{ items: items(chosen) }]}>{(trigger) => <button {...trigger}>Assign</button>}</Menu>);
  await user.click(screen.getByRole("button"));
  await user.keyboard("an");
  expect(screen.getByRole("menuitem", { name: "Ana" })).toHaveFocus();
  await user.keyboard("{Home}");
  expect(screen.getByRole("menuitem", { name: "Álvaro" })).toHaveFocus();
  await user.keyboard("{ArrowUp}{Enter}");
  expect(chosen).toHaveBeenCalledExactlyOnceWith("Bruno");
  expect(screen.getByRole("button")).toHaveFocus();
});

test("an item that cannot be chosen says why and does nothing", async () => {
  const chosen = vi.fn();
  const { user } = show(<Menu label="More" groups={[{ items: [{ id: "x", label: "Resolve", reason: "It is resolved already", onSelect: chosen }] }]}>{(trigger) => <button {...trigger}>More</button>}</Menu>);
  await user.click(screen.getByRole("button"));
  const item = screen.getByRole("menuitem", { name: "Resolve" });
  expect(item).toHaveAccessibleDescription("It is resolved already");
  await user.click(item);
  expect(chosen).not.toHaveBeenCalled();
});

test("a popover closes by Esc and gives the focus back", async () => {
  const { user } = show(<Popover label="Emoji" trigger={(trigger) => <button {...trigger}>Emoji</button>}>{() => <input data-autofocus="" aria-label="Search" />}</Popover>);
  await user.click(screen.getByRole("button"));
  expect(screen.getByRole("textbox")).toHaveFocus();
  await user.keyboard("{Escape}");
  expect(screen.queryByRole("dialog")).toBeNull();
  expect(screen.getByRole("button")).toHaveFocus();
});
