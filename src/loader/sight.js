// What can be seen at a point of the page, and around it.

/** The nodes around a node, out of shadow roots too. */
export function* around(node) {
  for (; node; node = node.assignedSlot ?? node.parentNode ?? node.host) if (node.nodeType === 1) yield node;
}

/** What lies at a point under what is ours, inside open roots. */
export function at(x, y) {
  let found, root = document;
  for (let depth = 0; root && depth < 9; depth++) {
    const next = root.elementsFromPoint(x, y).find((element) => element.localName !== "good-word");
    if (!next || next === found) break;
    found = next;
    root = found.shadowRoot;
  }
  return found;
}

export const covers = (element) => {
  const { width, height } = element.getBoundingClientRect();
  return width > innerWidth * .9 && height > innerHeight * .9;
};
