// One try of the sender.
import { exchange } from "./http.js";
import { thaw } from "./leaving.js";

/** What came back: "nothing", "forbidden", or what `exchange` says. What went out when the page was hidden is not sent again: its reply is awaited. */
export async function post(id, seq, url, type, body, keepalive, ms) {
  let forbidden;
  const watch = (event) => { forbidden ||= event.disposition === "enforce" && event.effectiveDirective === "connect-src" && url.startsWith(event.blockedURI); };
  document.addEventListener("securitypolicyviolation", watch);
  try {
    return await (thaw(id, seq, url) ?? exchange(url, type, body, keepalive, ms));
  } catch {
    // The violation is told a moment after the refusal.
    await new Promise((resolve) => setTimeout(resolve));
    return [forbidden ? "forbidden" : "nothing"];
  } finally {
    document.removeEventListener("securitypolicyviolation", watch);
  }
}

/** Whether the browser believes that there is a network. */
export const online = () => navigator.onLine !== false;
