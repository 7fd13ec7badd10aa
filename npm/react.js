"use client";
import { createElement, forwardRef, useEffect, useImperativeHandle, useLayoutEffect, useRef } from "react";

// <settings>
const SETTINGS = {
  endpoint: "endpoint",
  survey: "survey",
  config: "config",
  writeKey: "key",
  identity: "identity",
  subject: "subject",
  locale: "locale",
  mode: "mode",
  corner: "corner",
  trigger: "trigger",
  urls: "urls",
  sample: "sample",
  cooldown: "cooldown",
  theme: "theme",
  accent: "accent",
  layout: "layout",
  followUp: "follow-up",
  personUrl: "person-url",
  privacyUrl: "privacy-url",
  partial: "partial",
  keep: "keep",
  context: "context",
  contentType: "content-type",
  acceptRedirect: "accept-redirect",
  answers: "answers",
  preview: "preview",
  shadow: "shadow",
};
const EVENTS = {
  onReady: "goodword:ready",
  onShown: "goodword:shown",
  onAnswered: "goodword:answered",
  onBeforesubmit: "goodword:beforesubmit",
  onSubmitted: "goodword:submitted",
  onDelivered: "goodword:delivered",
  onDismissed: "goodword:dismissed",
  onError: "goodword:error",
};
// </settings>

// A server renders the element with its attributes, and has no layout.
const useLayout = typeof document === "undefined" ? useEffect : useLayoutEffect;

const text = (value) => typeof value === "object" ? JSON.stringify(value) : String(value);

/** Its attributes; React keeps `key` for itself, so that one is set later. */
function attributes(props) {
  const given = {};
  for (const name of Object.keys(SETTINGS)) if (props[name] != null && SETTINGS[name] !== "key") given[SETTINGS[name]] = text(props[name]);
  return given;
}

/** What an element also takes: whatever is neither a setting nor an event of ours. */
function others({ children, className, definition, fields, ...props }) {
  const given = className ? { class: className } : {};
  for (const name of Object.keys(props)) if (!Object.hasOwn(SETTINGS, name) && !Object.hasOwn(EVENTS, name)) given[name] = props[name];
  return given;
}

/** Hidden fields keep the case of their names; those that are gone are taken away. */
function setFields(element, fields, before) {
  for (const name of Object.keys(before)) if (fields[name] == null) element.removeAttributeNS(null, "field-" + name);
  for (const name of Object.keys(fields)) if (fields[name] != null) element.setAttributeNS(null, "field-" + name, fields[name]);
}

/** `<good-word>`, with settings in camelCase. What stands inside is shown until the survey is painted, and where it cannot be. */
export const GoodWord = forwardRef(function GoodWord(props, ref) {
  const element = useRef(null), latest = useRef(props), before = useRef({});
  useImperativeHandle(ref, () => element.current, []);

  useLayout(() => {
    const { definition, fields = {}, writeKey } = latest.current = props;
    if (writeKey == null) element.current.removeAttribute("key");
    else element.current.setAttribute("key", writeKey);
    if (text(definition) !== text(element.current.definition)) element.current.definition = definition;
    setFields(element.current, fields, before.current);
    before.current = fields;
  });

  useLayout(() => {
    const own = element.current, listeners = Object.entries(EVENTS).map(([name, type]) => [type, (event) => latest.current[name]?.(event)]);
    for (const [type, listener] of listeners) own.addEventListener(type, listener);
    return () => listeners.forEach(([type, listener]) => own.removeEventListener(type, listener));
  }, []);

  useEffect(() => {
    import("./element.js").catch((error) => console.warn("Goodword: " + error.message));
  }, []);

  return createElement("good-word", { ...others(props), ...attributes(props), ref: element }, props.children);
});
