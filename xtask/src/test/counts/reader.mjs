// From a file to its Summary by a reader that counts what it executes: prints that count.
// node reader.mjs FOLDER FILE, where the folder holds reader.mjs and reader.wasm.
import { readFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";

const [folder, path] = process.argv.slice(2);
const CHUNK = 65_536;
const bytes = await readFile(path);

// The reader tells files by their class.
globalThis.File = class {
  constructor(name) {
    Object.assign(this, { name, size: bytes.length });
  }

  slice(from, to) {
    return { arrayBuffer: async () => new Uint8Array(bytes.subarray(from, to)).buffer };
  }

  stream() {
    let at = 0;
    return new ReadableStream({
      pull(controller) {
        if (at >= bytes.length) return controller.close();
        controller.enqueue(new Uint8Array(bytes.subarray(at, (at += CHUNK))));
      },
    });
  }
};

const { default: init, start } = await import(pathToFileURL(`${folder}/reader.mjs`));
const binary = new Response(await readFile(`${folder}/reader.wasm`), { headers: { "content-type": "application/wasm" } });
const { executed } = await init({ module_or_path: binary });
let hear;
const port = {
  postMessage([text]) {
    const { body } = JSON.parse(text);
    if (body.Done || body.Failed) hear(body);
  },
};
start(port);
const before = executed.value;
const body = { Read: { origin: "Files", zone: "UTC", survey: null, definition: null, selection: [] } };
const done = new Promise((resolve) => (hear = resolve));
port.onmessage(new MessageEvent("message", { data: [JSON.stringify({ job: 1, body }), [new File("answers.ndjson")]] }));
const { Done, Failed } = await done;
if (!Done) throw new Error(`the reader failed: ${JSON.stringify(Failed)}`);
if (!(JSON.parse(Done.sum.summary).responses > 0)) throw new Error("the reader found nothing");
console.log(String(executed.value - before));
process.exit(0);
