// What an owner has chosen for the visitor beforehand: the attribute `answers`, answers by the ids of their questions as JSON.

function read(host) {
  try {
    const found = JSON.parse(host.getAttribute("answers") || "{}");
    return typeof found === "object" && !Array.isArray(found) ? found : undefined;
  } catch { /* said by whoever asks */ }
}

const of = (host, name) => {
  const found = Object(read(host));
  if (Object.hasOwn(found, name)) return found[name];
};

/** Whether they can be read. */
export function usable(host) {
  return !!read(host);
}

/** The ids for which there is an answer. */
export function names(host) {
  return Object.entries(Object(read(host))).filter(([, value]) => value != null).map(([name]) => name);
}

/** An answer as text; nothing for a list. */
export function text(host, name) {
  const value = of(host, name);
  if (value != null && typeof value !== "object") return String(value);
}

/** The texts of an answer that is a list. */
export function texts(host, name) {
  const value = of(host, name);
  return Array.isArray(value) ? value.map(String) : [];
}
