//! From bytes to figures.

use goodword_core::columns::Query;
use goodword_core::summary::{RecommendFigures, Summary};
use goodword_core::{Columns, Reader, Segment, Zone, words};

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

#[test]
fn more_answers_are_asked_for_by_the_range_that_is_shown() {
    let check = |[promoters, passives, detractors]: [u64; 3], expect: Option<&str>| {
        let figures = RecommendFigures::of([0, 0, 0, detractors, 0, 0, 0, 0, passives, 0, promoters]);
        let told = words::funnel::needed(&figures).map(String::from);
        let expect =
            expect.map(|more| format!("The range is wide. {more} would narrow it to 10 points to either side."));
        assert_eq!(told, expect);
    };
    check([29, 1, 0], Some("About 10 more answers"));
    check([30, 0, 0], Some("About 5 more answers"));
    check([20, 0, 20], Some("About 341 more answers"));
    check([10, 0, 10], Some("Up to 361 more answers"));
    check([400, 0, 400], None);
    check([2, 1, 1], None);
}

/// The columns of lines with these answers, each with what stands behind them.
fn columns(by: &[Segment], lines: &[(&str, &str, u64)]) -> Columns {
    let mut columns = Columns::with(by);
    columns.source("test");
    let mut reader = Reader::new();
    let mut id = 0;
    for (answers, rest, n) in lines {
        for _ in 0..*n {
            id += 1;
            let line = crate::made::text(id, "s", "2026-03-14T09:00:00Z", answers, rest) + "\n";
            reader.push(line.as_bytes(), &mut |line| columns.read(line));
        }
    }
    reader.finish(&mut |line| columns.read(line));
    columns.dedupe();
    columns
}

