import { screen, waitFor } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { beforeEach, expect, test } from "vitest";
import { session } from "@/lib/session";
import { aConversation } from "@/testing/builders";
import { renderRoute } from "@/testing/render-route";
import { backend, server } from "@/testing/server";

beforeEach(() => {
  backend().signedIn = false;
});

async function fill(user: Awaited<ReturnType<typeof renderRoute>>["user"], email: string, password: string) {
  await user.type(await screen.findByLabelText("Work e-mail"), email);
  await user.type(screen.getByLabelText("Password"), password);
  await user.click(screen.getByRole("button", { name: "Sign in" }));
}

test("a visitor of any page is asked to sign in, and then gets that page", async () => {
  backend().add(aConversation({ id: "c1", contact_name: "Benedita Rocha", status: "bot", assignee: null }));
  const { user, router } = await renderRoute("/inbox?view=bot");
  await fill(user, "marina@clinica.example", "pytake-demo-2026");
  expect(await screen.findByRole("option", { name: /Benedita Rocha/ })).toBeVisible();
  expect(router.state.location.href).toBe("/inbox?view=bot");
});

test.each([
  ["nobody@clinica.example", "wrong"],
  ["marina@clinica.example", "wrong"],
])("%s with a wrong password is told the same, and keeps what was typed", async (email, password) => {
  const { user } = await renderRoute("/sign-in");
  await fill(user, email, password);
  expect(await screen.findByRole("alert")).toHaveTextContent("E-mail or password do not match.");
  expect(screen.getByLabelText("Work e-mail")).toHaveValue(email);
  expect(session()).toBeNull();
});

test("a lock-out names the wait and holds the button", async () => {
  const { user } = await renderRoute("/sign-in");
  await fill(user, "marina@clinica.example", "locked");
  expect(await screen.findByRole("alert")).toHaveTextContent("Too many attempts. Try again in 4 min.");
  expect(screen.getByRole("button", { name: "Sign in" })).toHaveAttribute("aria-disabled", "true");
});

test("a second wrong try is told anew", async () => {
  const { user } = await renderRoute("/sign-in");
  await fill(user, "marina@clinica.example", "wrong");
  const first = await screen.findByRole("alert");
  await user.click(screen.getByRole("button", { name: "Sign in" }));
  await waitFor(() => expect(screen.getByRole("alert")).not.toBe(first));
});

test("empty fields are named and nothing is asked of the server", async () => {
  const { user } = await renderRoute("/sign-in");
  await user.click(await screen.findByRole("button", { name: "Sign in" }));
  expect(screen.getByText("Type your e-mail")).toBeVisible();
  expect(screen.getByLabelText("Password")).toHaveAccessibleDescription("Type your password");
});

test("a server that cannot be reached is not a wrong password", async () => {
  server.use(http.post("*/api/sign-in", () => HttpResponse.error()));
  const { user } = await renderRoute("/sign-in");
  await fill(user, "marina@clinica.example", "pytake-demo-2026");
  expect(await screen.findByRole("alert")).toHaveTextContent("We cannot reach PyTake.");
});

test("an address of another site is never where signing in leads", async () => {
  const { user, router } = await renderRoute("/sign-in?then=%2F%2Fevil.example");
  await fill(user, "marina@clinica.example", "pytake-demo-2026");
  await waitFor(() => expect(router.state.location.pathname).toBe("/inbox"));
});

test("the language can be changed before signing in, and is remembered", async () => {
  const { user } = await renderRoute("/sign-in");
  await user.click(await screen.findByRole("button", { name: "Language: English" }));
  await user.click(screen.getByRole("menuitemradio", { name: "Português" }));
  expect(await screen.findByRole("heading", { name: "Entrar no PyTake" })).toBeVisible();
  expect(document.documentElement.lang).toBe("pt-BR");
  expect(localStorage.getItem("pytake.language")).toBe("pt-BR");
});

test("a reload with a live cookie needs no password", async () => {
  backend().signedIn = true;
  await renderRoute("/inbox");
  expect(await screen.findByText("Nothing waiting for you")).toBeVisible();
});

test("signing out leads back to the door and forgets the token", async () => {
  backend().signedIn = true;
  const { user, router } = await renderRoute("/inbox");
  await user.click((await screen.findAllByRole("button", { name: "Your account" }))[0] as HTMLElement);
  await user.click(screen.getByRole("menuitem", { name: "Sign out" }));
  await waitFor(() => expect(router.state.location.pathname).toBe("/sign-in"));
  expect(session()).toBeNull();
});

test("who cannot be signed out now is told so, and is not shown a door that a reload would open", async () => {
  backend().signedIn = true;
  server.use(http.post("*/api/sign-out", () => HttpResponse.error(), { once: true }));
  const { user, router } = await renderRoute("/inbox");
  const signOut = async () => {
    await user.click((await screen.findAllByRole("button", { name: "Your account" }))[0] as HTMLElement);
    await user.click(screen.getByRole("menuitem", { name: "Sign out" }));
  };
  await signOut();
  expect(await screen.findByRole("alert")).toHaveTextContent("You are still signed in");
  expect(router.state.location.pathname).toBe("/inbox");
  await signOut();
  await waitFor(() => expect(router.state.location.pathname).toBe("/sign-in"));
  expect(screen.queryByRole("alert")).toBeNull();
});
