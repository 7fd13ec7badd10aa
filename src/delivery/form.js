// A response as a form posts it, for services that take nothing else.

/** A field for each value, named by its path as in a CSV; hidden fields have the names that their owner gave them. */
export function form(json) {
  const { fields, ...response } = JSON.parse(json), flat = new URLSearchParams();
  const add = (path, value) => {
    if (Object(value) !== value) flat.append(path, value);
    else if (Array.isArray(value)) flat.append(path, globalThis.JSON.stringify(value));
    else for (const [name, one] of Object.entries(value)) add(path ? path + "." + name : name, one);
  };
  add("", response);
  for (const [name, value] of Object.entries(fields ?? {})) flat.append(flat.has(name) ? "fields." + name : name, value);
  return String(flat);
}
