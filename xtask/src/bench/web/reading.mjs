// A file that somebody hands in, from its bytes to its figures, in a worker of a browser: the site's reader, what a page would
// write by hand, the bare read, DuckDB-WASM. They take turns, each in a browser of its own; all must find the same.
// node reading.mjs MODULES SITE CHROMIUM ROUNDS KIND:FILE...
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { launch, tell, watched } from "./chromium.mjs";
import { site } from "./site.mjs";

const [modules, dist, executable, rounds, ...files] = process.argv.slice(2);
const here = dirname(fileURLToPath(import.meta.url));
// A file of so many responses is read again in the same worker so often, which by then is warm.
const again = (responses) => (responses <= 100_000 ? 4 : 1);
// It takes as long as all others together: small files tell enough.
const IN_DUCKDB = 1_000_000;
// So long a person takes to choose a file, at the least.
const LATER_MS = 1_000;

const duckdb = await build({ entryPoints: [join(here, "pages/duckdb-worker.js")], bundle: true, minify: true, write: false, format: "esm", nodePaths: [modules], logLevel: "error" });
const answers = { "/made/duckdb-worker.js": { type: "text/javascript", body: duckdb.outputFiles[0].text } };
const folders = { "/pages/": join(here, "pages"), "/duckdb/": join(modules, "@duckdb/duckdb-wasm/dist"), "/": dist };
const { origin, close } = await site({ folders, answers });

// A page where the file was handed in.
async function opened(path) {
  const chromium = await launch(executable);
  const tab = await chromium.browser.newPage();
  await tab.goto(`${origin}/pages/reading.html`);
  await tab.waitForFunction("globalThis.begin");
  await tab.setInputFiles("input", path);
  return { chromium, tab };
}

// The results view starts its reader when it is opened, and a person chooses a file some time after that.
async function readLater(who, kind, responses, path) {
  const { chromium, tab } = await opened(path);
  await tab.evaluate((who) => begin(who), who);
  await tab.waitForTimeout(LATER_MS);
  tell(`${kind} ${responses} first`, who, (await tab.evaluate(() => timed("read"))).ms);
  await chromium.close();
}

// What an analyst does with what was read.
async function filterAndSave(tab, name) {
  for (const device of ["mobile", "desktop", "tablet"]) {
    const { ms } = await tab.evaluate((device) => timed("filter", device), device);
    tell(name("filter"), "Goodword", ms);
  }
  tell(name("csv"), "Goodword", (await tab.evaluate(() => timed("save"))).ms);
}

async function read(who, kind, responses, path) {
  const { chromium, tab } = await opened(path);
  const name = (what) => `${kind} ${responses} ${what}`;
  const { result, cpu, memory } = await watched(async () => {
    const start = await tab.evaluate((who) => begin(who), who);
    const { ms, found } = await tab.evaluate(() => timed("read"));
    return { start, ms, found };
  });
  tell(name("cold"), who, result.start + result.ms);
  tell(name("cpu"), who, cpu);
  tell(name("memory"), who, memory / 1e6);
  let least = Infinity;
  for (let turn = 0; turn < again(responses); turn++) {
    const { ms } = await tab.evaluate(() => timed("read"));
    least = Math.min(least, ms);
  }
  tell(name("warm"), who, least);
  if (who === "Goodword" && responses >= 100_000) await filterAndSave(tab, name);
  await chromium.close();
  return result.found;
}

for (const given of files) {
  const [, kind, count, path] = given.match(/^([a-z-]+):(\d+):(.*)$/);
  const responses = Number(count);
  const turns = responses <= 1_000_000 ? Number(rounds) : 1;
  for (let round = 0; round < turns; round++) {
    const found = {};
    for (const who of ["Goodword", "plain JS", "Blob read"]) {
      found[who] = await read(who, kind, responses, path);
      if (responses <= 100_000) await readLater(who, kind, responses, path);
    }
    if (kind === "mixed" && round === 0 && responses >= 10_000 && responses <= IN_DUCKDB) found["DuckDB-WASM"] = await read("DuckDB-WASM", kind, responses, path);
    delete found["Blob read"];
    const [first, ...others] = Object.values(found).map((figures) => JSON.stringify(figures));
    if (others.some((other) => other !== first)) throw new Error(`they do not find the same: ${JSON.stringify(found)}`);
  }
}
close();
