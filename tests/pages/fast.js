// The page's time runs $SPEED times as fast, from a moment that every page of a run shares. It stands before the loader,
// which takes what it finds here for the browser's own.
(function () {
  var speed = Number("$SPEED"), start = Number("$START");
  if (!(speed > 1)) return;
  var RealDate = Date, now = RealDate.now.bind(RealDate), shift = Number("$SHIFT") || 0;
  var perf = performance.now.bind(performance), later = window.setTimeout.bind(window), each = window.setInterval.bind(window);
  window.real = { now: now, setTimeout: later };
  function time() { return Math.round(start + (now() - start) * speed) + shift; }
  // What waits for the disk waits for a machine, whose time is not ours to bend: up to a second stays as it is.
  function scaled(delay) { return delay > 1000 ? delay / speed : delay; }
  function FastDate() {
    if (!new.target) return new RealDate(time()).toString();
    return arguments.length ? Reflect.construct(RealDate, arguments, new.target) : Reflect.construct(RealDate, [time()], new.target);
  }
  FastDate.prototype = RealDate.prototype;
  FastDate.now = time;
  FastDate.parse = RealDate.parse;
  FastDate.UTC = RealDate.UTC;
  window.Date = FastDate;
  performance.now = function () { return perf() * speed; };
  window.setTimeout = function (work, delay) { return later.apply(null, [work, scaled(delay)].concat([].slice.call(arguments, 2))); };
  window.setInterval = function (work, delay) { return each.apply(null, [work, scaled(delay)].concat([].slice.call(arguments, 2))); };
})();
