// What the page itself can tell about how long people waited.
window.waited = { shifts: 0, events: [], paint: 0 };

function watch(type, see, more) {
  new PerformanceObserver((list) => list.getEntries().forEach(see)).observe({ type, buffered: true, ...more });
}
watch("layout-shift", (each) => { if (!each.hadRecentInput) waited.shifts += each.value; });
watch("largest-contentful-paint", (each) => { waited.paint = each.startTime; });
watch("event", (each) => { if (each.interactionId) waited.events.push(each.duration); }, { durationThreshold: 16 });

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
