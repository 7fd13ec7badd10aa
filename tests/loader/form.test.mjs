// A response as a form service takes it.

import assert from "node:assert/strict";
import test from "node:test";

import { form } from "../../src/delivery/form.js";
import { exchange } from "../../src/delivery/http.js";

const RESPONSE = {
  id: "0199f1c2-7c5e-7b3a-9d10-3f6d8a2b4c11", survey: "support", answers: { recommend: 9, comment: "Quick & kind = good\n", topic: ["a", "b"], quote: true },
  complete: true, order: ["recommend", "comment"], context: { url: "https://shop.example/done" }, follow_up: { contact: "a@b.example", within_hours: 24 },
};

const posted = (response) => [...new URLSearchParams(form(JSON.stringify(response)))];

test("each value is a field, named as in a CSV", () => {
  assert.deepEqual(posted(RESPONSE), [
    ["id", RESPONSE.id], ["survey", "support"], ["answers.recommend", "9"], ["answers.comment", "Quick & kind = good\n"], ["answers.topic", '["a","b"]'],
    ["answers.quote", "true"], ["complete", "true"], ["order", '["recommend","comment"]'], ["context.url", "https://shop.example/done"],
    ["follow_up.contact", "a@b.example"], ["follow_up.within_hours", "24"],
  ]);
});

test("a hidden field has its own name, unless that says something else already", () => {
  const fields = { access_key: "k-1", plan: "pro", id: "A-17" };
  assert.deepEqual(posted({ id: "1", fields }), [["id", "1"], ["access_key", "k-1"], ["plan", "pro"], ["fields.id", "A-17"]]);
  assert.deepEqual(posted({ id: "1", fields: {} }), [["id", "1"]]);
});

test("names that every object has are fields like others", () => {
  assert.deepEqual([...new URLSearchParams(form('{"answers":{"__proto__":1,"toString":2},"fields":{"constructor":"c"}}'))], [["answers.__proto__", "1"], ["answers.toString", "2"], ["constructor", "c"]]);
});

test("it goes out as a form's post, which asks no other origin first", async () => {
  let sent;
  globalThis.fetch = async (url, init) => {
    sent = [url, init];
    return Object.defineProperty(new Response('{"ok":true}', { headers: { "content-type": "application/json" } }), "url", { value: url });
  };
  const url = "https://forms.example/f/abc", body = JSON.stringify(RESPONSE);
  const [said, status] = await exchange(url, "form", body, false, 1000);
  assert.deepEqual([said, status, sent[1].method, sent[1].body], ["status", 200, "POST", form(body)]);
  assert.deepEqual(Object.keys(sent[1].headers).sort(), ["accept", "content-type"]);
  assert.equal(sent[1].headers["content-type"].split(";")[0], "application/x-www-form-urlencoded");
  await exchange(url, "json", body, false, 1000);
  assert.deepEqual([sent[1].body, sent[1].headers["content-type"]], [body, "application/json"]);
});