#[test]
fn a_filter_by_answers_does_not_change_who_was_asked() {
    let shown = r#","seq":0,"complete":false"#;
    let columns = columns(
        &[],
        &[
            ("", shown, 60),
            (r#""recommend":9"#, r#","seq":1,"complete":false"#, 10),
            (r#""recommend":3"#, r#","seq":3"#, 30),
        ],
    );
    let check = |options: &[(&'static str, &str)], expect: (u64, u64)| {
        let query = Query::read(options.iter().copied()).unwrap();
        let figures = columns.summary(&query, &Zone::utc(), None).unwrap().paradata;
        let rate = figures.response_rate.map(|rate| (rate.count, rate.n));
        assert_eq!((rate, figures.shown), (Some(expect), Some(expect.1)), "{options:?}");
    };
    let all = (40, 100);
    for filter in [[("complete", "no")], [("complete", "yes")], [("recommend", "0-6")], [("comment", "no")]] {
        check(&filter, all);
    }
    check(&[], all);
    check(&[("since", "2026-03-01"), ("recommend", "9")], all);
    let query = Query::read([("since", "2026-04-01")]).unwrap();
    assert_eq!(columns.summary(&query, &Zone::utc(), None).unwrap().paradata.response_rate, None);
}

#[test]
fn days_that_did_not_record_who_was_shown_count_neither_way() {
    let rate = |before: &[(&str, u64)], days: &[(&str, u64, u64)]| {
        let mut tally = goodword_core::Tally::new(&Zone::utc());
        let mut add = |day: &str, answered: bool, n: u64| {
            let recommend = answered.then(|| goodword_core::Recommend::new(9).unwrap());
            tally.days.entry(goodword_core::Day::parse(day).unwrap()).or_default().add((None, None, recommend), n);
            tally.total.add((None, None, recommend), n);
            tally.responses += n;
            *if answered { &mut tally.started } else { &mut tally.unanswered } += n;
        };
        for (day, n) in before {
            add(day, true, *n);
        }
        for (day, began, not) in days {
            add(day, true, *began);
            add(day, false, *not);
        }
        Summary::of(&tally).paradata.response_rate.map(|rate| (rate.count, rate.n))
    };
    assert_eq!(rate(&[("2026-03-01", 900)], &[("2026-03-02", 10, 90)]), Some((10, 100)));
    assert_eq!(rate(&[("2026-03-09", 900)], &[("2026-03-02", 10, 90)]), Some((10, 100)));
    assert_eq!(rate(&[("2026-03-01", 1)], &[("2026-03-02", 10, 90)]), Some((11, 101)), "one may well begin");
    assert_eq!(rate(&[("2026-03-03", 900)], &[("2026-03-02", 5, 45), ("2026-03-04", 5, 45)]), Some((910, 1_000)));
    assert_eq!(rate(&[("2026-03-01", 900)], &[]), None);
}

#[test]
fn two_values_are_one_comparison() {
    let device = |value: &str| format!(r#","context":{{"device":"{value}"}}"#);
    let (mobile, desktop, tablet) = (device("mobile"), device("desktop"), device("tablet"));
    let two = [
        (r#""recommend":10"#, mobile.as_str(), 30),
        (r#""recommend":2"#, &mobile, 20),
        (r#""recommend":10"#, &desktop, 40),
        (r#""recommend":2"#, &desktop, 10),
    ];
    let adjusted = |lines: &[(&str, &str, u64)]| {
        let by = [Segment::Device];
        let query = Query { by: by.to_vec(), ..Query::default() };
        let summary = columns(&by, lines).summary(&query, &Zone::utc(), None).unwrap();
        let of = |value: &goodword_core::summary::ValueFigures| {
            let rest = value.rest.as_ref().unwrap();
            (rest.p.unwrap(), rest.p_adjusted.unwrap())
        };
        (summary.segments_adjusted.comparisons, summary.segments[0].values.iter().map(of).collect::<Vec<_>>())
    };
    let (comparisons, chances) = adjusted(&two);
    assert_eq!(comparisons, 1);
    assert!(
        chances.iter().all(|(p, adjusted)| (p - adjusted).abs() < 1e-12 && (p - chances[0].0).abs() < 1e-12),
        "{chances:?}"
    );
    let three = [two.as_slice(), &[(r#""recommend":8"#, &tablet, 10)]].concat();
    assert_eq!(adjusted(&three).0, 3);
}

#[test]
fn what_changed_has_a_range_for_who_looks_again_and_again() {
    let cube = |promoters: u64, detractors: u64| {
        let mut cube = goodword_core::cube::Cube::default();
        for (score, n) in [(10, promoters), (2, detractors)] {
            cube.add((None, None, Some(goodword_core::Recommend::new(score).unwrap())), n);
        }
        cube
    };
    let told = |a: (u64, u64), b: (u64, u64)| {
        let figures =
            goodword_core::summary::Comparison::of(("2026-03", &cube(a.0, a.1)), ("2026-02", &cube(b.0, b.1)));
        let [nps, ..] = words::compared::changes(&figures);
        let (of, text) = (figures.nps, nps.unwrap().text);
        let (usual, always) = (of.interval.unwrap(), of.every_look.unwrap());
        assert!(always.low < usual.low && usual.high < always.high, "{usual:?} {always:?}");
        text
    };
    assert_eq!(
        told((600, 400), (500, 500)),
        "NPS 20 in 2026-03, against 0 in 2026-02: 20 points higher (11 to 29; at every look 3 to 37), from 1,000 and 1,000 answers."
    );
    assert_eq!(
        told((550, 450), (500, 500)),
        "NPS 10 in 2026-03, against 0 in 2026-02: 10 points higher (1 to 19; at every look -8 to 27), from 1,000 and 1,000 answers. Who looks again and again cannot be sure of it yet."
    );
    assert_eq!(
        told((510, 490), (500, 500)),
        "NPS 2 in 2026-03, against 0 in 2026-02: no difference is shown (-7 to +11; at every look -16 to +20), from 1,000 and 1,000 answers."
    );
}
