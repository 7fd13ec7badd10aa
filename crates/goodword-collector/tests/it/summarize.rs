//! `goodword summarize` and what is wrong with files: each thing counted as it should be, or named with its line and reason.

use std::fs;

use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::{Value, json};
use std::io::Write;
use tempfile::TempDir;

use crate::collector::{id, response};
use crate::program::run;

/// What is wrong with one line, and the reason that is told.
type Fault<'a> = (Value, &'a str);

fn with(answers: &Value) -> Value {
    json!({ "answers": answers })
}

/// A good response with these fields put in the place of its own.
fn line(at: u64, fields: &Value) -> String {
    let mut line = response(&id(at));
    fields.as_object().unwrap().iter().for_each(|(name, value)| line[name] = value.clone());
    line.to_string()
}

/// What the command makes of some files: the Summary, and what it says beside it.
fn summarize(files: &[(&str, &[u8])], arguments: &[&str]) -> (Value, String) {
    let folder = TempDir::new().unwrap();
    let mut words = vec!["summarize", "--json"];
    for (name, bytes) in files {
        fs::write(folder.path().join(name), bytes).unwrap();
        words.push(name);
    }
    let output = run(folder.path(), &[&words, arguments].concat());
    let error = String::from_utf8(output.stderr).unwrap();
    (serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{error}")), error)
}

/// Each fault has its own bad line among good ones, and the good ones are counted.
#[track_caller]
fn check_faults(faults: &[Fault<'_>]) {
    let good = line(1, &json!({}));
    let lines = (2..).zip(faults).map(|(at, (fields, _))| line(at, fields));
    let text = std::iter::once(good).chain(lines).chain([line(999, &json!({}))]).collect::<Vec<_>>().join("\n");
    let (summary, error) = summarize(&[("a.ndjson", text.as_bytes())], &[]);
    let expect: Vec<_> = (2..).zip(faults).map(|(at, (_, reason))| format!("a.ndjson:{at}: {reason}")).collect();
    assert_eq!(error.lines().collect::<Vec<_>>(), expect);
    let counts = ["lines", "responses", "bad"].map(|name| summary[name].as_u64().unwrap());
    let bad = u64::try_from(faults.len()).unwrap();
    assert_eq!(counts, [bad + 2, 2, bad]);
    assert_eq!(summary["recommend"]["n"], 2);
}

#[test]
fn values_out_of_range_are_named() {
    let recommend = "answers.recommend must be a whole number from 0 to 10";
    let empathy = "answers.empathy must be a whole number from 1 to 5";
    let comment = "answers.comment must be a text of 1 to 10000 characters";
    check_faults(&[
        (with(&json!({"recommend": 11})), recommend),
        (with(&json!({"recommend": -1})), recommend),
        (with(&json!({"recommend": 9.5})), recommend),
        (with(&json!({"recommend": 1e300})), recommend),
        (with(&json!({"empathy": 0})), empathy),
        (with(&json!({"empathy": 6})), empathy),
        (with(&json!({"promise": "maybe"})), "answers.promise must be one of broken, kept, exceeded, none"),
        (with(&json!({"comment": "x".repeat(10_001)})), comment),
        (json!({"seq": -1}), "seq must be a whole number from 0 to 4294967295"),
        (json!({"timing_ms": {"answered": 1e12}}), "timing_ms.answered must be a whole number from 0 to 2592000000"),
    ]);
}

#[test]
fn values_of_wrong_types_are_named() {
    let recommend = "answers.recommend must be a whole number from 0 to 10";
    check_faults(&[
        (with(&json!({"recommend": "9"})), recommend),
        (with(&json!({"recommend": true})), recommend),
        (with(&json!({"recommend": [9]})), recommend),
        (with(&json!({"empathy": {"level": 4}})), "answers.empathy must be a whole number from 1 to 5"),
        (with(&json!({"promise": 1})), "answers.promise must be one of broken, kept, exceeded, none"),
        (with(&json!({"comment": 5})), "answers.comment must be a text of 1 to 10000 characters"),
        (with(&json!({"effort": {"a": 1}})), "answers.effort must be a number, a text, true, false or a list of texts"),
        (with(&json!([9])), "answers must be an object"),
        (json!({"answers": null}), "answers is required"),
        (json!({"id": 7}), "id must be a UUID such as 0199f1c2-7c5e-7b3a-9d10-3f6d8a2b4c11"),
        (json!({"complete": "yes"}), "complete must be true or false"),
        (json!({"fields": [1]}), "fields must be an object"),
    ]);
}

#[test]
fn a_clock_that_is_none_is_named_and_a_wrong_one_is_told() {
    let reason = "submitted_at must be an RFC 3339 time such as 2026-03-14T09:26:53.589Z";
    let times = [
        "2026-02-30T09:00:00Z",
        "yesterday",
        "2026-03-14",
        "2026-03-14T25:00:00Z",
        "2026-03-14T09:26:53",
        "2026-03-14T09:26:53+99:00",
    ];
    let faults: Vec<_> = times.iter().map(|time| (json!({"submitted_at": time}), reason)).collect();
    check_faults(&faults);
    let odd = ["1970-01-01T00:00:00Z", "0000-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "2026-03-14T09:26:53Z"];
    let text: Vec<_> = (1..).zip(odd).map(|(at, time)| line(at, &json!({"submitted_at": time}))).collect();
    let (summary, error) = summarize(&[("a.ndjson", text.join("\n").as_bytes())], &[]);
    assert_eq!(error, "3 responses say to be from before 2000 or from the future: a clock was wrong\n");
    assert_eq!((&summary["responses"], &summary["period"]["first"]), (&4.into(), &"0000-01-01".into()));
}

#[test]
fn of_an_id_the_highest_seq_counts_and_the_others_are_counted() {
    let state = |id, seq: u32, score: u8| line(id, &json!({"seq": seq, "answers": {"recommend": score}}));
    let first = [state(1, 1, 3), state(1, 3, 9), state(1, 2, 4), state(2, 1, 10)].join("\n");
    let second = [state(1, 3, 0), state(2, 1, 10)].join("\n");
    let (summary, error) = summarize(&[("a.ndjson", first.as_bytes()), ("b.ndjson", second.as_bytes())], &[]);
    assert_eq!(error, "");
    assert_eq!((&summary["lines"], &summary["responses"], &summary["superseded"]), (&6.into(), &2.into(), &4.into()));
    assert_eq!(summary["recommend"]["histogram"], json!([0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1]));
    // The same id in another survey is another response.
    let other = line(1, &json!({"survey": "other"}));
    let (summary, error) = summarize(&[("a.ndjson", [state(1, 1, 3), other].join("\n").as_bytes())], &[]);
    assert_eq!((&summary["responses"], &summary["superseded"]), (&2.into(), &0.into()));
    assert_eq!(error, "2 surveys are counted together; --survey counts one\n");
}

#[test]
fn unknown_questions_are_counted_apart_and_change_no_score() {
    let effort = |at: u64, answer: Value| line(at, &with(&json!({"recommend": 9, "effort": answer})));
    let answers = [json!(1), json!(2), json!(2), json!(9), json!("two"), json!(2.5)];
    let text: Vec<_> = (1..).zip(answers).map(|(at, answer)| effort(at, answer)).collect();
    let text = text.join("\n");
    let definition = json!({"id": "support", "version": "1", "questions":
        [{"id": "effort", "kind": "scale", "min": 1, "max": 5, "label": "How hard was it?"}]})
    .to_string();
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("d.json"), &definition).unwrap();
    let path = folder.path().join("d.json").display().to_string();
    let question = |arguments: &[&str]| {
        let (summary, error) = summarize(&[("a.ndjson", text.as_bytes())], arguments);
        assert_eq!((error.as_str(), &summary["recommend"]["n"]), ("", &6.into()));
        summary["questions"][0].clone()
    };
    let guessed = question(&[]);
    assert_eq!(
        (&guessed["question"], &guessed["inferred"], &guessed["n"]),
        (&"effort".into(), &true.into(), &6.into())
    );
    let known = question(&["--definition", &path]);
    assert_eq!((&known["n"], &known["unfit"], &known["inferred"]), (&6.into(), &3.into(), &false.into()));
    assert_eq!((&known["scale"]["counts"], &known["scale"]["mean"]["n"]), (&json!([1, 2, 0, 0, 0]), &3.into()));
}

#[test]
fn marks_ends_of_line_and_blank_lines_change_nothing() {
    let lines: Vec<_> = (1..9).map(|at| line(at, &json!({}))).collect();
    let expect = summarize(&[("a.ndjson", lines.join("\n").as_bytes())], &[]);
    assert_eq!((&expect.0["responses"], expect.1.as_str()), (&8.into(), ""));
    let check = |text: String| assert_eq!(summarize(&[("a.ndjson", text.as_bytes())], &[]), expect, "{text}");
    check(format!("\u{feff}{}\n", lines.join("\n")));
    check(lines.join("\r\n") + "\r\n");
    check(format!("\u{feff}\r\n\r\n{}\n \t\n", lines.join("\r\n\r\n")));
    check(format!("\u{feff}[{}]", lines.join(",\r\n")));
    // A mark between two files that were put together is no part of either.
    let (summary, error) = summarize(&[("a.ndjson", format!("{}\n\u{feff}{}\n", lines[0], lines[1]).as_bytes())], &[]);
    assert!(error.starts_with("a.ndjson:2: ") && error.lines().count() == 1, "{error}");
    assert_eq!((&summary["responses"], &summary["bad"]), (&1.into(), &1.into()));
}

#[test]
fn what_is_no_file_of_responses_is_named() {
    let utf16: Vec<u8> = "\u{feff}{\"id\":1}".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let check = |bytes: &[u8], reason: &str| {
        let (summary, error) = summarize(&[("a", bytes)], &[]);
        assert!(error.starts_with(&format!("a:1: {reason}")) && error.lines().count() == 1, "{error}");
        assert_eq!((&summary["responses"], &summary["bad"]), (&0.into(), &1.into()));
    };
    check(b"<!doctype html><p>Sign in", "This is an HTML page");
    check(&utf16, "This is UTF-16 text");
    check(b"id,survey\n", "This CSV has no column submitted_at");
    check(b"[", "The array ends before its closing bracket: the file was cut");
    check(b"\0\0\0\0", "This must be one JSON object");
    check("[".repeat(5_000).as_bytes(), "The array ends before its closing bracket");
}

#[test]
fn a_line_that_ends_early_is_named_and_so_is_a_long_one() {
    let (good, cut) = (line(1, &json!({})), line(2, &json!({})));
    let long = line(3, &json!({"later": "x".repeat(1 << 20)}));
    let text = [good.as_str(), &long, &cut[..cut.len() - 9]].join("\n");
    let (summary, error) = summarize(&[("a.ndjson", text.as_bytes())], &[]);
    let lines: Vec<_> = error.lines().collect();
    assert!(
        lines.len() == 2 && lines[0].starts_with("a.ndjson:2: ") && lines[1].starts_with("a.ndjson:3: "),
        "{error}"
    );
    assert_eq!((&summary["responses"], &summary["bad"]), (&1.into(), &2.into()));
}

#[test]
fn a_compressed_file_that_was_cut_is_told_wherever_it_was() {
    let text: Vec<_> = (1..400).map(|at| line(at, &json!({"fields": {"at": at}}))).collect();
    let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
    packed.write_all(text.join("\n").as_bytes()).unwrap();
    let packed = packed.finish().unwrap();
    let (whole, silence) = summarize(&[("a.gz", &packed)], &[]);
    assert_eq!((&whole["responses"], silence.as_str()), (&399.into(), ""));
    for cut in [5, 60, packed.len() / 2, packed.len() - 8, packed.len() - 1] {
        let (summary, error) = summarize(&[("a.gz", &packed[..cut])], &[]);
        let first = error.lines().find(|line| line.starts_with("a.gz: "));
        assert!(first.is_some_and(|line| line.contains("ends early: it was cut off at line ")), "{cut}: {error}");
        assert!(summary["responses"].as_u64().unwrap() <= 399, "{cut}");
    }
    let mut damaged = packed.clone();
    damaged.truncate(packed.len() - 4);
    damaged.extend([1, 2, 3, 4]);
    let (_, error) = summarize(&[("a.gz", &damaged)], &[]);
    assert!(error.contains("a.gz: the compressed file is damaged"), "a sum that does not agree: {error}");
}
