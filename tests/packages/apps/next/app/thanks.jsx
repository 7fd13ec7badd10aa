"use client";
import { useEffect } from "react";
import { goodword } from "goodword";

/** Hears of it by the page, as whatever stands elsewhere does. */
export function Thanks() {
  useEffect(() => {
    goodword("on", "delivered", ({ detail }) => { document.documentElement.dataset.delivered = detail.survey; });
  }, []);
  return null;
}
