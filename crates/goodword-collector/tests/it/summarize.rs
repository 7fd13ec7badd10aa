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
        "14 March 2026",
        "2026-03-14T25:00:00Z",
        "2026-03-14T09:26:53 CET",
        "2026-03-14T09:26:53+99:00",
    ];
    let faults: Vec<_> = times.iter().map(|time| (json!({"submitted_at": time}), reason)).collect();
    check_faults(&faults);
    let odd = ["1970-01-01T00:00:00Z", "0000-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "2026-03-14T09:26:53Z"];
    let text: Vec<_> = (1..).zip(odd).map(|(at, time)| line(at, &json!({"submitted_at": time}))).collect();
    let (summary, error) = summarize(&[("a.ndjson", text.join("\n").as_bytes())], &[]);
    let wrong = "3 responses are dated before 2000 or in the future, by a clock that was wrong: they count in the totals, and on no day; --dated yes leaves them out\n";
    assert_eq!(error, wrong);
    assert_eq!((&summary["responses"], &summary["days"].as_array().unwrap().len()), (&4.into(), &1));
    assert_eq!(summary["period"], json!({"first": "2026-03-14", "last": "2026-03-14"}));
    let (summary, error) = summarize(&[("a.ndjson", text.join("\n").as_bytes())], &["--since", "2026-01-01"]);
    assert_eq!((&summary["responses"], error.as_str()), (&1.into(), ""));
    for (dated, n) in [("yes", 1), ("no", 3)] {
        let (summary, _) = summarize(&[("a.ndjson", text.join("\n").as_bytes())], &["--dated", dated]);
        assert_eq!((&summary["responses"], &summary["left_out"]), (&n.into(), &(4 - n).into()), "{dated}");
    }
    // Where the server noted when it came, that is the day.
    let odd = odd.map(|time| json!({"submitted_at": time, "received_at": "2026-03-14T09:26:54Z"}));
    let text: Vec<_> = (1..).zip(&odd).map(|(at, times)| line(at, times)).collect();
    let (summary, error) = summarize(&[("a.ndjson", text.join("\n").as_bytes())], &[]);
    assert_eq!((&summary["days"][0]["responses"], error.as_str()), (&4.into(), ""));
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
    assert_eq!(error, "2 surveys are counted together: other (1), support (1); --survey other counts one\n");
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
    let check = |bytes: &[u8], bad: u64, reason: &str| {
        let (summary, error) = summarize(&[("a", bytes)], &[]);
        assert!(error.starts_with(reason) && error.lines().count() == 1, "{error}");
        assert_eq!((&summary["responses"], &summary["bad"]), (&0.into(), &bad.into()));
    };
    check(b"id,survey\n", 1, "a:1: This CSV has no column submitted_at");
    check(b"[", 1, "a:1: The array ends before its closing bracket: the file was cut");
    check("[".repeat(5_000).as_bytes(), 1, "a:1: The array ends before its closing bracket");
    check(b"a,b\n1,2\n", 1, "a:1: This CSV has none of the columns id, survey and submitted_at");
    // The view leaves these out too, so that both count the same.
    check(
        &zip("xl/workbook.xml"),
        0,
        "a is left out: this workbook cannot be read: it is damaged, locked, or not whole",
    );
    check(
        b"PAR1\x15\x04\x15",
        0,
        "a is left out: this Parquet file cannot be read: it is damaged, locked, or not whole",
    );
    let check = |bytes: &[u8], what: &str| check(bytes, 0, &format!("a is left out. {what}"));
    check(b"<!doctype html><p>Sign in", "This is an HTML page");
    check(b"\0\0\0\0", "This file is not a text file. ");
    check(&zip("a.ndjson"), "This is a zip archive, not responses. Unpack it");
    check(&[0x28, 0xb5, 0x2f, 0xfd, 4], "This file is compressed in a way that is not read here. Unpack it");
    check(b"%PDF-1.7\n", "This is a PDF");
    check(b"{\"id\":{\"0\":\"0199f1c2\"}}", "This is a table of pandas by columns");
}

#[test]
fn beside_a_file_of_another_kind_the_others_count() {
    let text: Vec<_> = (1..6).map(|at| line(at, &json!({}))).collect();
    let whole = summarize(&[("b.ndjson", text.join("\n").as_bytes())], &[]).0;
    let (summary, error) = summarize(&[("a.zip", &zip("a.ndjson")), ("b.ndjson", text.join("\n").as_bytes())], &[]);
    assert_eq!(summary, whole);
    assert!(error.starts_with("a.zip is left out. "), "{error}");
}

/// An archive that keeps five responses as they are, in a file of this name.
fn zip(name: &str) -> Vec<u8> {
    let text: Vec<_> = (1..6).map(|at| line(at, &json!({}))).collect();
    [b"PK\x03\x04".as_slice(), &[0; 26], name.as_bytes(), b"\n", text.join("\n").as_bytes()].concat()
}

/// The score of what an export says, whatever a program made of the file; and what is said beside it.
fn saved(file: &[u8]) -> (Value, Value, String) {
    let (summary, error) = summarize(&[("a.csv", file)], &[]);
    (summary["responses"].clone(), summary["recommend"]["nps"].clone(), error)
}

