// One POST to the owner's endpoint.

const MOST_BYTES = 65_536;

/** The reply's text, up to as much as anybody has a reason to answer. */
async function text(response) {
  const reader = response.body?.getReader(), decoder = new TextDecoder();
  let text = "";
  while (reader && text.length < MOST_BYTES) {
    const { done, value } = await reader.read();
    if (done) return text;
    text += decoder.decode(value, { stream: true });
  }
  reader?.cancel().catch(() => {});
  return text;
}

function json(text) {
  try {
    return Object(JSON.parse(text));
  } catch {
    return {};
  }
}

async function exchange(url, type, body, keepalive, ms) {
  const abort = new AbortController(), timer = setTimeout(() => abort.abort(), ms);
  try {
    const response = await fetch(url, {
      method: "POST", headers: { "content-type": type, accept: "application/json" }, body, keepalive,
      mode: "cors", credentials: "omit", redirect: "manual", referrerPolicy: "strict-origin", cache: "no-store", signal: abort.signal,
    });
    if (response.type === "opaqueredirect") return ["redirect"];
    // The time limit is for the body too. An own property alone counts: a page can give every object a `type`.
    const said = json(await text(response)), word = (name) => Object.hasOwn(said, name) && typeof said[name] === "string" ? said[name] : null;
    return ["status", response.status, word("id"), word("type"), response.headers.get("retry-after")];
  } finally {
    clearTimeout(timer);
    abort.abort();
  }
}

/** What came back: "nothing", "forbidden", "redirect", or "status" with status, id, type and Retry-After. With `keepalive` first, so that it outlives the tab; when the browser refuses that, without. */
export async function post(url, type, body, keepalive, ms) {
  let forbidden;
  const watch = (event) => { forbidden ||= event.disposition === "enforce" && event.effectiveDirective === "connect-src" && url.startsWith(event.blockedURI); };
  document.addEventListener("securitypolicyviolation", watch);
  const start = performance.now();
  try {
    return await exchange(url, type, body, keepalive, ms);
  } catch {
    const left = ms - (performance.now() - start);
    if (keepalive && !forbidden && left > 0) {
      try {
        return await exchange(url, type, body, false, left);
      } catch { /* nothing came of that either */ }
    }
    // The violation is told a moment after the refusal.
    await new Promise((resolve) => setTimeout(resolve));
    return [forbidden ? "forbidden" : "nothing"];
  } finally {
    document.removeEventListener("securitypolicyviolation", watch);
  }
}
