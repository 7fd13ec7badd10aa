// A site that takes answers: of files in a folder, or of another server's pages.
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join, normalize } from "node:path";

const TYPES = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".json": "application/json", ".wasm": "application/wasm" };

/** Starts it; `policy` is that of its pages, and `answers` is what has been posted. */
export async function site(source, policy) {
  const answers = [], server = createServer(async (request, response) => {
    const end = (status, type, body) => response.writeHead(status, { "content-type": type, ...(policy ? { "content-security-policy": policy } : {}) }).end(body);
    try {
      if (request.method === "POST") {
        const body = String(Buffer.concat(await all(request))), isForm = /urlencoded/.test(request.headers["content-type"]);
        const answer = isForm ? Object.fromEntries(new URLSearchParams(body)) : JSON.parse(body);
        answers.push(answer);
        // A form service knows no ids.
        return end(201, "application/json", JSON.stringify(isForm ? { ok: true } : { id: answer.id }));
      }
      if (/^http/.test(source)) {
        const passed = await fetch(source + request.url);
        return end(passed.status, passed.headers.get("content-type"), Buffer.from(await passed.arrayBuffer()));
      }
      const path = normalize(new URL(request.url, "http://site").pathname), file = path.endsWith("/") ? path + "index.html" : path;
      end(200, TYPES[extname(file)] ?? "application/octet-stream", await readFile(join(source, file)));
    } catch (error) {
      end(404, "text/plain", String(error));
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    answers,
    origin: `http://127.0.0.1:${server.address().port}`,
    close: () => new Promise((resolve) => { server.close(resolve); server.closeAllConnections(); }),
  };
}

async function all(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return chunks;
}
