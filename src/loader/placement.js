// Where a survey can lie: in which corner, and over no button of the page that stays where it is.
import { around, at, covers } from "./sight.js";

const BUTTONS = "button,input,select,[role=button]", LINKS = ",a[href],textarea,iframe,[onclick]";
/** The least that a button measures, in pixels: the page is felt over in such steps. */
const STEP = 40;

/** What stays where it is while the page is scrolled, around a node; not what is scrolled inside it. */
function bar(node) {
  let scrolled;
  for (const element of around(node)) {
    const { position, overflowY } = getComputedStyle(element);
    if (/fixed|sticky/.test(position)) return !scrolled && !covers(element) && { element, position };
    scrolled ||= /auto|scroll/.test(overflowY) && element.scrollHeight > element.clientHeight + 1;
  }
}

/** Whether a button of the page that stays where it is lies there. */
function taken([left, top, right, bottom]) {
  const bars = new Map();
  for (let y = top; y <= bottom; y += STEP) {
    for (let x = left; x <= right; x += STEP) {
      const node = at(Math.min(x, innerWidth - 1), Math.min(y, innerHeight - 1));
      if (!node || bars.has(node)) continue;
      const found = bar(node);
      bars.set(node, found);
      if (!found) continue;
      const { element, position } = found, sought = position === "fixed" ? BUTTONS + LINKS : BUTTONS;
      const root = node.getRootNode(), within = root.host && element.contains(root.host) ? root : element;
      const buttons = [...within.querySelectorAll(sought), ...[element, node].filter((node) => node.matches(sought))];
      // What is inside a closed root cannot be seen.
      if (node.localName.includes("-") && !node.shadowRoot && !buttons[0]) return true;
      if (buttons.map((button) => button.getBoundingClientRect()).some((box) => box.width && box.left < right && box.right > left && box.top < bottom && box.bottom > top)) return true;
    }
  }
  return false;
}

/** Where a survey can lie without being laid over a button: the place is chosen, and whether there is one is told. */
export function placed(element, mode, chosen, own) {
  if (own?.width && element === document.activeElement) return true;
  const { innerWidth: wide, innerHeight: high } = globalThis, rtl = getComputedStyle(element).direction === "rtl";
  const phone = wide <= 480, width = phone ? wide : own?.width || Math.min(384, wide - 32), height = Math.min(own?.height || 480, high - 32);
  if (mode === "modal") return !taken([(wide - width) / 2, (high - height) / 2, (wide + width) / 2, (high + height) / 2]);
  const place = (corner) => {
    const left = phone ? 0 : /start$/.test(corner) === rtl ? wide - 24 - width : 24;
    const top = mode === "tab" ? high * .4 : /^top/.test(corner) && !phone ? 24 : phone ? high - height : high - 24 - height;
    return mode === "tab" && !own?.width ? [left ? wide - 44 : 0, top, left ? wide : 44, top + 120] : [left, top, left + width, top + height];
  };
  const [row, side] = chosen.split("-"), row2 = row === "top" ? "bottom" : "top", side2 = side === "start" ? "end" : "start";
  const corners = phone || mode === "tab" ? [chosen] : [chosen, row + "-" + side2, row2 + "-" + side, row2 + "-" + side2];
  const free = corners.find((corner) => !taken(place(corner)));
  if (free && (free !== chosen || element.hasAttribute("corner")) && element.getAttribute("corner") !== free) element.setAttribute("corner", free);
  return !!free;
}
