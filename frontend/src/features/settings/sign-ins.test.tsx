import { screen, waitFor, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { beforeEach, expect, test } from "vitest";
import { aSignIn } from "@/testing/own-page";
import { renderRoute } from "@/testing/render-route";
import { backend, server } from "@/testing/server";

const IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 19_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.1 Mobile/15E148 Safari/604.1";

beforeEach(() => {
  backend().ownPage.signIns.push(aSignIn({ id: "phone", device: IPHONE }), aSignIn({ id: "nameless", device: "" }));
});

async function openSignIns() {
  const view = await renderRoute("/settings/sign-ins");
  await screen.findByText("Chrome on Linux");
  return view;
}

test("each browser is told by name, and this one is marked and cannot be ended here", async () => {
  await openSignIns();
  const [here, phone, nameless] = screen.getAllByRole("listitem").filter((each) => each.textContent?.includes("Last used"));
  expect(within(here!).getByText("This browser")).toBeVisible();
  expect(within(here!).queryByRole("button")).toBeNull();
  expect(phone).toHaveTextContent("Safari on iPhone");
  expect(phone).toHaveTextContent("3 minutes ago");
  expect(nameless).toHaveTextContent("Unknown browser");
});

test("one browser is signed out of", async () => {
  const { user } = await openSignIns();
  await user.click(screen.getByRole("button", { name: "Sign out of Safari on iPhone" }));
  expect(await screen.findByText("Signed out of Safari on iPhone")).toBeVisible();
  expect(screen.queryByRole("button", { name: "Sign out of Safari on iPhone" })).toBeNull();
  expect(backend().ownPage.signIns.map((each) => each.id)).toEqual(["sign_in_here", "nameless"]);
});

test("one that had ended meanwhile is gone all the same", async () => {
  const { user } = await openSignIns();
  backend().ownPage.end("phone");
  await user.click(screen.getByRole("button", { name: "Sign out of Safari on iPhone" }));
  expect(await screen.findByText("Signed out of Safari on iPhone")).toBeVisible();
});

test("one that could not be ended stays in the list, and it is said", async () => {
  server.use(http.delete("*/api/me/sign-ins/:id", () => HttpResponse.json({ code: "Internal", detail: "x" }, { status: 500 })));
  const { user } = await openSignIns();
  await user.click(screen.getByRole("button", { name: "Sign out of Safari on iPhone" }));
  expect(await screen.findByText(/Safari on iPhone is still signed in\./)).toBeVisible();
  expect(screen.getByRole("button", { name: "Sign out of Safari on iPhone" })).toBeVisible();
});

test("all others are ended after a question that says how many", async () => {
  const { user } = await openSignIns();
  await user.click(screen.getByRole("button", { name: "Sign out of all others" }));
  const question = await screen.findByRole("alertdialog", { name: "Sign out of all others?" });
  expect(question).toHaveTextContent("2 other browsers will ask for the password again.");
  await user.click(within(question).getByRole("button", { name: "Sign out" }));
  expect(await screen.findByText("Only this browser is still signed in")).toBeVisible();
  expect(screen.getByText("You are signed in nowhere else.")).toBeVisible();
  expect(backend().ownPage.signIns).toHaveLength(1);
});

test("a list that does not come says so and can be asked for again", async () => {
  let down = true;
  server.use(http.get("*/api/me/sign-ins", () => (down ? HttpResponse.json({ code: "Internal", detail: "x" }, { status: 500 }) : undefined)));
  const { user } = await renderRoute("/settings/sign-ins");
  expect(await screen.findByRole("alert", undefined, { timeout: 8_000 })).toHaveTextContent("We could not see your sign-ins");
  down = false;
  await user.click(screen.getByRole("button", { name: "Try again" }));
  await waitFor(() => expect(screen.getByText("Chrome on Linux")).toBeVisible());
}, 12_000);
