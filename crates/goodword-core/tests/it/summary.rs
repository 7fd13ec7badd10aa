//! From bytes to figures.

use goodword_core::cube::Cube;
use goodword_core::summary::{RecommendFigures, Summary};
use goodword_core::{Columns, Reader, Recommend, Tally, Zone, words};

fn summarize(source: &[u8], zone: &Zone) -> Summary {
    let mut columns = Columns::new();
    columns.source("test");
    let mut reader = Reader::new();
    reader.push(source, &mut |line| columns.read(line));
    reader.finish(&mut |line| columns.read(line));
    columns.settle();
    Summary::of(&columns.tally(zone))
}

#[test]
fn a_small_file_as_a_whole() {
    let zone = Zone::new("Europe/Berlin", vec![(1_774_746_000, 7200)], 3600);
    insta::assert_json_snapshot!(summarize(include_bytes!("../data/small.ndjson"), &zone));
}

/// San Francisco International Airport, passenger survey of May 2017 (City and County of San Francisco, `DataSF`
/// `nnh5-5rwz`): how many of 2,831 passengers gave each answer from 0 to 10; 85 gave none.
const SFO_2017: [u64; 11] = [17, 6, 8, 19, 18, 144, 130, 291, 677, 564, 872];

#[test]
fn real_counts_give_the_published_score() {
    let mut cube = Cube::default();
    for (score, n) in Recommend::ALL.into_iter().zip(SFO_2017) {
        cube.add((None, None, Some(score)), n);
    }
    cube.add((None, None, None), 85);
    let mut tally = Tally::new(&Zone::utc());
    (tally.lines, tally.responses, tally.total) = (2_831, 2_831, cube);
    let figures = Summary::of(&tally).recommend;
    let two = |value: f64| format!("{value:.2}");
    let range = figures.interval.unwrap();
    assert_eq!(
        (two(figures.nps.unwrap()), two(range.low), two(range.high)),
        ("39.84".into(), "37.19".into(), "42.42".into())
    );
    assert_eq!((figures.n, tally.total.total()), (2_746, 2_831));
    assert_eq!(words::recommend(&figures), "NPS 40, between 37 and 42, from 2,746 answers.");
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
