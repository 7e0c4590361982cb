import { QueryObserver } from "@tanstack/react-query";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { ApiError } from "@/lib/api-error";
import { createClient } from "./providers";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function watch(answers: (ApiError | string)[]) {
  const ask = vi.fn(async () => {
    const answer = answers.shift() ?? "at last";
    if (answer instanceof ApiError) throw answer;
    return answer;
  });
  const observer = new QueryObserver(createClient(), { queryKey: ["x"], queryFn: ask });
  const stop = observer.subscribe(() => undefined);
  return { ask, observer, stop };
}
const down = (retryAfter?: number) => new ApiError(503, "Down", "", { retryAfter });

test("a server that asks to wait is left alone for as long", async () => {
  const { ask, stop } = watch([down(7)]);
  await vi.advanceTimersByTimeAsync(6_900);
  expect(ask).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(200);
  expect(ask).toHaveBeenCalledTimes(2);
  stop();
});

test("what failed for good reasons is asked for again by itself while it is shown", async () => {
  const { ask, observer, stop } = watch([down(), down(), down()]);
  await vi.advanceTimersByTimeAsync(4_000);
  expect(observer.getCurrentResult().isError).toBe(true);
  expect(ask).toHaveBeenCalledTimes(3);
  await vi.advanceTimersByTimeAsync(15_000);
  expect(observer.getCurrentResult().data).toBe("at last");
  await vi.advanceTimersByTimeAsync(60_000);
  expect(ask).toHaveBeenCalledTimes(4);
  stop();
});

test("a refusal is taken as an answer", async () => {
  const { ask, stop } = watch([new ApiError(403, "NotAllowed", "")]);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(ask).toHaveBeenCalledTimes(1);
  stop();
});
