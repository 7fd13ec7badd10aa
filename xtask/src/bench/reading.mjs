// Two ways from a file to its figures, in one JavaScript engine: the reader of the site, as its worker runs it, and what
// a page would write by hand, which is streamed lines, JSON.parse and the same counts. They take turns, so that both meet
// the same machine. Then the reader writes the responses as CSV. Prints {responses, bytes, ours, plain, csv}, the last
// three lists of {wall, cpu} in milliseconds.
import { open, readFile, stat } from "node:fs/promises";
import { pathToFileURL } from "node:url";

const [site, path, rounds] = process.argv.slice(2);
const CHUNK = 1 << 20;

// A file that is read as it is asked for; the reader tells files by their class.
globalThis.File = class {
  constructor(name, size) {
    Object.assign(this, { name, size });
  }

  slice(from, to) {
    const read = async () => {
      const handle = await open(path);
      const { bytesRead, buffer } = await handle.read(new Uint8Array(to - from), 0, to - from, from);
      await handle.close();
      return buffer.slice(0, bytesRead).buffer;
    };
    return { arrayBuffer: read };
  }

  stream() {
    let handle;
    return new ReadableStream({
      async pull(controller) {
        handle ??= await open(path);
        const { bytesRead, buffer } = await handle.read(new Uint8Array(CHUNK), 0, CHUNK);
        if (bytesRead > 0) return controller.enqueue(buffer.subarray(0, bytesRead));
        controller.close();
        await handle.close();
      },
      cancel: () => handle?.close(),
    });
  }
};

const size = (await stat(path)).size;

async function reader() {
  const binary = await readFile(`${site}/goodword-reader_bg.wasm`);
  const { default: init, start } = await import(pathToFileURL(`${site}/goodword-reader.js`));
  await init({ module_or_path: new Response(binary, { headers: { "content-type": "application/wasm" } }) });
  let hear;
  const port = {
    postMessage([text]) {
      const { body } = JSON.parse(text);
      if (body.Done || body.Failed || body.Saved) hear?.(body);
    },
  };
  start(port);
  let job = 0;
  const ask = (body, files) => {
    const answer = new Promise((resolve) => (hear = resolve));
    port.onmessage(new MessageEvent("message", { data: [JSON.stringify({ job, body }), files] }));
    return answer;
  };
  const read = async () => {
    job++;
    const body = { Read: { origin: "Files", zone: "UTC", survey: null, definition: null, selection: [] } };
    const { Done, Failed } = await ask(body, [new File("answers.ndjson", size)]);
    if (!Done) throw new Error(`the reader failed: ${JSON.stringify(Failed)}`);
    const summary = JSON.parse(Done.sum.summary);
    return { responses: summary.responses, bad: summary.bad, histogram: summary.recommend.histogram };
  };
  const save = async (format) => {
    const { Saved, Failed } = await ask({ Save: { selection: [], format } }, []);
    if (Saved !== format) throw new Error(`the reader wrote no ${format}: ${JSON.stringify(Failed)}`);
  };
  return { read, save };
}

async function plain() {
  const lines = new File("answers.ndjson", size).stream().pipeThrough(new TextDecoderStream());
  const found = { responses: 0, bad: 0, histogram: new Array(11).fill(0) };
  const days = new Map();
  const seen = new Map();
  let rest = "";
  const take = (line) => {
    if (!line.trim()) return;
    let response;
    try {
      response = JSON.parse(line);
    } catch {
      found.bad++;
      return;
    }
    const { id, seq = 1, submitted_at, answers } = response;
    if ((seen.get(id) ?? -1) >= seq) return;
    seen.set(id, seq);
    const day = submitted_at.slice(0, 10);
    const cell = `${answers.empathy}/${answers.promise}/${answers.recommend}`;
    let cube = days.get(day);
    if (!cube) days.set(day, (cube = new Map()));
    cube.set(cell, (cube.get(cell) ?? 0) + 1);
    found.responses++;
    if (answers.recommend !== undefined) found.histogram[answers.recommend]++;
  };
  for await (const text of lines) {
    const parts = (rest + text).split("\n");
    rest = parts.pop();
    parts.forEach(take);
  }
  take(rest);
  return found;
}

const { read, save } = await reader();
const contenders = { ours: read, plain };
const result = { bytes: size, responses: 0, ours: [], plain: [], csv: [] };
async function timed(name, work) {
  const [began, before] = [performance.now(), process.cpuUsage()];
  const found = await work();
  const [wall, { user, system }] = [performance.now() - began, process.cpuUsage(before)];
  result[name].push({ wall, cpu: (user + system) / 1000 });
  return found;
}
for (let round = 0; round < Number(rounds); round++) {
  const found = {};
  for (const [name, read] of Object.entries(contenders)) {
    found[name] = await timed(name, read);
  }
  if (JSON.stringify(found.ours) !== JSON.stringify(found.plain)) {
    throw new Error(`the two do not agree: ${JSON.stringify(found)}`);
  }
  result.responses = found.ours.responses;
  await timed("csv", () => save("Csv"));
}
console.log(JSON.stringify(result));
process.exit(0);
