/** Of all tabs of this browser one speaks: the one that was looked at last. */

const LOCK = "pytake.speaks";

/** Takes part until stopped; `speaks` says whether it is this tab's turn. Where tabs cannot agree, each speaks. */
export function joinTabs(): { speaks: () => boolean; stop: () => void } {
  if (!navigator.locks) return { speaks: () => true, stop: () => undefined };
  let speaking = false;
  let stopped = false;
  let release: (() => void) | undefined;

  function take(steal: boolean) {
    if (stopped || speaking) return;
    const held = () => {
      speaking = true;
      return new Promise<void>((resolve) => {
        release = resolve;
      });
    };
    void navigator.locks
      .request(LOCK, steal ? { steal: true } : {}, held)
      .catch(() => undefined)
      .finally(() => {
        // Another tab is looked at now; should it close, this one is the next in line again.
        speaking = false;
        if (!stopped) take(false);
      });
  }
  const handleLook = () => !document.hidden && document.hasFocus() && take(true);

  take(false);
  handleLook();
  addEventListener("focus", handleLook);
  document.addEventListener("visibilitychange", handleLook);
  return {
    speaks: () => speaking,
    stop: () => {
      stopped = true;
      removeEventListener("focus", handleLook);
      document.removeEventListener("visibilitychange", handleLook);
      release?.();
    },
  };
}
