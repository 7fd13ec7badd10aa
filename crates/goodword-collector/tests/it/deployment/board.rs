//! The board of `packaging/grafana.json`: every figure that it shows stands in `/metrics`.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::time::Duration;

use serde_json::Value;
use tempfile::TempDir;

use crate::cluster::Cluster;
use crate::collector::{id, response};
use crate::program::{Program, request};

/// Every `expr` below a value.
fn expressions(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            found.extend(fields.get("expr").and_then(Value::as_str).map(str::to_owned));
            fields.values().for_each(|value| expressions(value, found));
        }
        Value::Array(values) => values.iter().for_each(|value| expressions(value, found)),
        _ => {}
    }
}

/// The names of figures in an expression: words in front of `{` or at its end that are no label or function of ours.
fn names(expression: &str) -> BTreeSet<String> {
    let words = expression.split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_');
    words.filter(|word| word.starts_with("goodword_") || word.starts_with("process_")).map(str::to_owned).collect()
}

/// A collector in which everything has happened once that is counted.
fn lived() -> String {
    let (url, _) = Cluster::shared().database();
    let metrics = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().to_string();
    let folder = TempDir::new().unwrap();
    let webhook = "[[webhook]]\nname = \"desk\"\nurl = \"http://127.0.0.1:9/\"\nevents = [\"response\"]\n\
        secret = [\"whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw\"]\n";
    fs::write(folder.path().join("goodword.toml"), webhook).unwrap();
    let program = Program::start_in(folder, |mut program| {
        program.args([
            "--metrics-listen",
            &metrics,
            "--database",
            &url,
            "--limit-survey",
            "2",
            "--config",
            "goodword.toml",
        ]);
        program
    });
    for number in 1..=3 {
        program.post(&response(&id(number)).to_string()).unwrap();
    }
    let page = || request(&metrics, "GET /metrics HTTP/1.1", b"").unwrap().1;
    for _ in 0..100 {
        if page().contains("goodword_messages_total") && page().contains("goodword_target_disabled") {
            break;
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    page()
}

#[test]
fn every_figure_of_the_board_is_there() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../packaging/grafana.json");
    let board: Value = serde_json::from_str(&fs::read_to_string(file).unwrap()).unwrap();
    let mut shown = Vec::new();
    expressions(&board, &mut shown);
    let names: BTreeSet<_> = shown.iter().flat_map(|expression| names(expression)).collect();
    assert!(names.len() >= 20, "{names:?}");
    let page = lived();
    let told =
        |name: &str| page.lines().any(|line| line.strip_prefix(name).is_some_and(|rest| rest.starts_with(['{', ' '])));
    let missing: Vec<_> = names.iter().filter(|name| !told(name)).collect();
    assert!(missing.is_empty(), "{missing:?} are not in:\n{page}");
    let own = page.lines().filter_map(|line| line.strip_prefix("# TYPE ")?.split(' ').next());
    let unseen: Vec<_> = own
        .filter(|name| name.starts_with("goodword_") && !names.iter().any(|known| known.starts_with(name)))
        .collect();
    assert!(unseen.is_empty(), "the board shows nothing of {unseen:?}");
    let label = format!("goodword_build_info{{version=\"{}\"}} 1", env!("CARGO_PKG_VERSION"));
    assert!(page.contains(&label), "{page}");
}
