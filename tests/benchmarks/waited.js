// What the page itself can tell about how long people waited. Every promise here ends: `within` says so aloud.
window.waited = { shifts: 0, interactions: {}, paint: 0, typed: [] };

function watch(type, see, more) {
  new PerformanceObserver((list) => list.getEntries().forEach(see)).observe({ type, buffered: true, ...more });
}
watch("layout-shift", (each) => { if (!each.hadRecentInput) waited.shifts += each.value; });
watch("largest-contentful-paint", (each) => { waited.paint = each.startTime; });
// Several events are one interaction; it lasted as long as the longest of them, to the presented frame.
watch("event", ({ interactionId: id, duration }) => { if (id) waited.interactions[id] = Math.max(waited.interactions[id] ?? 0, duration); }, { durationThreshold: 16 });

/** The time of each frame from now on, until `endFrames` gives them back. */
window.countFrames = () => {
  const frames = [];
  let last = performance.now();
  let on = true;
  requestAnimationFrame(function tick(now) {
    frames.push(now - last);
    last = now;
    if (on) requestAnimationFrame(tick);
  });
  window.endFrames = () => {
    on = false;
    return frames.slice(2);
  };
};

/** Calls back in the first task after the main thread has painted the frame that is due. */
function afterPaint(then) {
  requestAnimationFrame(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => then(performance.now());
    channel.port2.postMessage(0);
  });
}

/** Resolves when a painted frame has shown what `shown` sees; rejects after `patience` ms, saying what it waited for. */
function painted(shown, what, patience) {
  return new Promise((resolve, reject) => {
    const until = performance.now() + patience;
    let there = false;
    // Seen as it is written, so that the frame that carries it is the one that is timed.
    const watcher = new MutationObserver(() => { there ||= shown(); });
    watcher.observe(document, { childList: true, subtree: true, characterData: true });
    (function frame() {
      afterPaint((now) => {
        if (!there && now < until) return frame();
        watcher.disconnect();
        if (there) resolve(now);
        else reject(new Error(`waited ${patience} ms for ${what}`));
      });
    })();
  });
}

/** A moment in which the page has nothing to do; at most `patience` ms away. */
window.quiet = (patience = 2_000) => new Promise((resolve) => requestIdleCallback(() => resolve(), { timeout: patience }));

/** Customers write into these conversations, all in one go: from the first frame of the socket to the picture with the last one's words. */
window.framesToPaint = async ([ids, words, selector]) => {
  const { backend } = window;
  if (backend.sockets.size === 0) throw new Error("no socket is open");
  await quiet();
  const texts = () => [...document.querySelectorAll(selector)].some((each) => each.textContent.includes(words));
  const there = painted(texts, `"${words}" in ${selector}`, 10_000);
  const { frame } = backend;
  let began = 0;
  backend.frame = (each) => {
    began ||= performance.now();
    frame.call(backend, each);
  };
  try {
    ids.forEach((id) => backend.receive(id, { kind: "text", body: words }));
  } finally {
    delete backend.frame;
  }
  return (await there) - began;
};

/** From each key in a field, by the clock of the one who pressed it, to the main thread's paint with the letter. */
window.countKeys = (selector) => {
  const field = document.querySelector(selector);
  let pressed = 0;
  field.addEventListener("keydown", (event) => { pressed = event.timeStamp; }, { capture: true });
  field.addEventListener("input", () => {
    const began = pressed;
    afterPaint((now) => waited.typed.push(now - began));
  }, { capture: true });
};

/** Since the page was asked for: when its largest part, and when the first conversation of the list was painted. */
const arrival = painted(() => document.querySelector("[role=option]") !== null, "a conversation", 30_000);
arrival.catch(() => undefined);
window.arrived = async () => {
  const row = await arrival;
  await quiet();
  return [waited.paint, row];
};
