//! `goodword words`: what sets the comments of two groups apart, from files as people have them.

use std::fs;

use serde_json::Value;
use tempfile::TempDir;

use crate::collector::{id, response};
use crate::program::{run, stdout};

fn lines() -> String {
    responses().iter().map(Value::to_string).collect::<Vec<_>>().join("\n") + "\n"
}

/// Comments of 30 promoters, 30 detractors and 10 others.
fn responses() -> Vec<Value> {
    let said = |at: usize| match at {
        0..30 => (10, "Quick and kind — très bien"),
        30..60 => (2, "Late again, nobody answered"),
        _ => (8, "So so"),
    };
    let made = |at: usize| {
        let (score, comment) = said(at);
        let mut response = response(&id(u64::try_from(at).unwrap()));
        response["context"] = serde_json::json!({"device": "mobile"});
        response["answers"] = serde_json::json!({"recommend": score, "comment": comment});
        response
    };
    (0..70).map(made).collect()
}

#[test]
fn words_of_promoters_and_detractors_are_told_with_their_evidence() {
    let folder = TempDir::new().unwrap();
    let lines = lines();
    fs::write(folder.path().join("a.ndjson"), &lines).unwrap();
    let compare = ["words", "a.ndjson", "--compare", "promoters", "detractors"];
    let text = stdout(folder.path(), &compare);
    assert!(text.starts_with("promoters: 30 comments; detractors: 30 comments.\n"), "{text}");
    let late = "“late” stands in 100 % of the comments of detractors and in 0 % of those of promoters: 100 percentage points more";
    assert!(
        text.contains(late) && text.contains("“late again”") && text.contains("  “Late again, nobody answered”\n"),
        "{text}"
    );
    let json = stdout(folder.path(), &[&compare[..], &["--json"]].concat());
    let found: Value = serde_json::from_str(&json).unwrap();
    assert_eq!((&found["schema"], &found["a"]["comments"], &found["in_both"]), (&2.into(), &30.into(), &0.into()));
    // Whatever the files are and in whatever order, the result is the same to the byte.
    let (head, tail) = lines.split_at(lines.match_indices('\n').nth(24).unwrap().0 + 1);
    fs::write(folder.path().join("head.ndjson"), head).unwrap();
    let utf16: Vec<u8> = ("\u{feff}".to_owned() + tail).encode_utf16().flat_map(u16::to_le_bytes).collect();
    fs::write(folder.path().join("tail.ndjson"), utf16).unwrap();
    let parts = ["words", "tail.ndjson", "head.ndjson", "--compare", "promoters", "detractors", "--json"];
    assert_eq!(stdout(folder.path(), &parts), json);
}

#[test]
fn comments_of_both_groups_tell_nothing_of_either() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("a.ndjson"), lines()).unwrap();
    let text = stdout(folder.path(), &["words", "a.ndjson", "--compare", "promoters", "device=mobile"]);
    assert!(text.contains("30 comments belong to both and can tell nothing of either: left out.\n"), "{text}");
    assert!(text.contains("promoters: 0 comments; device=mobile: 40 comments. That is too few to compare"), "{text}");
    let refused = run(folder.path(), &["words", "a.ndjson", "--compare", "promoters", "everybody"]);
    let error = String::from_utf8(refused.stderr).unwrap();
    assert!(refused.status.code() == Some(2) && error.contains("one of promoters, passives"), "{error}");
}
