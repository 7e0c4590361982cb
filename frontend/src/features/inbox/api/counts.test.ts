import { QueryClient } from "@tanstack/react-query";
import { afterEach, expect, test, vi } from "vitest";
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
