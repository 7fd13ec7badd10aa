// The snippet of a Shopify theme.
//
// `GOODWORD_TOOLS` is a folder with the tools of `package.json`.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { test } from "node:test";

const { Liquid } = createRequire(join(process.env.GOODWORD_TOOLS, "package.json"))("liquidjs");
const folder = new URL("../../plugins/shopify/", import.meta.url), snippet = readFileSync(new URL("goodword.liquid", folder), "utf8");
const readme = readFileSync(new URL("README.md", folder), "utf8");

/** What a theme with this line writes; `shop` is what Shopify knows. */
const rendered = (line, shop = {}) => new Liquid({ templates: { goodword: snippet }, globals: shop }).parseAndRenderSync(line).trim();
const attributes = (html) => Object.fromEntries([...html.matchAll(/ ([a-z-]+)="([^"]*)"/g)].map(([, name, value]) => [name, value]));

test("the line of its README makes a script tag that is whole", () => {
  const line = /```liquid\n([^]*?)```/.exec(readme)[1], html = rendered(line, { request: { locale: { iso_code: "de" } }, template: { name: "product" } });
  assert.match(html, /^<script async( [a-z-]+="[^"<>]*")+><\/script>$/);
  assert.deepEqual(attributes(html), {
    src: "https://files.shop.example/goodword.js", "data-endpoint": "https://answers.shop.example/v1/responses", "data-survey": "shop",
    "data-trigger": "delay:10s", "data-urls": "!/cart", "data-locale": "de", "data-field-template": "product",
  });
});

test("what is not said is not written, and without an address nothing is", () => {
  const html = rendered("{% render 'goodword', src: 'https://a.example/goodword.js', endpoint: 'https://a.example/r' %}");
  assert.deepEqual(Object.keys(attributes(html)), ["src", "data-endpoint", "data-survey"]);
  assert.equal(rendered("{% render 'goodword', src: 'https://a.example/goodword.js' %}"), "");
});

test("no value ends its attribute", () => {
  const html = rendered(`{% render 'goodword', src: s, endpoint: s, survey: s, key: s, trigger: s, urls: s %}`, { s: `"><b onclick='x'>` });
  assert.match(html, /^<script async( [a-z-]+="[^"<>]*")+><\/script>$/);
});
