// A site of folders and of answers of its own, at a free port of this machine. With a folder `kept`, all is sent as brotli 11 has
// it, compressed once and kept there; without, as it is.
import { createHash } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants } from "node:zlib";

const TYPES = {
  ".css": "text/css",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".json": "application/json",
  ".mjs": "text/javascript",
  ".wasm": "application/wasm",
};
const QUALITY = { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 22 } };

async function compressed(bytes, kept) {
  const file = join(kept, `${createHash("sha256").update(bytes).digest("hex")}.br`);
  try {
    return await readFile(file);
  } catch {
    const packed = await promisify(brotliCompress)(bytes, QUALITY);
    await mkdir(kept, { recursive: true });
    await writeFile(file, packed);
    return packed;
  }
}

// `folders` maps a path's beginning to a folder; `answers` maps a path to {type, body} or to a function of the request that
// makes it. Every path may be preceded by a name that the page chose: it is no part of what is looked for.
export async function site({ folders, answers, kept }) {
  const packed = new Map();
  const find = async (path, request) => {
    const answer = answers[path] ?? answers[Object.keys(answers).find((known) => known.endsWith("*") && path.startsWith(known.slice(0, -1)))];
    if (answer) return typeof answer === "function" ? answer(request) : answer;
    const at = Object.keys(folders).find((start) => path.startsWith(start));
    if (at === undefined) return;
    const body = await readFile(join(folders[at], normalize(path.slice(at.length)))).catch(() => undefined);
    return body && { type: TYPES[extname(path)] ?? "application/octet-stream", body };
  };
  const served = async (request, response) => {
    const path = new URL(request.url, "http://x").pathname;
    const found = await find(path, request);
    const headers = { "access-control-allow-origin": "*", "access-control-allow-headers": "*" };
    if (!found) return response.writeHead(404, headers).end();
    if (kept && !packed.has(path)) packed.set(path, await compressed(Buffer.from(found.body), kept));
    const body = packed.get(path) ?? Buffer.from(found.body);
    headers["content-type"] = found.type;
    if (kept) headers["content-encoding"] = "br";
    headers["content-length"] = body.length;
    response.writeHead(found.status ?? 200, headers).end(body);
  };
  const server = createServer((request, response) => {
    served(request, response).catch((error) => response.writeHead(500).end(String(error)));
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { origin: `http://127.0.0.1:${server.address().port}`, close: () => server.close() };
}
