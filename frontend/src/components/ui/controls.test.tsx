import { fireEvent, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { expect, test, vi } from "vitest";
import { Button } from "./button";
import { Checkbox } from "./checkbox";
import { RadioCards } from "./radio-cards";
import { Segmented } from "./segmented";
import { Select } from "./select";
import { Switch } from "./switch";
import { Tabs } from "./tabs";
import { TextArea } from "./text-area";
import { TextField } from "./text-field";

const options = [{ value: "a", label: "Light" }, { value: "b", label: "Dark" }, { value: "c", label: "System" }] as const;
type Option = (typeof options)[number]["value"];

test("a second press while the first is under way is ignored, and the verb in progress is said", () => {
  const press = vi.fn();
  const { rerender } = render(<Button pendingLabel="Sending" onClick={press}>Send</Button>);
  fireEvent.click(screen.getByRole("button", { name: "Send" }));
  rerender(<Button pending pendingLabel="Sending" onClick={press}>Send</Button>);
  fireEvent.click(screen.getByRole("button", { name: "Sending" }));
  expect(press).toHaveBeenCalledOnce();
});

test("what cannot be pressed says why, and still takes the focus", async () => {
  const press = vi.fn();
  render(<Button reason="Type something first" onClick={press}>Send</Button>);
  const button = screen.getByRole("button", { name: "Send" });
  expect(button).toHaveAccessibleDescription("Type something first");
  await userEvent.click(button);
  expect(press).not.toHaveBeenCalled();
  expect(button).toHaveFocus();
  expect(button).toHaveAttribute("data-tip", "Type something first");
});

test("a segment is one stop for Tab; arrows, Home and End choose", async () => {
  function Theme() {
    const [value, setValue] = useState<Option>("a");
    return <Segmented label="Theme" value={value} options={options} onChange={setValue} />;
  }
  render(<Theme />);
  await userEvent.tab();
  await userEvent.keyboard("{ArrowRight}");
  expect(screen.getByRole("radio", { name: "Dark" })).toBeChecked();
  await userEvent.keyboard("{End}");
  expect(screen.getByRole("radio", { name: "System" })).toHaveFocus();
  await userEvent.keyboard("{ArrowRight}");
  expect(screen.getByRole("radio", { name: "Light" })).toBeChecked();
});

test("tabs show the content of the chosen one, under its name", async () => {
  function Details() {
    const [value, setValue] = useState<Option>("a");
    return <Tabs label="Details" value={value} tabs={options} onChange={setValue}>{`content of ${value}`}</Tabs>;
  }
  render(<Details />);
  await userEvent.tab();
  await userEvent.keyboard("{ArrowRight}");
  expect(screen.getByRole("tab", { name: "Dark" })).toHaveAttribute("aria-selected", "true");
  expect(screen.getByRole("tabpanel", { name: "Dark" })).toHaveTextContent("content of b");
});

test("a check that stands for some of several is mixed, and a press takes all", async () => {
  const change = vi.fn();
  render(<Checkbox label="All" checked="mixed" onChange={change} />);
  expect(screen.getByRole("checkbox", { name: "All" })).toBePartiallyChecked();
  await userEvent.click(screen.getByRole("checkbox"));
  expect(change).toHaveBeenCalledExactlyOnceWith(true);
});

test("a switch takes effect by press and by Space, and not with a reason against it", async () => {
  const change = vi.fn();
  const { rerender } = render(<Switch label="Sound" hint="Off by default" on={false} onChange={change} />);
  const control = screen.getByRole("switch", { name: "Sound" });
  expect(control).toHaveAccessibleDescription("Off by default");
  control.focus();
  await userEvent.keyboard(" ");
  expect(change).toHaveBeenCalledExactlyOnceWith(true);
  rerender(<Switch label="Sound" on={false} reason="The browser blocks it" onChange={change} />);
  await userEvent.click(control);
  expect(change).toHaveBeenCalledOnce();
  expect(control).toHaveAccessibleDescription("The browser blocks it");
});

test("cards and lists name what is chosen", async () => {
  const [card, listed] = [vi.fn(), vi.fn()];
  render(<RadioCards label="Send with" value="a" options={[{ value: "a", label: "Ctrl Enter", hint: "Enter makes a new line" }, { value: "b", label: "Enter" }]} onChange={card} />);
  render(<Select label="Region" value="a" options={options} onChange={listed} />);
  expect(screen.getByRole("radio", { name: "Ctrl Enter" })).toHaveAccessibleDescription("Enter makes a new line");
  await userEvent.click(screen.getByRole("radio", { name: "Enter" }));
  expect(card).toHaveBeenCalledExactlyOnceWith("b");
  await userEvent.selectOptions(screen.getByRole("combobox", { name: "Region" }), "Dark");
  expect(listed).toHaveBeenCalledExactlyOnceWith("b");
});

test("an error takes the hint's place and is read with the field", () => {
  const { rerender } = render(<TextField label="Phone" hint="With the country" />);
  expect(screen.getByRole("textbox", { name: "Phone" })).toHaveAccessibleDescription("With the country");
  rerender(<TextField label="Phone" hint="With the country" error="Use 10 or 11 digits" />);
  expect(screen.getByRole("textbox")).toBeInvalid();
  expect(screen.getByRole("textbox")).toHaveAccessibleDescription("Use 10 or 11 digits");
  render(<TextArea label="Text" count={{ n: 12, most: 10, said: "12 of 10" }} />);
  expect(screen.getByText("12 of 10")).toHaveClass("text-danger-ink");
});
