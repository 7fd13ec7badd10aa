// A page with a survey of one kind, opened anew in a browser with nothing in its cache: when the first question is seen, what
// blocked the page until then, which bytes came, and how long a click waits for its paint. The kinds take turns.
// node start.mjs MODULES SITE CHROMIUM ROUNDS KEPT
import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { launch, tell } from "./chromium.mjs";
import { site } from "./site.mjs";

const [modules, dist, executable, rounds, kept] = process.argv.slice(2);
const here = dirname(fileURLToPath(import.meta.url));

const SLOW = { offline: false, latency: 150, downloadThroughput: 1_600_000 / 8, uploadThroughput: 750_000 / 8 };
// Clicks of one page. The first of them meet code that was never run.
const CLICKS = 10;
// So long after the first question is seen it is watched what blocks the page.
const SETTLED = { slow: 2_500, fast: 1_000 };

// The host is the demo shop, which has a style sheet of its own and no other script; a survey in the page stands at its top.
const shop = await readFile(join(dist, "index.html"), "utf8");
const page = (head, body) => shop.replace(/<script\b[^>]*><\/script>/g, "").replace("</head>", `${head}</head>`).replace(/<main\b[^>]*>/, `$&${body}`);
const plain = ["Strongly disagree", "Disagree", "Neither", "Agree", "Strongly agree"]
  .map((answer, at) => `<label><input type="radio" name="plain" value="${at}"><span>${answer}</span></label>`)
  .join("");

const ANSWER = "label:has(input[type=radio])";
// What a page holds, what is seen of its first question, and what is clicked.
const KINDS = {
  "an empty page": { page: page("", `<fieldset>${plain}</fieldset>`), seen: ANSWER, clicked: ANSWER },
  "floor page": { page: page('<script async src="/pages/floor.js"></script>', "<div data-floor></div>"), seen: ANSWER, clicked: ANSWER },
  Goodword: {
    page: page('<script async src="/goodword.js"></script>', '<good-word endpoint="/v1/responses" survey="bench"></good-word>'),
    seen: ANSWER,
    clicked: ANSWER,
  },
  "Goodword, preloaded": {
    page: page('<link rel="modulepreload" crossorigin href="/goodword-widget.js"><script async src="/goodword.js"></script>', '<good-word endpoint="/v1/responses" survey="bench"></good-word>'),
    seen: ANSWER,
    clicked: ANSWER,
  },
  "Goodword, over the page": {
    page: page('<script async src="/goodword.js" data-endpoint="/v1/responses" data-survey="bench"></script>', ""),
    seen: ANSWER,
    clicked: ANSWER,
  },
  Sentry: { page: page('<script async src="/made/sentry.js"></script>', ""), seen: "textarea", clicked: "textarea, input[type=text], input[type=email]" },
  PostHog: { page: page('<script async src="/pages/posthog.js"></script>', ""), seen: ".ratings-number, [class*=rating] button", clicked: ".ratings-number, [class*=rating] button" },
};

const SURVEY = {
  id: "0199f1c2-7c5e-7b3a-9d10-000000000001",
  name: "bench",
  type: "popover",
  questions: [{ id: "q1", type: "rating", display: "number", scale: 10, question: "How likely is it that you would recommend us to a friend?", lowerBoundLabel: "Not likely", upperBoundLabel: "Very likely" }],
  appearance: { surveyPopupDelaySeconds: 0, displayThankYouMessage: true },
  conditions: {},
  start_date: "2026-01-01T00:00:00Z",
  end_date: null,
  linked_flag_key: null,
  targeting_flag_key: null,
  internal_targeting_flag_key: null,
  current_iteration: null,
};
const CONFIG = { token: "bench", surveys: true, supportedCompression: [], hasFeatureFlags: false, captureDeadClicks: false, capturePerformance: false, autocapture_opt_out: true, autocaptureExceptions: false, elementsChainAsString: true, sessionRecording: false, heatmaps: false, siteApps: [], defaultIdentifiedOnly: true };
const json = (value) => ({ type: "application/json", body: JSON.stringify(value) });

