// Stands before everything on a page: it knows every shadow root, when something was first painted, what blocked the page,
// and how long a click waited for its paint.
(() => {
  const roots = [document];
  const attach = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (options) {
    const root = attach.call(this, options);
    roots.push(root);
    return root;
  };
  const find = (selector) => {
    for (const root of roots) for (const element of root.querySelectorAll(selector)) if (element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && element.getBoundingClientRect().height > 0) return element;
  };
  const painted = (then) =>
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => then(performance.now());
      port2.postMessage(0);
    });
  const bench = { tasks: [], events: {}, clicks: [], visible: undefined };
  bench.watch = (selector) => {
    const look = () => (find(selector) ? painted((at) => (bench.visible = at)) : requestAnimationFrame(look));
    look();
  };
  bench.places = (selector, most) => {
    const all = roots.flatMap((root) => [...root.querySelectorAll(selector)]).filter((element) => element.getBoundingClientRect().height > 0);
    return all.slice(0, most).map((element) => {
      const box = element.getBoundingClientRect();
      return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    });
  };
  addEventListener("click", (event) => painted((at) => bench.clicks.push(at - event.timeStamp)), true);
  const observe = (type, take, more) => new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true, ...more });
  observe("longtask", ({ startTime, duration }) => bench.tasks.push([startTime, duration]));
  observe(
    "event",
    ({ interactionId, duration }) => {
      if (interactionId) bench.events[interactionId] = Math.max(bench.events[interactionId] ?? 0, duration);
    },
    { durationThreshold: 16 },
  );
  Object.defineProperty(window, "bench", { value: bench });
})();
