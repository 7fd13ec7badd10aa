//! From bytes to figures.

use goodword_core::summary::{RecommendFigures, Summary};
use goodword_core::{Columns, Reader, Zone, words};

use crate::same_bytes::random_tallies::tallies;

fn summarize(source: &[u8], zone: &Zone) -> Summary {
    let mut columns = Columns::new();
    columns.source("test");
    let mut reader = Reader::new();
    reader.push(source, &mut |line| columns.read(line));
    reader.finish(&mut |line| columns.read(line));
    columns.dedupe();
    Summary::of(&columns.tally(zone))
}

#[test]
fn a_small_file_as_a_whole() {
    let zone = Zone::new("Europe/Berlin", vec![(1_774_746_000, 7200)], 3600);
    insta::assert_json_snapshot!(summarize(include_bytes!("../data/small.ndjson"), &zone));
}

#[test]
fn real_counts_give_the_published_score() {
    // The passengers are the last of the tallies that native and wasm must agree on.
    let tally = tallies().pop().unwrap();
    let summary = Summary::of(&tally);
    let figures = &summary.recommend;
    let two = |value: f64| format!("{value:.2}");
    let range = figures.interval.unwrap();
    assert_eq!(
        (two(figures.nps.unwrap()), two(range.low), two(range.high)),
        ("39.84".into(), "37.19".into(), "42.42".into())
    );
    assert_eq!((figures.n, tally.total.total()), (2_746, 2_831));
    assert_eq!(words::recommend(figures).text, "NPS 40, between 37 and 42, from 2,746 answers.");
    assert!(summary.asymmetry.loss.interval.is_some() && summary.together.n > 1_000, "and the promise is among them");
}

#[test]
fn nothing_is_null_and_not_zero() {
    let summary = summarize(b"", &Zone::utc());
    let json = serde_json::to_value(&summary).unwrap();
    for path in [
        "/period",
        "/recommend/nps",
        "/recommend/interval",
        "/recommend/mean/mean",
        "/recommend/mean/sd",
        "/empathy/agree/share",
        "/empathy/agree/interval",
        "/promise/kept/share",
        "/promise/shares/0/share",
        "/promise/shares/3/interval",
    ] {
        assert_eq!(json.pointer(path), Some(&serde_json::Value::Null), "{path}");
    }
    assert!(summary.days.is_empty() && summary.recommend.few.too_few);
}

#[test]
fn few_and_too_few_begin_where_they_say() {
    let figures = |n| RecommendFigures::of([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, n]).few;
    let marks = |n| (figures(n).few, figures(n).too_few);
    assert_eq!(
        [marks(0), marks(4), marks(5), marks(29), marks(30)],
        [(true, true), (true, true), (true, false), (true, false), (false, false)]
    );
}
