import { screen, waitFor, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { expect, test } from "vitest";
import { session } from "@/lib/session";
import { renderRoute } from "@/testing/render-route";
import { backend, server } from "@/testing/server";

const NEW = "another horse battery";

async function openProfile() {
  const view = await renderRoute("/settings/profile");
  const name = await screen.findByLabelText("Name");
  return { ...view, name };
}

async function typePasswords(user: Awaited<ReturnType<typeof renderRoute>>["user"], current: string, next: string) {
  await user.type(screen.getByLabelText("Current password"), current);
  await user.type(screen.getByLabelText("New password"), next);
  await user.click(screen.getByRole("button", { name: "Change password" }));
}

test("a name is saved, shown at once, and nothing asks when leaving", async () => {
  const { user, name, router } = await openProfile();
  await user.clear(name);
  await user.type(name, "  Marina D. ");
  await user.click(screen.getByRole("button", { name: "Save" }));
  expect(await screen.findByText("Name saved")).toBeVisible();
  expect(session()?.member.name).toBe("Marina D.");
  expect(name).toHaveValue("Marina D.");
  expect(screen.queryByRole("button", { name: "Save" })).toBeNull();
  await user.click(screen.getByRole("link", { name: "Appearance" }));
  await waitFor(() => expect(router.state.location.pathname).toBe("/settings/appearance"));
});

test("an empty name is named once the field is left, and from then on as one types", async () => {
  const { user, name } = await openProfile();
  await user.clear(name);
  expect(screen.queryByText("Type your name")).toBeNull();
  await user.tab();
  expect(name).toHaveAccessibleDescription("Type your name");
  await user.type(name, "M");
  expect(name).not.toHaveAccessibleDescription();
});

test("a name that could not be saved stays in its field, with the reason", async () => {
  server.use(http.patch("*/api/me", () => HttpResponse.error()));
  const { user, name } = await openProfile();
  await user.type(name, " Silva");
  await user.click(screen.getByRole("button", { name: "Save" }));
  expect(await screen.findByText("We cannot reach PyTake. Check your connection")).toBeVisible();
  expect(name).toHaveValue("Marina Duarte Silva");
  expect(session()?.member.name).toBe("Marina Duarte");
});

test("leaving with something unsaved asks first, and staying keeps it", async () => {
  const { user, name, router } = await openProfile();
  await user.type(name, " Silva");
  await user.type(screen.getByLabelText("New password"), "half");
  await user.click(screen.getByRole("link", { name: "Keyboard" }));
  const question = await screen.findByRole("alertdialog", { name: "Leave without saving?" });
  await user.click(within(question).getByRole("button", { name: "Stay" }));
  expect(router.state.location.pathname).toBe("/settings/profile");
  expect(name).toHaveValue("Marina Duarte Silva");
  await user.click(screen.getByRole("link", { name: "Keyboard" }));
  await user.click(within(await screen.findByRole("alertdialog")).getByRole("button", { name: "Leave" }));
  await waitFor(() => expect(router.state.location.pathname).toBe("/settings/keyboard"));
});

test("what others look after is shown and cannot be typed into", async () => {
  await openProfile();
  expect(screen.getByText("marina@clinica.example")).toBeVisible();
  expect(screen.getByText("Agent")).toBeVisible();
  expect(screen.queryByRole("textbox", { name: "E-mail" })).toBeNull();
});

test("a new password is set, the fields are emptied and the other sign-ins are gone", async () => {
  backend().ownPage.signIns.push({ ...backend().ownPage.signIns[0]!, id: "phone", current: false });
  const { user } = await openProfile();
  await typePasswords(user, "pytake-demo-2026", NEW);
  expect(await screen.findByText("Password changed. Your other sign-ins ended")).toBeVisible();
  expect(backend().ownPage.password).toBe(NEW);
  expect(backend().ownPage.signIns).toHaveLength(1);
  expect(screen.getByLabelText("Current password")).toHaveValue("");
});

test("a wrong current password is named at its field, which gets the focus and keeps what was typed", async () => {
  const { user } = await openProfile();
  await typePasswords(user, "wrong password", NEW);
  const current = screen.getByLabelText("Current password");
  await waitFor(() => expect(current).toHaveAccessibleDescription("The current password is not right"));
  expect(current).toHaveFocus();
  expect(current).toHaveValue("wrong password");
  expect(screen.getByLabelText("New password")).toHaveValue(NEW);
});

test("too many tries name the wait", async () => {
  server.use(http.post("*/api/me/password", () => HttpResponse.json({ code: "TooManyAttempts", detail: "Wait.", retry_after: 540 }, { status: 429 })));
  const { user } = await openProfile();
  await typePasswords(user, "pytake-demo-2026", NEW);
  expect(await screen.findByRole("alert")).toHaveTextContent("Too many attempts. Try again in 9 min");
});

test.each([
  ["short", "7 characters more"],
  ["pytake-demo-2026", "This is the password you have now"],
])("the new password %s is not sent: %s", async (next, said) => {
  let asked = 0;
  server.events.on("request:start", ({ request }) => {
    if (request.url.endsWith("/me/password")) asked += 1;
  });
  const { user } = await openProfile();
  await typePasswords(user, "pytake-demo-2026", next);
  expect(screen.getByLabelText("New password")).toHaveAccessibleDescription(said);
  expect(asked).toBe(0);
});

test("passwords are shown when asked for, and stay for a password manager to find", async () => {
  const { user } = await openProfile();
  expect(screen.getByLabelText("New password")).toHaveAttribute("autocomplete", "new-password");
  await user.click(screen.getByRole("button", { name: "Show passwords" }));
  expect(screen.getByLabelText("New password")).toHaveAttribute("type", "text");
});
