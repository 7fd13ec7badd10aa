// What their snippet does: a queue, and the script that empties it.
window.posthog = Object.assign([], { _i: [], __SV: 1, people: [] });
posthog.init = (token, config, name) => posthog._i.push([token, config, name]);
posthog.init("bench", { api_host: location.origin, autocapture: false, capture_pageview: false, disable_session_recording: true, persistence: "memory" }, undefined);
const script = document.createElement("script");
Object.assign(script, { async: true, crossOrigin: "anonymous", src: "/static/array.js" });
document.head.append(script);
