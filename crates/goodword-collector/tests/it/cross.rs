//! `goodword cross`: any two things beside each other, from files as people have them.

use std::fs;

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::collector::{id, response};
use crate::program::run;

/// Of 40 who chose Berlin 30 are on a phone, of 60 who chose Kyiv 12.
fn answers() -> String {
    let pile = [
        ("Berlin", "mobile", 30, 9),
        ("Berlin", "desktop", 10, 9),
        ("Kyiv", "mobile", 12, 3),
        ("Kyiv", "desktop", 48, 3),
    ];
    let all = pile.iter().flat_map(|one| std::iter::repeat_n(one, one.2));
    let line = |(at, (city, device, _, score)): (u64, &(&str, &str, usize, u8))| {
        let mut line = response(&id(at));
        line["answers"] = json!({"recommend": score, "city": city, "why": ["price", "speed"]});
        line["context"] = json!({"device": device});
        line.to_string() + "\n"
    };
    (1..).zip(all).map(line).collect()
}

fn cross(arguments: &[&str]) -> (String, String, Option<i32>) {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("answers.ndjson"), answers()).unwrap();
    let output = run(folder.path(), &[&["cross", "answers.ndjson"], arguments].concat());
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (text(output.stdout), text(output.stderr), output.status.code())
}

#[test]
fn two_things_are_set_beside_each_other_with_a_test() {
    let (text, error, _) = cross(&["--by", "device", "--across", "answers.city"]);
    assert_eq!(error, "");
    let lines: Vec<_> = text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
    assert_eq!(lines[0], "desktop: 83 % Kyiv, 54 percentage points more than everyone else (35 to 68).");
    assert!(lines[1].starts_with("Taken whole, device and city go together: Cramér's V 0.5"), "{text}");
    for line in ["mobile 29 %* 71 %* 42", "all 60 % 40 % 100"] {
        assert!(lines.iter().any(|one| one == line), "{text}");
    }
}

#[test]
fn the_result_is_json_and_obeys_filters_by_own_answers() {
    let (text, ..) = cross(&["--by", "answers.city", "--across", "device", "--json", "--where", "answers.why=speed"]);
    let table: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(
        (&table["responses"], &table["by"], &table["association"]["method"]),
        (&json!(100), &json!("answers.city"), &json!("chi-square (Pearson 1900)"))
    );
    let (none, ..) = cross(&["--by", "answers.city", "--json", "--not", "answers.why=price"]);
    assert_eq!(serde_json::from_str::<Value>(&none).unwrap()["responses"], 0);
}

#[test]
fn figures_of_each_time_are_told() {
    let (text, ..) = cross(&["--by", "quarter"]);
    assert!(text.starts_with("2026-Q1: NPS -20.\n"), "{text}");
    assert!(
        text.lines().any(|line| line.starts_with("2026-Q1") && line.contains("100") && line.contains("-20")),
        "{text}"
    );
    let (error, code) = (cross(&["--by", "quarter", "--across", "quarter"]).1, cross(&["--by", "minute"]).2);
    assert_eq!((error.as_str(), code), ("goodword: --across must be another than --by quarter\n", Some(2)));
}

#[test]
fn any_figure_of_each_cell_is_told_with_how_many_there_are() {
    let shown = |arguments: &[&str], expect: &[&str]| {
        let (text, error, _) = cross(arguments);
        let lines: Vec<_> = text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
        for line in expect {
            assert!(lines.iter().any(|one| one == line), "{line} in {text}{error}");
        }
    };
    let mean = [
        "quarter Kyiv Berlin all 95 % range of responses",
        "2026-Q1 3.0 9.0 5.4 4.8 to 6.0 100 100",
        "Mean of would recommend.",
    ];
    shown(&["--by", "quarter", "--across", "answers.city", "--of", "recommend"], &mean);
    shown(&["--by", "quarter", "--across", "answers.city", "--show", "nps"], &["NPS."]);
    shown(&["--by", "quarter", "--show", "comments"], &["2026-Q1 0 % 0 to 4 100 100", "Left a comment."]);
    let refused = |arguments: &[&str]| cross(arguments).1;
    assert_eq!(refused(&["--by", "quarter", "--show", "mean"]), "goodword: --show mean: name a question with --of\n");
    let complete = "goodword: --show complete: only what came to the end was recorded\n";
    assert_eq!(refused(&["--by", "quarter", "--show", "complete"]), complete);
    assert!(refused(&["--by", "quarter", "--of", "promise"]).contains("must be empathy, recommend, or answers."));
}
