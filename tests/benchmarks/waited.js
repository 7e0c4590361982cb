// What the page itself can tell about how long people waited.
window.waited = { shifts: 0, events: [], paint: 0, typed: [] };

function watch(type, see, more) {
  new PerformanceObserver((list) => list.getEntries().forEach(see)).observe({ type, buffered: true, ...more });
}
watch("layout-shift", (each) => { if (!each.hadRecentInput) waited.shifts += each.value; });
watch("largest-contentful-paint", (each) => { waited.paint = each.startTime; });
watch("event", (each) => { if (each.interactionId) waited.events.push(each.duration); }, { durationThreshold: 16 });

/** Calls back once the next frame has been painted. */
function afterPaint(then) {
  requestAnimationFrame(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = then;
    channel.port2.postMessage(0);
  });
}

/** The time between two frames, until `endFrames` gives them back. */
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

/** From a frame of the socket to the picture that holds its words. */
window.frameToPaint = ([id, words]) =>
  new Promise((resolve) => {
    const began = performance.now();
    requestAnimationFrame(function look() {
      const shown = [...document.querySelectorAll("[role=log] [role=article]")].some((each) => each.textContent.includes(words));
      if (shown) afterPaint(() => resolve(performance.now() - began));
      else requestAnimationFrame(look);
    });
    window.backend.receive(id, { kind: "text", body: words });
  });

/** From each key in a field to the picture that shows it. */
window.countKeys = (selector) =>
  document.querySelector(selector).addEventListener("keydown", (event) => afterPaint(() => waited.typed.push(performance.now() - event.timeStamp)), { capture: true });
