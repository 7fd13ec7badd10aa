// One POST to the owner's endpoint.
import { form } from "./form.js";
import { shared } from "../browser/shared.js";

const MOST_BYTES = 65_536;
// What all requests of a page may hold that outlive it is 64 KiB; a page's own may be among them.
const KEEPALIVE_BYTES = 60_000;
const TYPES = { json: "application/json", text: "text/plain;charset=UTF-8", form: "application/x-www-form-urlencoded;charset=UTF-8" };

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

/** Why it may not be the endpoint that speaks: nothing where nothing suggests it. */
function doubt(response, url, text) {
  const bare = (url) => url.split("#")[0];
  if (response.redirected) return "redirected";
  // What comes from the network is basic or cors, and bears the address that was asked for.
  if (response.type === "default" || bare(response.url) !== bare(url)) return "worker";
  return /html/i.test(response.headers.get("content-type")) && /^\s*</.test(text) ? "html" : "";
}

/** One request, in `ms` at most: "redirect", or "status" with status, id, type, Retry-After and doubt. With `keepalive`, and where there is room for it, it outlives the page. */
export async function exchange(url, type, body, keepalive, ms) {
  if (type === "form") body = form(body);
  const abort = new AbortController(), timer = setTimeout(() => abort.abort(), ms), size = new TextEncoder().encode(body).length;
  keepalive &&= (shared.alive ?? 0) + size <= KEEPALIVE_BYTES;
  if (keepalive) shared.alive = (shared.alive ?? 0) + size;
  try {
    const response = await fetch(url, {
      method: "POST", headers: { "content-type": TYPES[type] ?? TYPES.json, accept: "application/json" }, body, keepalive,
      mode: "cors", credentials: "omit", redirect: "manual", referrerPolicy: "strict-origin", cache: "no-store", signal: abort.signal,
    });
    if (response.type === "opaqueredirect") return ["redirect"];
    // The time limit is for the body too. An own property alone counts: a page can give every object a `type`.
    const words = await text(response), said = json(words), word = (name) => Object.hasOwn(said, name) && typeof said[name] === "string" ? said[name] : null;
    return ["status", response.status, word("id"), word("type"), response.headers.get("retry-after"), doubt(response, url, words)];
  } finally {
    clearTimeout(timer);
    abort.abort();
    if (keepalive) shared.alive -= size;
  }
}
