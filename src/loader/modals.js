// Whether a dialog of the page lets nothing else be used.
import { around, at, covers } from "./sight.js";

const DIALOGS = "dialog,[aria-modal=true],[role=dialog],[role=alertdialog]";

const isFixed = (element) => getComputedStyle(element).position === "fixed";

/** Whether there is something that lets nothing else be used: a dialog that says so, or one with a ground under it. */
function isModal(dialog) {
  if (dialog.matches(":modal")) return true;
  if (dialog.closest("[aria-hidden=true],[inert]")) return false;
  if (!(dialog.checkVisibility?.({ checkOpacity: true, checkVisibilityCSS: true, opacityProperty: true, visibilityProperty: true }) ?? dialog.getClientRects().length)) return false;
  if (dialog.getAttribute("aria-modal") === "true") {
    const { width, height, right, bottom, left, top } = dialog.getBoundingClientRect();
    return !width || !height || right > 0 && bottom > 0 && left < innerWidth && top < innerHeight;
  }
  if (dialog.localName === "dialog") return false;
  if (getComputedStyle(document.body).pointerEvents === "none") return true;
  const ground = [...around(at(2, 2))].find(isFixed);
  return !!ground && covers(ground) && ground.contains(at(innerWidth - 2, innerHeight - 2));
}

/** Whether one is open that this survey is not a part of. */
export function modal(element) {
  const middle = [...around(at(innerWidth / 2, innerHeight / 2)), ...around(document.activeElement?.shadowRoot?.activeElement)];
  // A survey of ours is no dialog of the page's.
  const theirs = (node) => node.matches(DIALOGS) && node.getRootNode().host?.localName !== "good-word";
  const dialogs = [...document.querySelectorAll(DIALOGS), ...middle.filter(theirs)];
  return dialogs.some((dialog) => !dialog.contains(element) && isModal(dialog));
}