const sentry = await build({ entryPoints: [join(here, "pages/sentry.js")], bundle: true, minify: true, write: false, format: "iife", nodePaths: [modules], define: { __SENTRY_DEBUG__: "false", __SENTRY_TRACING__: "false" } });
const answers = {
  "/made/sentry.js": { type: "text/javascript", body: sentry.outputFiles[0].text },
  "/array/bench/config.js": { type: "text/javascript", body: `window._POSTHOG_REMOTE_CONFIG=window._POSTHOG_REMOTE_CONFIG||{};window._POSTHOG_REMOTE_CONFIG.bench={config:${JSON.stringify(CONFIG)},siteApps:[]}` },
  "/array/bench/config": json(CONFIG),
  "/flags/*": json({ featureFlags: {}, flags: {}, errorsWhileComputingFlags: false, ...CONFIG }),
  "/api/surveys/*": json({ surveys: [SURVEY] }),
  "/e/*": json({ status: 1 }),
  "/i/*": json({ status: 1 }),
  "/api/1/envelope/": json({}),
  "/v1/responses": { ...json({}), status: 201 },
};
Object.entries(KINDS).forEach(([, kind], at) => (answers[`/kind/${at}`] = { type: "text/html; charset=utf-8", body: kind.page }));
const folders = { "/pages/": join(here, "pages"), "/static/": join(modules, "posthog-js/dist"), "/": dist };
const { origin, close } = await site({ folders, answers, kept });
const chromium = await launch(executable);
const probe = await readFile(join(here, "probe.js"), "utf8");

const sum = (values) => values.reduce((sum, value) => sum + value, 0);
const median = (values) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];

const TOLD = `({ visible: bench.visible, tasks: bench.tasks, files: performance.getEntriesByType("resource").map(
  ({ name, responseEnd, encodedBodySize }) => ({ name, end: responseEnd, bytes: encodedBodySize })) })`;

async function open(at, kind, slow) {
  const context = await chromium.browser.newContext({ viewport: { width: 412, height: 840 } });
  const tab = await context.newPage();
  const session = await context.newCDPSession(tab);
  if (slow) {
    await session.send("Network.enable");
    await session.send("Network.emulateNetworkConditions", SLOW);
    await session.send("Emulation.setCPUThrottlingRate", { rate: 4 });
  }
  await tab.addInitScript(`${probe}; bench.watch(${JSON.stringify(kind.seen)});`);
  await tab.goto(`${origin}/kind/${at}`);
  await tab.waitForFunction("bench.visible !== undefined", undefined, { timeout: 30_000, polling: 50 });
  await tab.waitForTimeout(slow ? SETTLED.slow : SETTLED.fast);
  const { visible, tasks, files } = await tab.evaluate(TOLD);
  // The style sheet is the host's.
  const came = files.filter(({ name, end }) => end <= visible && !name.endsWith("/page.css"));
  const painted = sum(came.map(({ bytes }) => bytes)) / 1000;
  const blocking = sum(tasks.map(([, duration]) => Math.max(0, duration - 50)));
  return { context, tab, session, visible, blocking, longest: Math.max(0, ...tasks.map(([, duration]) => duration)), painted };
}

async function clicked(tab, kind) {
  const places = await tab.evaluate(`bench.places(${JSON.stringify(kind.clicked)}, 2)`);
  await tab.evaluate("bench.clicks.length = 0; for (const id in bench.events) delete bench.events[id]");
  for (let click = 0; click < CLICKS; click++) {
    const { x, y } = places[click % places.length];
    await tab.mouse.click(x, y);
    await tab.waitForTimeout(80);
  }
  await tab.waitForTimeout(400);
  const { clicks, events } = await tab.evaluate("({ clicks: bench.clicks, events: Object.values(bench.events) })");
  // Event Timing tells from 16 ms on: what is faster counts as 16.
  while (events.length < CLICKS) events.push(16);
  return { click: median(clicks), event: median(events) };
}

for (let round = -1; round < Number(rounds); round++) {
  for (const slow of [true, false]) {
    for (const [at, [who, kind]] of Object.entries(KINDS).entries()) {
      const seen = await open(at, kind, slow);
      const pace = slow ? "slow" : "fast";
      // The first turn warms the browser up.
      if (round >= 0) {
        tell(`visible ${pace}`, who, seen.visible);
        tell(`blocking ${pace}`, who, seen.blocking);
        tell(`longest ${pace}`, who, seen.longest);
        tell(`painted ${pace}`, who, seen.painted);
        if (slow) {
          const { click, event } = await clicked(seen.tab, kind);
          tell("click", who, click);
          tell("event", who, event);
        }
      }
      await seen.context.close();
    }
  }
}
await chromium.close();
close();
