import { expect, test } from "vitest";
import { aSession } from "@/testing/builders";
import { backend } from "@/testing/server";
import { refreshSession, session } from "./session";

test("what the page's head asked already is not asked again: a refresh token is spent by its first use", async () => {
  window.pytakeRefresh = Promise.resolve(Response.json(aSession({}, "early")));
  await refreshSession();
  expect(session()?.access_token).toBe("early");
  expect(backend().refreshes).toBe(0);
  await refreshSession();
  expect(backend().refreshes).toBe(1);
});

test("an early question that found no network is told as any other, and asked anew by the next", async () => {
  window.pytakeRefresh = Promise.reject(new TypeError("offline"));
  await expect(refreshSession()).rejects.toMatchObject({ code: "Unreachable", passing: true });
  await refreshSession();
  expect(backend().refreshes).toBe(1);
});
