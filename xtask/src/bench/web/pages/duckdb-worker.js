// DuckDB-WASM by the way that needs no extension from another site: JSON.parse, Arrow tables of columns, SQL.
import { AsyncDuckDB, VoidLogger } from "@duckdb/duckdb-wasm";
import { Int8, Int32, Table, Utf8, makeVector, vectorFromArray } from "apache-arrow";

const ROWS = 50_000;

const database = new AsyncDuckDB(new VoidLogger(), new Worker("/duckdb/duckdb-browser-eh.worker.js"));
await database.instantiate("/duckdb/duckdb-eh.wasm");
const connection = await database.connect();

const FOUND = `
  WITH newest AS (SELECT id, arg_max(struct_pack(day, empathy, promise, recommend), seq) AS r FROM responses GROUP BY id),
    cube AS (SELECT r.day, r.empathy, r.promise, r.recommend, count(*) AS n FROM newest GROUP BY ALL)
  SELECT recommend, sum(n)::DOUBLE AS n FROM cube GROUP BY recommend`;

onmessage = async ({ data }) => {
  const found = { responses: 0, bad: 0, histogram: new Array(11).fill(0) };
  let columns;
  const fresh = () => (columns = { id: [], seq: [], day: [], empathy: [], promise: [], recommend: [] });
  let begun = false;
  const insert = async () => {
    const text = (values) => vectorFromArray(values, new Utf8());
    const small = (values) => vectorFromArray(values, new Int8());
    const { id, seq, day, empathy, promise, recommend } = columns;
    const table = new Table({ id: text(id), seq: makeVector(Int32Array.from(seq)), day: text(day), empathy: small(empathy), promise: text(promise), recommend: small(recommend) });
    await connection.insertArrowTable(table, { name: "responses", create: !begun });
    begun = true;
    fresh();
  };
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
    columns.id.push(id);
    columns.seq.push(seq);
    columns.day.push(submitted_at.slice(0, 10));
    columns.empathy.push(answers.empathy ?? null);
    columns.promise.push(answers.promise ?? null);
    columns.recommend.push(answers.recommend ?? null);
  };
  fresh();
  await connection.query("DROP TABLE IF EXISTS responses");
  let rest = "";
  for await (const text of data.stream().pipeThrough(new TextDecoderStream())) {
    const parts = (rest + text).split("\n");
    rest = parts.pop();
    parts.forEach(take);
    if (columns.id.length >= ROWS) await insert();
  }
  take(rest);
  await insert();
  for (const { recommend, n } of (await connection.query(FOUND)).toArray()) {
    found.responses += n;
    if (recommend !== null) found.histogram[recommend] = n;
  }
  postMessage(found);
};
postMessage("ready");
