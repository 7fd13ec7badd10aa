// The studio's side of pages/studio-frame.js: what is shown goes in, what is chosen comes out. Both are of one site.

const PAUSE_MS = 200;
const wanted = new WeakMap();

function post(frame) {
  const { text, ready } = wanted.get(frame) ?? {};
  if (ready && text) frame.contentWindow?.postMessage(text, location.origin);
}

export function listen(frame, tell) {
  addEventListener("message", ({ source, origin, data }) => {
    if (source !== frame.contentWindow || origin !== location.origin || typeof data !== "string") return;
    if (data !== "ready") return tell(data);
    wanted.set(frame, { ...wanted.get(frame), ready: true });
    post(frame);
  });
}

// Who types is shown the survey when they pause.
export function show(frame, text) {
  const before = wanted.get(frame);
  if (before?.text === text) return;
  clearTimeout(before?.timer);
  wanted.set(frame, { ...before, text, timer: setTimeout(post, before?.text ? PAUSE_MS : 0, frame) });
}
