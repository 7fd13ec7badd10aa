// Applications that import the package as npm packs it: built by their own tools, and answered in a browser.
//
// `GOODWORD_PACKAGE` is the package, `GOODWORD_APPS` a folder with the tools of `apps/package.json`, `GOODWORD_REACT_18` one
// with React 18; `CHROMIUM` and `CHROMEDRIVER` are the browser.
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { browser } from "./browser.mjs";
import { site } from "./site.mjs";
import { unpack } from "./unpack.mjs";

const { GOODWORD_PACKAGE, GOODWORD_APPS, GOODWORD_REACT_18 } = process.env;
const tools = join(GOODWORD_APPS, "node_modules"), apps = join(GOODWORD_APPS, "apps");
// What the package's README says that a page must allow.
const POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'";
const words = (language) => JSON.parse(readFileSync(join(GOODWORD_PACKAGE, "dist/locale", language + ".json"), "utf8"));

let page;

before(async () => {
  unpack(GOODWORD_APPS);
  rmSync(apps, { recursive: true, force: true });
  cpSync(fileURLToPath(new URL("apps", import.meta.url)), apps, { recursive: true });
  page = await browser();
});

after(() => page?.close());

const tool = (app, script, args, env) => execFileSync("node", [join(tools, script), ...args], { cwd: join(apps, app), env: { ...process.env, ...env }, encoding: "utf8", stdio: "pipe" });
const vite = (app, folder = "dist", env) => {
  tool(app, "vite/bin/vite.js", ["build", "--logLevel", "warn", "--outDir", folder], env);
  return join(apps, app, folder);
};

/** Waits for what says this in the survey and can be pressed, and clicks it. */
const click = (text) => page.until(text, `
  const root = document.querySelector("good-word")?.shadowRoot, says = (node) => [node, ...node.querySelectorAll("span")].some((one) => one.textContent.trim() === arguments[0]) && !node.matches(":disabled, [aria-disabled=true]");
  const found = [...root?.querySelectorAll("button, label") ?? []].find(says);
  found?.click();
  return Boolean(found);`, text);

const delivered = (survey) => page.until("delivery", "return document.documentElement.dataset.delivered === arguments[0]", survey);

/** Asks the usual questions, and answers the first. */
async function answer(language) {
  const say = words(language);
  for (const text of [say.empathy_4, say.next, say.skip, say.skip, say.send]) await click(text);
}

/** No page says anything that its owner would have to look after. */
async function isSilent() {
  const said = (await page.console()).filter(({ level, message }) => level !== "DEBUG" && level !== "INFO" && !message.includes("favicon"));
  assert.deepEqual(said.map(({ message }) => message), []);
}

async function visit(source, policy, work) {
  const served = await site(source, policy);
  try {
    await page.console();
    await page.open(served.origin + "/");
    await work(served);
    await isSilent();
  } finally {
    await served.close();
  }
}

test("Vite, in another language", async () => {
  await visit(vite("vite"), POLICY, async ({ answers }) => {
    await answer("de");
    await delivered("vite");
    assert.deepEqual(answers.map(({ answers, fields }) => [answers, fields]), [[{ empathy: 4 }, { plan: "pro" }]]);
  });
});

