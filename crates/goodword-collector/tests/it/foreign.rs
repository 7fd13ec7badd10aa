//! Files of other survey programs on the command line: known, said, overruled, stored once.

use std::fs;
use std::path::Path;

use serde_json::Value;
use tempfile::TempDir;

use crate::program::run;

const TYPEFORM: &str = include_str!("../../../goodword-core/tests/data/import/typeform.csv");
const LIMESURVEY: &str = include_str!("../../../goodword-core/tests/data/import/limesurvey.csv");
const POSTHOG: &str = include_str!("../../../goodword-core/tests/data/import/posthog.ndjson");
const OTHER: &str = "Nr;Datum;Punkte;Warum\n1;03/04/2026;9;Sehr nett\n2;05/06/2026;2;Zu langsam\n";

fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = TempDir::new().unwrap();
    for (name, text) in files {
        fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

/// What stands on stdout and on stderr, and the exit code.
fn told(folder: &Path, arguments: &[&str]) -> (String, String, Option<i32>) {
    let output = run(folder, arguments);
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (text(output.stdout), text(output.stderr), output.status.code())
}

#[test]
fn an_export_is_known_and_summed_up() {
    let folder = folder(&[("a.csv", TYPEFORM), ("b.csv", LIMESURVEY), ("c.ndjson", POSTHOG)]);
    let (out, error, code) = told(folder.path(), &["summarize", "--json", "a.csv", "b.csv", "c.ndjson"]);
    let summary: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(
        (code, &summary["responses"], &summary["recommend"]["n"], &summary["bad"]),
        (Some(0), &3.into(), &3.into(), &1.into())
    );
    for line in [
        "a.csv: This is an export of Typeform as CSV: its header begins with # and holds Submit Date (UTC); --map reads it otherwise",
        "a.csv: left out, because they say who somebody is: Network ID",
        "b.csv:3: “submitdate” is empty: there is no time",
        "b.csv: 2 rows read: 1 response, 1 bad row",
        "c.ndjson: 3 rows read: 1 response, 1 row left out, because it is an earlier step of a response that goes on",
    ] {
        assert!(error.lines().any(|told| told.starts_with(line)), "{line}\n{error}");
    }
}

#[test]
fn a_mapping_is_proposed_completed_and_used() {
    let folder = folder(&[("a.csv", OTHER)]);
    let (_, error, code) = told(folder.path(), &["summarize", "a.csv", "--dates", "mdy", "--map", "x"]);
    assert!(code == Some(2) && error.contains("cannot be used with"), "a mapping says the order itself: {error}");
    let (out, error, code) = told(folder.path(), &["map", "a.csv", "--dates", "mdy"]);
    let complete: Value = serde_json::from_str(&out).unwrap();
    assert_eq!((&complete["submitted_at"]["order"], code), (&"mdy".into(), Some(0)), "{error}");
    assert!(error.contains("line 2: {") && !error.contains("completed"), "{error}");
    let (out, error, code) = told(folder.path(), &["map", "a.csv", "--survey", "support", "--tz", "Europe/Berlin"]);
    assert_eq!(code, Some(0), "{error}");
    assert!(error.contains("To be completed: submitted_at: the dates of “Datum” can be read in two ways"), "{error}");
    let mut mapping: Value = serde_json::from_str(&out).unwrap();
    mapping["submitted_at"]["order"] = "dmy".into();
    mapping["answers"] =
        serde_json::json!({"recommend": {"column": "Punkte", "min": 0, "max": 10}, "comment": {"column": "Warum"}});
    fs::write(folder.path().join("map.json"), mapping.to_string()).unwrap();
    let (out, error, code) = told(folder.path(), &["summarize", "--json", "--map", "map.json", "a.csv"]);
    assert_eq!(code, Some(0), "{error}");
    let summary: Value = serde_json::from_str(&out).unwrap();
    assert_eq!((&summary["responses"], &summary["comments"]), (&2.into(), &2.into()));
    assert_eq!(summary["days"][0]["day"], "2026-04-03");
    mapping["answers"]["recommend"] = serde_json::json!({"column": "Punkte", "min": 1, "max": 10});
    fs::write(folder.path().join("map.json"), mapping.to_string()).unwrap();
    let (out, error, code) = told(folder.path(), &["summarize", "--map", "map.json", "a.csv"]);
    assert_eq!((out.as_str(), code), ("", Some(2)));
    assert!(
        error.contains("“would recommend” needs 0 to 10, and “Punkte” is said to go from 1 to 10: nothing is rescaled"),
        "{error}"
    );
}

#[test]
fn dates_that_can_be_read_in_two_ways_are_read_as_it_is_said() {
    let folder =
        folder(&[("a.csv", "Horodateur,Nous recommanderiez-vous ?\n03/04/2026 14:05:31,9\n05/06/2026 14:05:31,0\n")]);
    let (_, error, code) = told(folder.path(), &["summarize", "a.csv"]);
    assert!(code == Some(2) && error.contains("can be read in two ways"), "{error}");
    for (order, day) in [("dmy", "2026-04-03"), ("mdy", "2026-03-04")] {
        let (out, error, _) = told(folder.path(), &["summarize", "--json", "--dates", order, "a.csv"]);
        let summary: Value = serde_json::from_str(&out).unwrap();
        assert_eq!(summary["days"][0]["day"], day, "{error}");
    }
}

#[test]
fn what_is_imported_twice_is_stored_once() {
    let folder = folder(&[("a.csv", TYPEFORM), ("c.ndjson", POSTHOG)]);
    let first = told(folder.path(), &["import", "a.csv", "c.ndjson"]);
    assert_eq!(
        first.0, "a.csv: 1 stored, 0 stored before, 0 bad\nc.ndjson: 1 stored, 0 stored before, 0 bad\n",
        "{}",
        first.1
    );
    let second = told(folder.path(), &["import", "a.csv", "c.ndjson"]);
    assert_eq!(second.0, "a.csv: 0 stored, 1 stored before, 0 bad\nc.ndjson: 0 stored, 1 stored before, 0 bad\n");
    let export = told(folder.path(), &["export", "--survey", "typeform"]).0;
    let stored: Value = serde_json::from_str(export.lines().next().unwrap()).unwrap();
    assert_eq!(stored["answers"], serde_json::json!({"recommend": 9, "promise": "kept", "comment": "Kind people"}));
    assert!(!export.contains("ab12cd34ef"));
}

#[test]
fn a_workbook_is_the_table_that_it_would_be_saved_as() {
    let folder = TempDir::new().unwrap();
    let bytes = include_bytes!("../../../goodword-core/tests/data/import/google-forms.xlsx").as_slice();
    fs::write(folder.path().join("a"), bytes).unwrap();
    fs::write(folder.path().join("cut"), &bytes[..900]).unwrap();
    let (out, error, code) = told(folder.path(), &["summarize", "--json", "a"]);
    assert_eq!(code, Some(0), "{error}");
    assert!(error.contains("a: the sheet “Answers” of this workbook is read as CSV, and not Notes"), "{error}");
    assert!(error.contains("a: This looks like an export of Google Forms as CSV"), "{error}");
    let summary: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(
        (&summary["recommend"]["n"], &summary["promise"]["n"], &summary["comments"]),
        (&2.into(), &2.into(), &2.into())
    );
    assert_eq!(summary["days"][0]["day"], "2026-11-03");
    // None of a workbook that is not whole.
    let (out, error, code) = told(folder.path(), &["summarize", "--json", "cut"]);
    let summary: Value = serde_json::from_str(&out).unwrap();
    assert_eq!((&summary["responses"], code), (&0.into(), Some(1)), "{error}");
}

#[test]
fn a_file_of_windows_is_read_and_said_to_be() {
    let folder = TempDir::new().unwrap();
    let file = b"Zeitstempel;W\xfcrden Sie uns empfehlen?;Warum?\n03.11.2026 14:05:31;9;tr\xe8s bien\n14.11.2026 09:00:00;0;sp\xe4t\n";
    fs::write(folder.path().join("a.csv"), file).unwrap();
    for arguments in [["summarize", "--json", "a.csv"].as_slice(), &["map", "a.csv"]] {
        let (out, error, code) = told(folder.path(), arguments);
        assert_eq!(code, Some(0), "{error}");
        assert!(error.contains("it is no UTF-8, and was read as Windows-1252"), "{error}");
        let found: Value = serde_json::from_str(&out).unwrap();
        assert!(found["recommend"]["n"] == 2 || found["answers"]["recommend"]["column"] == "Würden Sie uns empfehlen?");
    }
}

#[test]
fn a_pipe_is_read_like_a_file() {
    let folder = folder(&[("a.csv", TYPEFORM)]);
    let file = fs::File::open(folder.path().join("a.csv")).unwrap();
    let output = crate::program::goodword(folder.path(), &["summarize", "--json", "-"]).stdin(file).output().unwrap();
    let summary: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(summary["responses"], 1);
}

#[test]
fn what_is_wrong_is_told_in_one_sentence() {
    let folder = folder(&[("a.csv", OTHER), ("no.json", "{\"goodword_map\":2}"), ("empty.csv", "")]);
    let check = |arguments: &[&str], sentence: &str| {
        let (_, error, code) = told(folder.path(), arguments);
        assert!(error.contains(sentence) && !error.contains("panicked"), "{arguments:?}: {error}");
        assert_ne!(code, Some(0), "{arguments:?}");
    };
    check(&["summarize", "--map", "no.json", "a.csv"], "no.json: is no mapping: missing field");
    check(&["summarize", "--map", "none.json", "a.csv"], "cannot read none.json");
    check(&["map", "empty.csv"], "empty.csv holds no columns");
    check(&["map", "none.csv"], "cannot read none.csv");
    check(&["map", "a.csv", "--program", "word"], "must be one of delighted, formbricks, google-forms");
    check(&["map", "a.csv", "--dates", "us"], "must be ymd, dmy or mdy");
    check(&["map", "a.csv", "--tz", "Europe/Berln"], "There is no time zone");
    check(&["summarize", "a.csv"], "`goodword map FILE > map.json` proposes which column is which");
}

#[test]
fn a_definition_is_taken_over_with_a_list_of_what_has_no_counterpart() {
    let folder =
        folder(&[("posthog.json", include_str!("../../../goodword-studio/tests/data/posthog.json")), ("x.json", "{}")]);
    let (out, error, code) = told(folder.path(), &["import-survey", "posthog.json", "--survey", "support"]);
    let survey = goodword_core::Survey::parse(&out).unwrap();
    assert_eq!((code, survey.id.as_str(), survey.questions.len()), (Some(0), "support", 5), "{error}");
    for line in [
        "posthog.json: this is a definition of PostHog; questions taken over: 5",
        "Read more: is left out: a link that is no question has no counterpart, the thank-you can lead on",
    ] {
        assert!(error.lines().any(|told| told == line), "{line}\n{error}");
    }
    let (out, error, code) = told(folder.path(), &["import-survey", "x.json"]);
    assert_eq!((out.as_str(), code), ("", Some(2)));
    assert!(error.contains("x.json: is no definition of Formbricks, PostHog, SurveyJS or Typeform"), "{error}");
}
