import { screen, waitFor, within } from "@testing-library/react";
import { beforeEach, expect, test } from "vitest";
import { DEFAULTS, prefer, usePreferences } from "@/lib/preferences";
import { aSession } from "@/testing/builders";
import { renderRoute } from "@/testing/render-route";
import { backend } from "@/testing/server";
import { deviceOf } from "./device";

beforeEach(() => prefer(DEFAULTS));

test("the settings open on the profile, and the account menu leads there", async () => {
  const { user, router } = await renderRoute("/inbox");
  await user.click((await screen.findAllByRole("button", { name: "Your account" }))[0] as HTMLElement);
  await user.click(screen.getByRole("menuitem", { name: "Settings" }));
  await waitFor(() => expect(router.state.location.pathname).toBe("/settings/profile"));
  expect(await screen.findByRole("heading", { level: 1, name: "Profile" })).toBeVisible();
  expect(document.title).toContain("Profile");
});

test("a section is where the list says one is", async () => {
  const { user } = await renderRoute("/settings/profile");
  await user.click(await screen.findByRole("link", { name: "Notifications" }));
  expect(await screen.findByRole("heading", { level: 1, name: "Notifications" })).toBeVisible();
  expect(screen.getByRole("link", { name: "Notifications" })).toHaveAttribute("aria-current", "page");
});

test("a section that does not exist is said to, and the others stay in reach", async () => {
  const { user } = await renderRoute("/settings/nothing");
  expect(await screen.findByText("This page does not exist")).toBeVisible();
  await user.click(screen.getByRole("link", { name: "Appearance" }));
  expect(await screen.findByRole("heading", { level: 1, name: "Appearance" })).toBeVisible();
});

test("who never replies is not led to the canned replies", async () => {
  backend().session = aSession({ role: "viewer", permissions: ["conversation.read"] });
  await renderRoute("/settings/profile");
  const nav = await screen.findByRole("navigation", { name: "Sections of the settings" });
  expect(within(nav).queryByRole("link", { name: "Canned replies" })).toBeNull();
});

test("a language is spoken at once", async () => {
  const { user } = await renderRoute("/settings/language");
  await user.click(await screen.findByRole("radio", { name: "Español" }));
  expect(await screen.findByRole("heading", { level: 1, name: "Idioma y región" })).toBeVisible();
  expect(document.documentElement.lang).toBe("es");
});

test("a region changes how things are written, never the words", async () => {
  const { user } = await renderRoute("/settings/language");
  const sample = await screen.findByRole("region", { name: "This is how it looks" });
  expect(sample).toHaveTextContent("12,480.5");
  await user.selectOptions(screen.getByLabelText("Format"), "pt-BR");
  expect(sample).toHaveTextContent("12.480,5");
  expect(sample).toHaveTextContent("R$ 1.249,90");
  expect(screen.getByRole("heading", { level: 1, name: "Language and region" })).toBeVisible();
});

test("theme and density take effect when they are chosen", async () => {
  const { user } = await renderRoute("/settings/appearance");
  await user.click(await screen.findByRole("radio", { name: "Dark" }));
  expect(document.documentElement).toHaveClass("dark");
  await user.click(screen.getByRole("radio", { name: "Light" }));
  expect(document.documentElement).not.toHaveClass("dark");
  await user.click(screen.getByRole("radio", { name: "Compact" }));
  expect(usePreferences.getState().density).toBe("compact");
});

test("notifications are switched on once the browser lets us, and say why when it does not", async () => {
  const before = globalThis.Notification;
  let permission: NotificationPermission = "default";
  const asked = () => Promise.resolve((permission = "denied"));
  globalThis.Notification = { get permission() { return permission; }, requestPermission: asked } as never;
  try {
    const { user } = await renderRoute("/settings/notifications");
    const notify = await screen.findByRole("switch", { name: "Browser notifications" });
    await user.click(notify);
    expect(await screen.findByRole("status", { name: "" })).toHaveTextContent("This browser blocks notifications from PyTake.");
    expect(notify).not.toBeChecked();
    expect(usePreferences.getState().notify).toBe(false);
  } finally {
    globalThis.Notification = before;
  }
});

test("sound is a matter of taste", async () => {
  const { user } = await renderRoute("/settings/notifications");
  await user.click(await screen.findByRole("switch", { name: "Sound" }));
  expect(usePreferences.getState().sound).toBe(true);
});

test.each([
  ["Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0", "Edge", "Windows", false],
  ["Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36", "Chrome", "ChromeOS", false],
  ["Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Safari/605.1.15", "Safari", "Mac", false],
  ["Mozilla/5.0 (Linux; Android 16) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/29.0 Chrome/136.0.0.0 Mobile Safari/537.36", "Samsung Internet", "Android", true],
  ["Mozilla/5.0 (iPad; CPU OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) FxiOS/145.0 Mobile/15E148 Safari/605.1.15", "Firefox", "iPad", true],
  ["curl/8.5.0", undefined, undefined, false],
  ["<script>alert(1)</script>", undefined, undefined, false],
])("%s is read as %s on %s", (said, browser, system, handheld) => {
  expect(deviceOf(said)).toEqual({ browser, system, handheld });
});
