// A Chromium of one's own, and what all its processes have used.
import { readFile, readdir } from "node:fs/promises";
import { chromium } from "playwright-core";

const TICKS = 100;

// As a browser that somebody looks at: timers and drawing are not slowed down.
const SWITCHES = ["--no-sandbox", "--disable-background-timer-throttling", "--disable-renderer-backgrounding", "--disable-backgrounding-occluded-windows"];

export async function launch(executablePath) {
  const browser = await chromium.launch({ executablePath, args: SWITCHES, headless: true });
  return { browser, close: () => browser.close() };
}

// Of all processes that this one has started: milliseconds of processors, and bytes that are in memory for them alone or shared
// among them, without files.
async function usage() {
  const family = await familyOf(process.pid);
  let [cpu, memory] = [0, 0];
  for (const { fields, pid } of family) {
    cpu += Number(fields[11]) + Number(fields[12]);
    const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
    for (const [, kilobytes] of status.matchAll(/^Rss(?:Anon|Shmem):\s+(\d+) kB$/gm)) memory += Number(kilobytes) * 1024;
  }
  return { cpu: (cpu * 1000) / TICKS, memory };
}

async function familyOf(root) {
  const all = [];
  for (const name of await readdir("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    const stat = await readFile(`/proc/${name}/stat`, "utf8").catch(() => undefined);
    // The name of a program may hold anything: what follows it is fields.
    const fields = stat?.slice(stat.lastIndexOf(")") + 2).split(" ");
    if (fields) all.push({ pid: Number(name), parent: Number(fields[1]), fields });
  }
  const known = new Set([root]);
  for (let more = true; more; ) {
    const found = all.filter(({ pid, parent }) => known.has(parent) && !known.has(pid));
    found.forEach(({ pid }) => known.add(pid));
    more = found.length > 0;
  }
  known.delete(root);
  return all.filter(({ pid }) => known.has(pid));
}

// What `work` used beyond what the browser had used before: processors, and at most how much more memory.
export async function watched(work) {
  const before = await usage();
  let [most, over] = [before.memory, false];
  const look = async () => {
    while (!over) {
      most = Math.max(most, (await usage()).memory);
      await new Promise((resolve) => setTimeout(resolve, 40));
    }
  };
  const looking = look();
  const result = await work();
  over = true;
  await looking;
  const { cpu, memory } = await usage();
  return { result, cpu: cpu - before.cpu, memory: Math.max(most, memory) - before.memory };
}

// One figure of one round, as `cargo xtask bench` reads it.
export function tell(row, who, value) {
  console.log(JSON.stringify({ row, who, value }));
}
