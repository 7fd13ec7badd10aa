//! Any two things beside each other are counted as whoever looks at each response would.

use std::collections::BTreeMap;

use goodword_core::columns::{Filter, Query};
use goodword_core::cross::{Axis, CrossTable, ScaleQuestion};
use goodword_core::cube::Cube;
use goodword_core::summary::Method;
use goodword_core::words::cross_cell::CellFigure;
use goodword_core::{Columns, Line, Response, Segment, Zone};
use proptest::prelude::*;

use crate::made;

fn columns(responses: &[Response]) -> Columns {
    let mut columns = Columns::with(&[Segment::Device, Segment::parse("fields.plan").unwrap()]);
    columns.source("test");
    for (number, response) in (1..).zip(responses) {
        columns.read(Line { number, offset: number * 1000, len: 999, body: Ok(Box::new(response.clone())) });
    }
    columns.dedupe();
    columns
}

fn table(columns: &Columns, filter: &Filter, by: &str, across: Option<&str>, zone: &Zone) -> CrossTable {
    table_of(columns, filter, (by, across, None), zone)
}

fn table_of(
    columns: &Columns,
    filter: &Filter,
    (by, across, of): (&str, Option<&str>, Option<&str>),
    zone: &Zone,
) -> CrossTable {
    let of = of.map(|of| ScaleQuestion::parse(of).unwrap());
    let (by, across) = (Axis::parse(by).unwrap(), across.map(|across| Axis::parse(across).unwrap()));
    let mut builder = columns.cross_builder(filter, &by, across.as_ref(), of.as_ref(), zone).unwrap();
    while builder.count(3) {}
    CrossTable::of(&builder.finish())
}