#[test]
fn an_export_that_another_program_saved_gives_the_same_score() {
    const SCORES: [u32; 12] = [10, 9, 3, 8, 0, 10, 6, 9, 2, 10, 7, 9];
    let table = |separator: &str, score: &dyn Fn(u32) -> String| {
        let row = |at: u64, score: u32, text: &str| {
            let (id, comment) = (id(at), if score > 8 { "très bien" } else { "fine" });
            [id.as_str(), "support", "2026-03-14T09:26:53Z", "true", text, comment].join(separator)
        };
        let head = ["id", "survey", "submitted_at", "complete", "answers.recommend", "answers.comment"].join(separator);
        let rows = (1..).zip(SCORES).map(|(at, one)| row(at, one, &score(one)));
        std::iter::once(head).chain(rows).map(|row| row + "\r\n").collect::<String>()
    };
    let plain = table(",", &|score| score.to_string());
    let expect = (Value::from(12), saved(plain.as_bytes()).1);
    let check = |file: &[u8], said: &str| {
        let (responses, nps, error) = saved(file);
        assert_eq!(((responses, nps), error.as_str()), (expect.clone(), said));
    };
    check(plain.as_bytes(), "");
    check(table("|", &|score| score.to_string()).as_bytes(), "");
    check(table(",", &|score| format!("{score}.0")).as_bytes(), "");
    check(format!("sep=;\r\n{}", table(";", &|score| score.to_string())).as_bytes(), "");
    check(format!("{plain}{}", ",,,,,\r\n".repeat(5)).as_bytes(), "");
    check(plain.replace("\r\n", "\r").as_bytes(), "");
    let (head, rows) = plain.split_once('\n').unwrap();
    check(format!("{}\n{rows}", head.to_uppercase()).as_bytes(), "");
    let windows: Vec<u8> = plain.chars().map(|letter| u8::try_from(u32::from(letter)).unwrap()).collect();
    let told = "a.csv: 6 lines are not UTF-8 and were read as Windows-1252, as Excel saves a CSV. If letters look wrong, save the file as UTF-8\n";
    check(&windows, told);
    let unicode: Vec<u8> =
        format!("\u{feff}{}", plain.replace(',', "\t")).encode_utf16().flat_map(u16::to_le_bytes).collect();
    check(&unicode, "a.csv: it is UTF-16 text, and was read as such\n");
    let spaced = plain.replace("T09:26:53Z", " 09:26:53");
    check(spaced.as_bytes(), "a.csv: 12 responses name no time zone: their times were read as UTC\n");
    check(
        plain.replace("2026-03-14T09:26:53Z", "14.03.2026").as_bytes(),
        "a.csv: 12 responses name a day and no time: noon in UTC was taken\n",
    );
}

#[test]
fn a_day_that_may_be_a_month_is_asked_for() {
    let row = format!("id,survey,submitted_at\n{},support,03/04/2026 09:00\n", id(1));
    let (summary, error) = summarize(&[("a.csv", row.as_bytes())], &[]);
    assert_eq!(summary["responses"], 0);
    assert_eq!(
        error,
        "a.csv:2: submitted_at is 03/04/2026 09:00: which of the numbers is the month? Write days as 2026-03-14, so that nobody has to guess\n"
    );
}

#[test]
fn stray_quotes_take_no_rows_with_them() {
    let row = |at: u64| {
        let comment = if at == 9 {
            "a 5\" tv"
        } else if at == 1990 {
            "a 6\" pan"
        } else {
            "fine"
        };
        format!("{},support,2026-03-14T09:26:53Z,9,{comment}\n", id(at))
    };
    let text: String = (0..2000).map(row).collect();
    let text = "id,survey,submitted_at,answers.recommend,answers.comment\n".to_owned() + &text;
    let (summary, error) = summarize(&[("stray.csv", text.as_bytes())], &[]);
    assert_eq!((&summary["responses"], error.as_str()), (&2000.into(), ""));
}

#[test]
fn every_value_of_a_segment_can_be_asked_for() {
    let customer = |at: u64| {
        line(at, &json!({"fields": {"cust": format!("c{}", at.min(5_999)), "plan": if at < 3 { "" } else { "pro" }}}))
    };
    let text: Vec<_> = (0..6_040).map(customer).chain([line(7_000, &json!({}))]).collect();
    let text = text.join("\n");
    let responses = |arguments: &[&str]| {
        let (summary, error) = summarize(&[("many.ndjson", text.as_bytes())], arguments);
        assert_eq!(error, "");
        summary["responses"].clone()
    };
    assert_eq!(responses(&["--where", "fields.cust=c5999"]), 41);
    assert_eq!(responses(&["--where", "fields.cust=c100"]), 1);
    assert_eq!(responses(&["--where", "fields.plan=\"\""]), 3);
    assert_eq!(responses(&["--where", "fields.plan="]), 1);
    let compare = ["--compare", "fields.cust=c5999", "fields.plan=\"\""];
    let (summary, _) = summarize(&[("many.ndjson", text.as_bytes())], &compare);
    assert_eq!(summary["comparison"]["responses"], json!([41, 3]));
}

#[test]
fn days_the_wrong_way_round_are_refused_at_once() {
    let folder = TempDir::new().unwrap();
    let output = run(folder.path(), &["summarize", "--since", "2026-03-02", "--until", "2026-03-02", "none.ndjson"]);
    let error = String::from_utf8(output.stderr).unwrap();
    assert!(
        !output.status.success() && error.contains("--until 2026-03-02 must be later than --since 2026-03-02"),
        "{error}"
    );
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
    packed.write_all((text.join("\n") + "\n").as_bytes()).unwrap();
    let packed = packed.finish().unwrap();
    let (whole, silence) = summarize(&[("a.gz", &packed)], &[]);
    assert_eq!((&whole["responses"], silence.as_str()), (&399.into(), ""));
    for padded in [[packed.clone(), vec![0; 100_000]].concat(), [packed.clone(), vec![0; 3], packed.clone()].concat()] {
        let (summary, silence) = summarize(&[("a.gz", &padded)], &[]);
        assert_eq!((&summary["responses"], silence.as_str()), (&399.into(), ""), "zeros behind it are no damage");
    }
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
