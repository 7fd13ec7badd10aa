// The page's end of each contender: what starts it, and what hands it the file that somebody chose.
const file = () => document.querySelector("input").files[0];

// A worker of ours here: it says when it is ready, and answers each file with what it found.
function own(address) {
  return async () => {
    const worker = new Worker(address, { type: "module" });
    const answer = () => new Promise((resolve, reject) => {
      worker.onmessage = ({ data }) => resolve(data);
      worker.onerror = ({ message }) => reject(new Error(message));
    });
    await answer();
    return {
      read: () => {
        const found = answer();
        worker.postMessage(file());
        return found;
      },
    };
  };
}

// The site's reader, asked as the results view asks it.
async function goodword() {
  const worker = new Worker("/goodword-worker.js", { type: "module" });
  const heard = (wanted) => new Promise((resolve, reject) => {
    worker.onerror = ({ message }) => reject(new Error(message));
    worker.onmessage = ({ data: [text] }) => {
      const { body } = JSON.parse(text);
      if (body.Failed) reject(new Error(`the reader failed: ${JSON.stringify(body.Failed)}`));
      const found = body === wanted ? body : body[wanted];
      if (found !== undefined) resolve(found);
    };
  });
  await heard("Listening");
  let job = 0;
  const ask = (body, files, wanted) => {
    const answer = heard(wanted);
    worker.postMessage([JSON.stringify({ job, body }), files]);
    return answer;
  };
  const read = async () => {
    job++;
    const done = await ask({ Read: { origin: "Files", zone: "UTC", survey: null, definition: null, selection: [] } }, [file()], "Done");
    const { responses, bad, recommend } = JSON.parse(done.sum.summary);
    return { responses, bad, histogram: recommend.histogram };
  };
  const filter = (device) => ask({ SummaryReport: { selection: [["where", `device=${device}`]] } }, [], "Summed");
  return { read, filter, save: () => ask({ Save: { selection: [], format: "Csv" } }, [], "Saved") };
}

const START = { Goodword: goodword, "plain JS": own("/pages/plain-worker.js"), "Blob read": own("/pages/blob-worker.js"), "DuckDB-WASM": own("/made/duckdb-worker.js") };

let contender;

// Milliseconds until `who` can be asked.
globalThis.begin = async (who) => {
  const began = performance.now();
  contender = await START[who]();
  return performance.now() - began;
};

// Milliseconds of one reading, and what it found; or of what was read as a table.
globalThis.timed = async (work, of) => {
  const began = performance.now();
  const found = await contender[work](of);
  return { ms: performance.now() - began, found };
};
