import { QueryClient } from "@tanstack/react-query";
import { screen, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { afterEach, expect, test, vi } from "vitest";
import { aConversation } from "@/testing/builders";
import { renderRoute } from "@/testing/render-route";
import { backend, server } from "@/testing/server";
import { askCounts } from "./counts";

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

test("however much happens behind a hidden tab, whoever comes back asks for the counts once", () => {
  vi.useFakeTimers();
  const client = new QueryClient();
  client.setQueryData(["conversations", "counts"], { mine: 0, unassigned: 0, bot: 0, all: 0, most: 1_000 });
  const asked = vi.spyOn(client, "invalidateQueries");
  const hidden = vi.spyOn(document, "visibilityState", "get").mockReturnValue("hidden");
  for (let time = 0; time < 5; time += 1) {
    askCounts(client);
    vi.advanceTimersByTime(3_000);
  }
  expect(asked).not.toHaveBeenCalled();
  hidden.mockReturnValue("visible");
  document.dispatchEvent(new Event("visibilitychange", { bubbles: true }));
  expect(asked).toHaveBeenCalledTimes(1);
  askCounts(client);
  vi.advanceTimersByTime(3_000);
  expect(asked).toHaveBeenCalledTimes(2);
});

test("a list that is here to its end is counted itself: the server may have counted what is told only afterwards", async () => {
  for (const id of ["a", "b", "c"]) backend().add(aConversation({ id }));
  server.use(http.get("*/api/conversations/counts", () => HttpResponse.json({ mine: 4, unassigned: 2, bot: 0, all: 6, most: 1_000 })));
  await renderRoute("/inbox");
  expect(await screen.findByRole("button", { name: "Unassigned 2" })).toBeVisible();
  expect(await within(screen.getByRole("group", { name: "Views" })).findByRole("button", { name: "Mine 3" })).toBeVisible();
});