test("Vite, and what needs a site's own files", async () => {
  await visit(join(apps, "vite/dist"), POLICY, async () => {
    await page.run(`document.addEventListener("goodword:error", ({ detail }) => { document.title = detail.message; });
      document.body.insertAdjacentHTML("beforeend", '<good-word mode="iframe" survey="framed">Write to us</good-word>');`);
    await page.until("the reason", "return document.title.includes('mode=iframe needs a site')");
    assert.deepEqual((await page.console()).map(({ message }) => /Goodword: .*(?=")/.exec(message)?.[0] ?? message).filter((said) => !said.includes("favicon")),
      ["Goodword: mode=iframe needs a site that serves the files: name its goodword.js in a script tag"]);
  });
});

test("Vite, while it is developed", async () => {
  const port = await free(), server = spawn("node", [join(tools, "vite/bin/vite.js"), "--port", String(port), "--host", "127.0.0.1"], { cwd: join(apps, "vite") });
  const served = await passing(`http://127.0.0.1:${port}`);
  try {
    await page.open(served.origin + "/");
    await answer("de");
    await delivered("vite");
  } finally {
    // It goes on asking for what has changed, and says so when nobody answers.
    await page.open("about:blank");
    await served.close();
    server.kill();
  }
});

test("React's types take what there is and nothing else", () => {
  tool("react", "typescript/bin/tsc", ["-p", "."]);
});

for (const [version, env] of [[19, {}], [18, { REACT: join(GOODWORD_REACT_18, "node_modules") }]]) {
  test(`React ${version}, with a survey of its own`, async () => {
    await visit(vite("react", "dist-" + version, env), POLICY, async ({ answers }) => {
      await click("2");
      await click("Send");
      await delivered("react");
      await page.until("the state", "return document.querySelector('p').textContent === 'react'");
      assert.ok((await page.run("return document.querySelector('#version').textContent")).startsWith(version + "."));
      assert.deepEqual(answers.map(({ answers, fields, key }) => [answers, fields, key]), [[{ effort: 2 }, { OrderId: "A-17" }, "gw_pub_1"]]);
    });
  });
}

for (const [app, check] of [["vue", ["vue-tsc/bin/vue-tsc.js", "-p", "."]], ["svelte", ["svelte-check/bin/svelte-check", "--tsconfig", "./tsconfig.json", "--fail-on-warnings"]]]) {
  test(`${app}, with its types`, async () => {
    const [script, ...args] = check;
    tool(app, script, args);
    await visit(vite(app), POLICY, async ({ answers }) => {
      await answer("en");
      await delivered(app);
      assert.deepEqual(answers.map(({ answers }) => answers), [{ empathy: 4 }]);
    });
  });
}

/** A site of what another server says, once it is there. */
async function passing(origin) {
  while (!await fetch(origin).catch(() => {})) await new Promise((resolve) => setTimeout(resolve, 100));
  return site(origin);
}

test("no tools at all, and a form service", async () => {
  cpSync(join(tools, "goodword/dist"), join(apps, "hosted/goodword"), { recursive: true });
  await visit(join(apps, "hosted"), POLICY, async ({ answers }) => {
    await answer("en");
    await delivered("hosted");
    const [{ id, survey, "answers.empathy": empathy, "form-name": name, ...rest }] = answers;
    assert.deepEqual([answers.length, survey, empathy, name, rest.answers], [1, "hosted", "4", "feedback", undefined]);
    assert.match(id, /^[0-9a-f-]{36}$/);
  });
});

/** A port that is free now. */
async function free() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  return port;
}

for (const bundler of ["turbopack", "webpack"]) {
  test(`Next.js, rendered on a server, by ${bundler}`, async () => {
    const script = "next/dist/bin/next", env = { NEXT_TELEMETRY_DISABLED: "1" }, port = await free(), origin = `http://127.0.0.1:${port}`;
    rmSync(join(apps, "next/.next"), { recursive: true, force: true });
    tool("next", script, ["build", "--" + bundler], env);
    const server = spawn("node", [join(tools, script), "start", "-p", String(port), "-H", "127.0.0.1"], { cwd: join(apps, "next"), env: { ...process.env, ...env } });
    try {
      await (await passing(origin)).close();
      const html = await (await fetch(origin)).text();
      assert.match(html, /<good-word endpoint="\/v1\/responses" survey="next" follow-up="24" shadow="open">Fallback<\/good-word>/);
      await visit(origin, "", async ({ answers }) => {
        await answer("fr");
        await delivered("next");
        assert.deepEqual(answers.map(({ answers }) => answers), [{ empathy: 4 }]);
      });
    } finally {
      server.kill();
    }
  });
}
