//! The rows of docs/bench.md: what is measured, beside whom, and what is to be reached.

use super::figures::Figures;
use super::goal::{Goal, OURS};
use super::part::Bench;

/// One thing that is measured.
#[derive(Debug, Clone, Copy)]
pub struct Row {
    /// By whose part it is measured.
    pub bench: Bench,
    /// As the scripts name it.
    pub key: &'static str,
    /// As people read it.
    pub what: &'static str,
    pub unit: &'static str,
    /// What nobody can pass, or the least that does the same.
    pub floor: &'static [&'static str],
    /// What a user would pick instead.
    pub peers: &'static [&'static str],
    pub goals: &'static [Goal],
}

/// A row with its figures.
#[derive(Debug, PartialEq)]
pub struct Line {
    pub floor: String,
    pub peers: String,
    pub ours: String,
    /// What each goal is, what was reached, and whether that is enough.
    pub goals: Vec<(String, String, bool)>,
}

impl Line {
    pub fn holds(&self) -> bool {
        self.goals.iter().all(|(_, _, held)| *held)
    }
}

impl Row {
    /// The row as it was measured; none where it was not.
    pub fn line(&self, figures: &Figures) -> Option<Line> {
        let ours = figures.median(self.key, OURS)?;
        let others = |names: &[&str]| {
            let known =
                names.iter().filter_map(|who| Some(format!("{who} {}", number(figures.median(self.key, who)?))));
            known.collect::<Vec<_>>().join(", ")
        };
        let goals = self.goals.iter().filter_map(|goal| {
            let reached = goal.reached(self.key, figures)?;
            Some((goal.to_string(), goal.told(reached), goal.holds(reached)))
        });
        let ours = number(ours);
        Some(Line { floor: others(self.floor), peers: others(self.peers), ours, goals: goals.collect() })
    }
}

/// As many digits as a figure deserves.
fn number(value: f64) -> String {
    if value.abs() < 10.0 {
        format!("{value:.2}")
    } else if value.abs() < 100.0 {
        format!("{value:.1}")
    } else {
        format!("{value:.0}")
    }
}

/// The rows of one part.
pub fn of(bench: Bench) -> impl Iterator<Item = &'static Row> {
    ROWS.iter().filter(move |row| row.bench == bench)
}

const SURVEYS: &[&str] = &["Sentry", "PostHog"];
const FLOOR: &[&str] = &["floor page"];
const EMPTY: &str = "an empty page";
const OVER: &str = "Goodword, over the page";
const PRELOADED: &str = "Goodword, preloaded";
const JS: &str = "plain JS";
const BLOB: &str = "Blob read";
const DUCKDB: &str = "DuckDB";
const HANDLER: &str = "a handler that stores nothing";

const fn row(bench: Bench, key: &'static str, what: &'static str, unit: &'static str) -> Row {
    Row { bench, key, what, unit, floor: &[], peers: &[], goals: &[] }
}

const fn start(key: &'static str, what: &'static str, unit: &'static str, goals: &'static [Goal]) -> Row {
    Row {
        floor: &["floor page", EMPTY],
        peers: &["Sentry", "PostHog", PRELOADED, OVER],
        goals,
        ..row(Bench::Start, key, what, unit)
    }
}

const fn weight(key: &'static str, what: &'static str, goals: &'static [Goal]) -> Row {
    Row { goals, ..row(Bench::Start, key, what, "kB, brotli") }
}

const fn reading(key: &'static str, what: &'static str, unit: &'static str, goals: &'static [Goal]) -> Row {
    Row { floor: &[BLOB], peers: &[JS, "DuckDB-WASM"], goals, ..row(Bench::Reading, key, what, unit) }
}

const fn acks(key: &'static str, what: &'static str, goals: &'static [Goal]) -> Row {
    Row { floor: &[HANDLER], goals, ..row(Bench::Acks, key, what, "a second") }
}

const fn processors(key: &'static str, what: &'static str) -> Row {
    Row { unit: "µs, clients too", ..acks(key, what, &[]) }
}

