// A browser, driven by the WebDriver protocol: as much as these tests need.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

const PATIENCE_MS = 60_000, LOOK_MS = 50;

/** Starts the driver that `CHROMEDRIVER` names with the browser that `CHROMIUM` names. */
export async function browser() {
  const driver = spawn(process.env.CHROMEDRIVER ?? "chromedriver", ["--port=0"], { stdio: ["ignore", "pipe", "ignore"] });
  const gone = once(driver, "exit"), port = await started(driver), origin = `http://127.0.0.1:${port}`;
  // As root, Chromium starts in no other way.
  const args = ["--headless=new", "--disable-gpu", "--no-first-run", "--window-size=1280,900", ...(process.getuid?.() === 0 ? ["--no-sandbox"] : [])];
  const options = { args, ...(process.env.CHROMIUM ? { binary: process.env.CHROMIUM } : {}) };
  const alwaysMatch = { browserName: "chrome", "goog:chromeOptions": options, "goog:loggingPrefs": { browser: "ALL" } };
  const { sessionId } = await ask("POST", origin + "/session", { capabilities: { alwaysMatch } });
  const session = `${origin}/session/${sessionId}`;
  return {
    open: (url) => ask("POST", session + "/url", { url }),
    run: (script, ...args) => ask("POST", session + "/execute/sync", { script, args }),
    console: () => ask("POST", session + "/se/log", { type: "browser" }),
    async until(what, script, ...args) {
      for (const end = Date.now() + PATIENCE_MS; Date.now() < end; await new Promise((resolve) => setTimeout(resolve, LOOK_MS))) {
        const found = await this.run(script, ...args);
        if (found) return found;
      }
      const said = (await this.console()).map(({ message }) => message).join("\n");
      const shown = await this.run("return document.body.innerText + (document.querySelector('good-word')?.shadowRoot?.textContent ?? '')");
      throw new Error(`${what} did not come; the page says: ${shown}\n${said}`);
    },
    async close() {
      await ask("DELETE", session);
      driver.kill();
      await gone;
    },
  };
}

async function started(driver) {
  for await (const line of createInterface(driver.stdout)) {
    const port = /started successfully on port (\d+)/.exec(line)?.[1];
    if (port) return port;
  }
  throw new Error("the driver did not start");
}

async function ask(method, url, body) {
  const response = await fetch(url, { method, body: body && JSON.stringify(body), headers: { "content-type": "application/json" } });
  const { value } = await response.json();
  if (value?.error) throw new Error(`${value.error}: ${value.message}`);
  return value;
}