fn response(at: usize, answers: &str, device: &str, time: &str) -> Response {
    let text = made::text(at as u64, "s", time, answers, &format!(r#","context":{{"device":"{device}"}}"#));
    Response::parse(&text).unwrap()
}

/// So many of each device that answered a question so.
fn pile(counts: &[(&str, &str, usize)]) -> Columns {
    let all = counts.iter().flat_map(|(device, answer, n)| std::iter::repeat_n((*device, *answer), *n));
    let all: Vec<_> = (0..)
        .zip(all)
        .map(|(at, (device, answer))| response(at, &format!(r#""city":{answer}"#), device, "2026-03-14T09:00:00Z"))
        .collect();
    columns(&all)
}

fn cells(table: &CrossTable) -> BTreeMap<(String, String), (u64, u64)> {
    let named = |row: &goodword_core::cross::CrossRow| {
        let cells = table.columns.iter().zip(&row.cells);
        cells
            .map(|(column, cell)| ((row.value.clone(), column.clone()), (cell.share.count, cell.share.n)))
            .collect::<Vec<_>>()
    };
    table.rows.iter().flat_map(named).collect()
}

proptest! {
    #[test]
    fn every_response_stands_where_it_says(responses in made::responses(), recommend in prop::option::of(0..9_u8)) {
        let zone = Zone::new("Europe/Berlin", vec![(1_774_746_000, 7200)], 3600);
        let columns = columns(&responses);
        let filter = Filter { recommend: recommend.map(|least| (least, 10)), ..Filter::default() };
        let (why, device) = (Segment::parse("answers.why").unwrap(), Segment::Device);
        let (mut expect, mut rows, mut missing) = (BTreeMap::new(), BTreeMap::new(), 0);
        for row in columns.matching(&filter, &zone).unwrap() {
            let response = responses.get(usize::try_from(row.offset / 1000 - 1).unwrap()).unwrap();
            let record = goodword_core::Record::from(response);
            let (said, on) = (why.of(&record), device.of(&record));
            if said.is_empty() || on.is_empty() {
                missing += 1;
            }
            for (one, on) in said.iter().flat_map(|one| on.iter().map(move |on| (one.clone(), on.clone()))) {
                *rows.entry(one.clone()).or_insert(0) += 1;
                *expect.entry((one, on)).or_insert(0) += 1;
            }
        }
        let found = table(&columns, &filter, "answers.why", Some("device"), &zone);
        let seen: BTreeMap<_, _> = cells(&found).into_iter().filter(|(_, (n, _))| *n > 0).collect();
        let expect: BTreeMap<_, _> = expect.into_iter().map(|((one, on), n)| ((one.clone(), on), (n, rows[&one]))).collect();
        prop_assert_eq!(seen, expect);
        prop_assert_eq!(found.missing, missing);
        let days = table(&columns, &filter, "day", None, &zone);
        let tally = columns.tally_where(&filter, &[], &zone).unwrap();
        prop_assert_eq!(days.rows.iter().map(|row| row.total.share.count).collect::<Vec<_>>(), tally.days.values().map(Cube::total).collect::<Vec<_>>());
        prop_assert_eq!(days.missing, tally.undated.total());
    }
}

proptest! {
    /// What each cell tells of the way through is what a Summary of the same responses tells.
    #[test]
    fn every_figure_is_that_of_a_summary_of_the_same_responses(responses in made::responses()) {
        let (zone, columns) = (Zone::utc(), columns(&responses));
        for of in ["recommend", "empathy"] {
            let found = table_of(&columns, &Filter::default(), ("day", None, Some(of)), &zone);
            for row in &found.rows {
                let day = goodword_core::Day::new(row.bucket.unwrap());
                let until = goodword_core::Day::new(row.bucket.unwrap() + 1);
                let filter = Filter { since: Some(day), until: Some(until), ..Filter::default() };
                let query = Query { filter, ..Query::default() };
                let summary = columns.summary(&query, &zone, None).unwrap();
                prop_assert_eq!(&row.total.comments, &summary.paradata.comment_rate);
                prop_assert_eq!(row.total.complete.as_ref().map(|complete| complete.n), found.total.complete.as_ref().map(|_| summary.paradata.started));
                if let (Some(cell), Some(whole)) = (&row.total.complete, &summary.paradata.completion_rate) {
                    prop_assert_eq!(cell, whole);
                }
                let mean = if of == "recommend" { &summary.recommend.mean } else { &summary.empathy.mean };
                prop_assert_eq!(row.total.mean.as_ref(), Some(mean));
            }
        }
    }
}

#[test]
fn the_mean_of_an_own_scale_is_told_of_each_cell() {
    let utc = Zone::utc();
    let columns = pile(&[
        ("mobile", "2", 6),
        ("mobile", "4", 6),
        ("desktop", "5", 8),
        ("desktop", r#""five""#, 2),
        ("desktop", "101", 1),
    ]);
    let found = table_of(&columns, &Filter::default(), ("device", None, Some("answers.city")), &utc);
    let told: Vec<_> = found.rows.iter().map(|row| (row.value.as_str(), CellFigure::Mean.of(&row.total))).collect();
    assert_eq!((told[0].0, told[0].1.text.as_str(), told[0].1.n), ("mobile", "3.0", 12));
    let range = told[0].1.range.unwrap();
    // 3 ± t(0.975, 11) √(12 / 11) / √12, with 2.200985 from the tables.
    assert!((range.0 - 2.336_378).abs() < 1e-5 && (range.1 - 3.663_622).abs() < 1e-5, "{range:?}");
    assert_eq!(
        (told[1].1.text.as_str(), told[1].1.n, told[1].1.range),
        ("5.0", 8, Some((5.0, 5.0))),
        "no range of one value"
    );
    assert_eq!(
        (found.responses, found.total.mean.as_ref().unwrap().n),
        (23, 20),
        "texts and 101 are no answers on a scale"
    );
    assert!(table(&columns, &Filter::default(), "device", None, &utc).total.mean.is_none());
    assert_eq!(found.total.complete, None, "nothing else was recorded");
}

#[test]
fn a_table_has_a_test_and_each_cell_a_range() {
    let utc = Zone::utc();
    let columns = pile(&[
        ("mobile", r#""Berlin""#, 30),
        ("mobile", r#""Kyiv""#, 10),
        ("desktop", r#""Berlin""#, 20),
        ("desktop", r#""Kyiv""#, 40),
    ]);
    let found = table(&columns, &Filter::default(), "device", Some("answers.city"), &utc);
    assert_eq!((found.columns.join(" "), found.responses), ("Berlin Kyiv".to_owned(), 100));
    let of = found.association.clone().unwrap();
    assert_eq!((of.method, of.df.to_bits()), (Method::Pearson, 1.0_f64.to_bits()));
    // scipy 1.17.1, chi2_contingency(correction=False).
    assert!((of.chi_square - 16.666_666_67).abs() < 1e-6 && (of.p - 4.455_7e-5).abs() < 1e-8, "{of:?}");
    assert!(of.interval.low < of.strength && of.strength < of.interval.high);
    let rest = found.rows[1].cells[0].rest.clone().unwrap();
    assert_eq!((found.rows[1].value.as_str(), rest.n_a, rest.n_b), ("mobile", 40, 60));
    assert!((rest.difference.unwrap() - (0.75 - 1.0 / 3.0)).abs() < 1e-12);
    // All four cells are one test.
    assert_eq!(found.adjusted.comparisons, 1);
    let ps: Vec<_> =
        found.rows.iter().flat_map(|row| &row.cells).map(|cell| cell.rest.as_ref().unwrap().p_adjusted).collect();
    assert!(ps.iter().all(|p| *p == rest.p), "{ps:?}");
}

#[test]
fn whoever_chose_several_stands_in_several_rows_and_once_among_all() {
    let found = table(
        &pile(&[
            ("mobile", r#"["a","b"]"#, 6),
            ("mobile", r#"["b"]"#, 3),
            ("desktop", "[]", 2),
            ("desktop", r#"["a"]"#, 4),
        ]),
        &Filter::default(),
        "answers.city",
        Some("device"),
        &Zone::utc(),
    );
    assert_eq!(
        (found.responses, found.missing, found.multiple, found.association.clone()),
        (13, 2, (true, false), None)
    );
    let counts: Vec<_> =
        found.rows.iter().map(|row| (row.value.as_str(), row.total.share.count, row.total.share.n)).collect();
    assert_eq!(counts, [("a", 10, 13), ("b", 9, 13)]);
}

#[test]
fn the_result_is_what_its_schema_says() {
    let schema = serde_json::from_str(&goodword_core::schema::cross()).unwrap();
    let schema = jsonschema::validator_for(&schema).unwrap();
    let columns = pile(&[("mobile", r#""a""#, 6), ("desktop", r#"["a","b"]"#, 9), ("tablet", "7", 1)]);
    for (by, across) in
        [("device", Some("answers.city")), ("month", None), ("fields.none", Some("hour")), ("device", Some("weekday"))]
    {
        let kept = Axis::parse(by).unwrap().segment().is_none_or(|segment| *segment == Segment::Device);
        let columns = if kept { columns.clone() } else { Columns::with(&[Segment::parse(by).unwrap()]) };
        let of = across.map(|_| "answers.city");
        let found = table_of(&columns, &Filter::default(), (by, across, of), &Zone::utc());
        let value = serde_json::from_str(&found.json()).unwrap();
        let problems: Vec<_> = schema.iter_errors(&value).map(|error| error.to_string()).collect();
        assert_eq!(problems, [""; 0], "{by} {across:?}");
        assert_eq!(serde_json::from_value::<CrossTable>(value).unwrap(), found);
    }
}

#[test]
fn hours_are_those_of_the_zone_and_empty_weeks_are_no_rows() {
    let zone = Zone::new("Europe/Berlin", vec![(1_774_746_000, 7200)], 3600);
    let times = ["2026-03-29T00:59:59Z", "2026-03-29T01:00:00Z", "2026-04-12T22:30:00Z"];
    let all: Vec<_> = times.iter().enumerate().map(|(at, time)| response(at, "", "mobile", time)).collect();
    let rows = |by| {
        let found = table(&columns(&all), &Filter::default(), by, None, &zone);
        found.rows.iter().map(|row| format!("{} {}", row.value, row.total.share.count)).collect::<Vec<_>>().join(", ")
    };
    assert_eq!(rows("hour"), "00:00 1, 01:00 1, 03:00 1");
    assert_eq!(rows("weekday"), "Monday 1, Sunday 2");
    assert_eq!(rows("week"), "2026-W13 2, 2026-W16 1");
    assert_eq!(rows("quarter"), "2026-Q1 2, 2026-Q2 1");
}

#[test]
fn nothing_and_too_much_are_said() {
    let found = table(&columns(&[]), &Filter::default(), "device", Some("week"), &Zone::utc());
    assert_eq!((found.responses, found.rows.len(), found.too_many), (0, 0, false));
    let many: Vec<_> =
        (0..4_200).map(|at| response(at, &format!(r#""city":"c{at}""#), "mobile", "2026-03-14T09:00:00Z")).collect();
    let found = table(&columns(&many), &Filter::default(), "answers.city", None, &Zone::utc());
    assert!(found.too_many && found.rows.is_empty(), "{}", found.responses);
}
