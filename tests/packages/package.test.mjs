// The package as npm packs it: what is in it, and what programs without a browser make of it.
//
// `GOODWORD_PACKAGE` is the package, `GOODWORD_TOOLS` a folder with the tools of `package.json`.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, rmSync, statSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { before, test } from "node:test";
import { unpack } from "./unpack.mjs";

// Beside the package, because the tools are shared with other checkouts.
const tools = join(process.env.GOODWORD_TOOLS, "node_modules"), place = dirname(process.env.GOODWORD_PACKAGE), own = join(place, "node_modules/goodword");
let archive;

before(() => {
  archive = unpack(place);
  for (const name of ["react", "react-dom"]) {
    rmSync(join(place, "node_modules", name), { force: true });
    symlinkSync(join(tools, name), join(place, "node_modules", name));
  }
});

const node = (...args) => execFileSync("node", args, { cwd: place, encoding: "utf8", stdio: "pipe" });
const run = (script) => node("--input-type=module", "--eval", script);
const text = (file) => readFileSync(join(own, file), "utf8");
const manifest = () => JSON.parse(text("package.json"));

test("publint finds nothing", () => {
  assert.match(node(join(tools, "publint/src/cli.js"), "run", archive, "--strict"), /All good!/);
});

test("its types resolve wherever modules do", () => {
  node(join(tools, "@arethetypeswrong/cli/dist/index.js"), archive, "--profile", "esm-only");
});

test("it holds what a site serves, and nothing compressed, private, of the shop or of the builder", () => {
  const files = execFileSync("tar", ["-tzf", archive], { encoding: "utf8" }).trim().split("\n").map((file) => file.replace("package/", ""));
  for (const file of ["README.md", "LICENSE-MIT", "LICENSE-APACHE", "dist/goodword.js", "dist/goodword-reader_bg.wasm", "dist/frame.html", "dist/locale/de.json"]) {
    assert.ok(files.includes(file), file);
  }
  assert.deepEqual(files.filter((file) => /\.(br|gz|map|tgz)$|(^|\/)(index\.html|shop\.js|node_modules)|studio/.test(file)), []);
  assert.ok(statSync(archive).size < 2_100_000, `${statSync(archive).size} bytes`);
});

test("what it names is there, and it depends on nothing", () => {
  const { exports, sideEffects, scripts, dependencies, customElements } = manifest();
  const named = Object.values(exports).flatMap((one) => typeof one === "string" ? one : Object.values(one));
  for (const file of [...named, ...sideEffects, customElements]) assert.ok(existsSync(join(own, file.replace(/\*.*/, ""))), file);
  assert.deepEqual([scripts, dependencies], [undefined, undefined]);
  for (const { path } of JSON.parse(text("custom-elements.json")).modules) assert.ok(existsSync(join(own, path)), path);
});

test("the file of a bundle is one of a site, or made of one", () => {
  for (const name of ["courtesy", "definition", "keys", "more"]) assert.equal(text(`bundle/goodword-${name}.js`), text(`dist/goodword-${name}.js`));
  const loader = text("bundle/loader.js"), imported = [...loader.matchAll(/import\("\.\/([^"]+)"\)/g)].map(([, file]) => file);
  assert.ok(imported.length > 30, `${imported.length} files`);
  for (const file of imported) {
    const said = text("bundle/" + file);
    for (const [, url] of said.matchAll(/new URL\("([^"]+)",import\.meta\.url\)/g)) assert.ok(existsSync(join(own, "bundle", url)), `${file}: ${url}`);
    assert.doesNotMatch(said, /new URL\("[^"]*"\+/, file);
  }
});

test("a server imports it and nothing happens", () => {
  const names = `const { goodword, load } = await import("goodword"); await import("goodword/element"); await import("goodword/vue"); await import("goodword/svelte");
    goodword("init", { endpoint: "/v1/responses" }); await load("/goodword.js");
    console.log(JSON.stringify([goodword("ask") ?? null, typeof globalThis.goodword]));`;
  assert.deepEqual(JSON.parse(run(names)), [null, "undefined"]);
});

test("calls wait in the order in which they came", () => {
  const script = `globalThis.document = {}; const { goodword } = await import("goodword");
    goodword("set", { plan: "pro" }); goodword("ask");
    const waiting = globalThis.goodword.q.map((call) => [...call]);
    globalThis.goodword = (...call) => call; console.log(JSON.stringify([waiting, goodword("close")]));`;
  assert.deepEqual(JSON.parse(run(script)), [[["set", { plan: "pro" }], ["ask"]], ["close"]]);
});

test("a page that is only played, as in tests of an application, is left alone", () => {
  for (const page of ["document = {}", "document = {}; globalThis.customElements = {}; delete globalThis.fetch"]) {
    assert.equal(run(`globalThis.${page}; await import("goodword/element"); console.log(typeof globalThis.goodword)`).trim(), "undefined", page);
  }
});

test("a server renders the component with its attributes and its fallback", () => {
  assert.equal(text("react.js").split("\n")[0], '"use client";');
  const script = `import { createElement } from "react"; import { renderToString } from "react-dom/server"; import { GoodWord } from "goodword/react";
    const props = { endpoint: "/v1/responses", followUp: 24, writeKey: "k", answers: { recommend: 9 }, className: "wide", onDelivered() {} };
    console.log(renderToString(createElement(GoodWord, props, "Write to us")));`;
  const html = run(script).trim();
  assert.match(html, /^<good-word [^>]*>Write to us<\/good-word>$/);
  const attributes = [...html.matchAll(/ ([a-z-]+)="([^"]*)"/g)].map(([, name, value]) => [name, value]).sort();
  assert.deepEqual(attributes, [["answers", "{&quot;recommend&quot;:9}"], ["class", "wide"], ["endpoint", "/v1/responses"], ["follow-up", "24"]]);
});
