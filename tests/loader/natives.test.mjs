// What the loader takes of the page's globals is all that our modules find under these names in a page: `cargo xtask dist` puts
// it in their place.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import test from "node:test";

const SOURCE = new URL("../../src/", import.meta.url);
const PARTIAL = /(?<![.\w])(JSON|Date|performance)\.(\w+)|\bnew (Date)\b/g;
// In what is built without them, the names mean what they mean anywhere.
const WITHOUT = /goodword(-definition|-keys|-worker)?\.js$|natives\.js$/;
const loader = readFileSync(new URL("loader/goodword.js", SOURCE), "utf8");
const taken = /goodword\.natives = \{([^]*?)\n    \};/.exec(loader)[1];
const has = (name, member) => new RegExp(`\\b${name}: \\{[^}]*\\b${member}\\b`).test(taken);

/** What a text uses of them and does not find. */
const missing = (text) => [...text.replace(/^\s*(\/\/|\*|\/\*).*$/gm, "").matchAll(PARTIAL)]
  .filter(([, name, member]) => !name || !has(name, member)).map(([found]) => found);

test("no module of ours uses more of them", () => {
  const files = readdirSync(SOURCE, { recursive: true }).filter((file) => file.endsWith(".js") && !WITHOUT.test(file));
  assert.ok(files.length > 20, `${files.length} files`);
  for (const file of files) assert.deepEqual(missing(readFileSync(new URL(file, SOURCE), "utf8")), [], file);
});

test("what is used is found", () => {
  assert.deepEqual(missing("JSON.parse(a); globalThis.JSON.stringify(a); Date.now(); own.JSON.stringify(a)\n// JSON.stringify"), []);
  assert.deepEqual(missing("f(JSON.stringify(a)); new Date(); performance.mark()"), ["JSON.stringify", "new Date", "performance.mark"]);
});
