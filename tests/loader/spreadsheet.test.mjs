// The script of a spreadsheet, on a sheet that stands in for Google's: rows that are arrays.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { runInNewContext } from "node:vm";

const source = readFileSync(new URL("../../examples/notify/spreadsheet.gs", import.meta.url), "utf8");

function sheet() {
  const rows = [];
  return {
    rows,
    getLastRow: () => rows.length,
    appendRow: (row) => rows.push([...row]),
    getDataRange: () => ({ getValues: () => rows.map((row) => [...row]) }),
    getRange: (at, _column, _n, width) => ({ setValues: ([row]) => { assert.equal(row.length, width); rows[at - 1] = [...row]; } }),
  };
}

function opened() {
  const [one, locks] = [sheet(), { held: 0 }];
  const context = {
    SpreadsheetApp: { getActiveSpreadsheet: () => ({ getSheets: () => [one] }) },
    LockService: { getScriptLock: () => ({ waitLock: () => locks.held++, releaseLock: () => locks.held-- }) },
    ContentService: { createTextOutput: (text) => text },
  };
  runInNewContext(source, context);
  const post = (data, key = "a long secret of your own", type = "response.stored") =>
    context.doPost({ parameter: { key }, postData: { contents: JSON.stringify({ type, timestamp: "t", data }) } });
  return { rows: one.rows, post, locks };
}

const response = (id, seq, answers, contact) =>
  ({ survey: "support", reasons: ["broken-promise"], response: { id, seq, received_at: "2026-03-14T09:26:53Z", answers, follow_up: contact && { contact } } });

test("a response is a row, whichever way and however often it comes", () => {
  const { rows, post, locks } = opened();
  assert.equal(post(response("a", 2, { promise: "broken", recommend: 3 }, "ann@b.example")), "taken");
  post(response("a", 2, { promise: "broken", recommend: 3 }, "ann@b.example"));
  post(response("a", 1, { promise: "kept" }));
  post(response("b", 1, { comment: "=HYPERLINK(\"http://evil.example\")", empathy: 5 }));
  assert.deepEqual(rows.slice(1), [
    ["a", "2026-03-14T09:26:53Z", "broken-promise", "broken", 3, "", "", "ann@b.example", 2],
    ["b", "2026-03-14T09:26:53Z", "broken-promise", "", "", 5, "'=HYPERLINK(\"http://evil.example\")", "", 1],
  ]);
  post(response("a", 3, { recommend: 9 }));
  assert.deepEqual([rows.length, rows[1][4], locks.held], [3, 9, 0]);
});

test("who does not know the key writes nothing, and figures are no rows", () => {
  const { rows, post } = opened();
  assert.equal(post(response("a", 1, {}), "another"), "no");
  assert.equal(post({ figure: "nps" }, undefined, "figure.changed"), "passed over");
  assert.deepEqual(rows, []);
});