const ROWS: &[Row] = &[
    start(
        "visible slow",
        "first question visible, slow phone (CPU 4x, 1.6 Mbit/s, 150 ms, cold)",
        "ms",
        &[Goal::Within("floor page", 1.2)],
    ),
    start("visible fast", "the same, fast machine", "ms", &[Goal::Within("floor page", 1.25)]),
    start("blocking slow", "blocking time (TBT), slow phone", "ms", &[Goal::Above(EMPTY, 50.0)]),
    start("longest slow", "the longest task, slow phone", "ms", &[Goal::Above(EMPTY, 50.0)]),
    start("click", "click to next paint, slow phone", "ms", &[Goal::Most(20.0)]),
    start("event", "the same by Event Timing, which counts in steps of 8", "ms", &[Goal::Above(EMPTY, 8.0)]),
    Row {
        floor: FLOOR,
        peers: SURVEYS,
        ..start("painted slow", "came until the first question was painted", "kB, brotli", &[Goal::Most(44.0)])
    },
    weight("answers", "until a survey in its place answers", &[Goal::Most(44.0)]),
    weight("loader", "loader, idle page", &[Goal::Most(2.0)]),
    weight("sender", "after Send is wanted", &[Goal::Most(8.0)]),
    weight("results", "reader and view", &[Goal::Most(250.0)]),
    reading(
        "mixed 1000000 cold",
        "1,000,000 mixed responses, first reading in a worker",
        "ms",
        &[Goal::Faster(JS, 5.0), Goal::Within(BLOB, 1.5)],
    ),
    reading("made-up 1000000 cold", "1,000,000 made-up (`seed`) responses", "ms", &[Goal::Faster(JS, 5.0)]),
    reading("mixed 10000 cold", "10,000 mixed, cold", "ms", &[Goal::Faster(JS, 1.3)]),
    reading(
        "mixed 10000 first",
        "10,000 mixed, first reading of a worker that was begun a second before, as in the view",
        "ms",
        &[Goal::Faster(JS, 1.3)],
    ),
    reading("mixed 10000 warm", "10,000 mixed, warm", "ms", &[Goal::Faster(JS, 2.0)]),
    reading("mixed 100000 cold", "100,000 mixed, cold", "ms", &[Goal::Faster(JS, 2.0)]),
    reading("mixed 100000 first", "100,000 mixed, the same", "ms", &[Goal::Faster(JS, 2.0)]),
    reading("mixed 100000 warm", "100,000 mixed, warm", "ms", &[Goal::Faster(JS, 4.0)]),
    reading("mixed 1000000 memory", "memory added, 1,000,000 mixed", "MB", &[Goal::Most(65.0)]),
    reading("mixed 1000000 cpu", "processors, 1,000,000 mixed", "ms", &[]),
    reading("mixed 1000000 filter", "1,000,000 mixed, filtered anew by device", "ms", &[Goal::Most(100.0)]),
    reading("made-up 1000000 csv", "1,000,000 written as CSV", "ms", &[]),
    Row {
        peers: &[DUCKDB],
        goals: &[Goal::Faster(DUCKDB, 3.0)],
        ..row(Bench::Native, "native 1000000 ms", "`goodword summarize`, 1,000,000 mixed responses, native", "ms")
    },
    acks("load-sqlite-256", "durable acknowledgements, SQLite, 256 clients", &[Goal::Share(HANDLER, 0.8)]),
    acks("load-postgres-256", "durable acknowledgements, PostgreSQL, 256 clients", &[Goal::Share(HANDLER, 0.6)]),
    processors("load-sqlite-256 processors", "microseconds of processors for each, SQLite, 256 clients"),
    acks("load-sqlite-16", "the same, SQLite, 16 clients", &[]),
    acks("load-postgres-16", "the same, PostgreSQL, 16 clients", &[]),
    acks("load-sqlite-1", "the same, SQLite, 1 client", &[]),
    acks("load-postgres-1", "the same, PostgreSQL, 1 client", &[]),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_says_what_was_reached_and_whether_that_is_enough() {
        let row = Row {
            floor: &[BLOB],
            peers: &[JS, "nobody"],
            goals: &[Goal::Faster(JS, 5.0), Goal::Within(BLOB, 1.5)],
            ..row(Bench::Reading, "key", "what", "ms")
        };
        let mut figures = Figures::default();
        assert_eq!(row.line(&figures), None);
        for (who, value) in [(OURS, 1000.0), (JS, 5123.0), (BLOB, 12.345)] {
            figures.add("key", who, value);
        }
        let line = row.line(&figures).unwrap();
        assert_eq!(
            (line.floor.as_str(), line.peers.as_str(), line.ours.as_str()),
            ("Blob read 12.3", "plain JS 5123", "1000")
        );
        assert_eq!(line.goals.iter().map(|(_, _, held)| *held).collect::<Vec<_>>(), [true, false]);
        assert!(!line.holds());
    }

    #[test]
    fn no_two_rows_share_a_key() {
        let mut keys: Vec<_> = ROWS.iter().map(|row| row.key).collect();
        keys.sort_unstable();
        keys.dedup();
        assert_eq!(keys.len(), ROWS.len());
    }
}
