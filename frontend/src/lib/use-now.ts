import { useSyncExternalStore } from "react";
import { onClock, serverNow } from "./clock";

/** One shared ticker for the whole page: no timer per row. */
function ticker(period: number) {
  const listeners = new Set<() => void>();
  let now = 0;
  let timer: ReturnType<typeof setInterval> | undefined;

  function tick() {
    now = serverNow();
    listeners.forEach((listener) => listener());
  }
  function handleVisible() {
    if (!document.hidden) tick();
  }
  onClock(tick);
  return {
    /** Stands still between ticks: React compares what it reads. */
    read() {
      if (timer === undefined && Math.abs(serverNow() - now) >= period) now = serverNow();
      return now;
    },
    subscribe(listener: () => void) {
      if (listeners.size === 0) {
        now = serverNow();
        timer = setInterval(tick, period);
        document.addEventListener("visibilitychange", handleVisible);
      }
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        clearInterval(timer);
        timer = undefined;
        document.removeEventListener("visibilitychange", handleVisible);
      };
    },
  };
}

const tickers = { second: ticker(1_000), minute: ticker(60_000) };

/** The server's time, moving once a second or once a minute. */
export function useNow(every: keyof typeof tickers): number {
  return useSyncExternalStore(tickers[every].subscribe, tickers[every].read);
}
