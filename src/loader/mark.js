// What a visitor said to a survey, as it is remembered in this browser.
import { marked, rested, rule } from "./courtesy.js";

/** Remembers that a survey was answered, or why it was closed. */
export function mark(element, reason) {
  const survey = element.getAttribute("survey") || "default", now = Date.now();
  let days;
  try { days = rule({ cooldown: element.getAttribute("cooldown") || "" }).days; } catch { /* the owner was told */ }
  try {
    localStorage["goodword:" + survey] = marked(localStorage["goodword:" + survey] ?? "", reason, days, now);
    localStorage["goodword:"] = rested(survey, now);
  } catch { /* asked again, then */ }
}
