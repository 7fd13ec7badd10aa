//! Columns keep exactly what a tally needs, and find what is superseded.

use std::collections::BTreeMap;

use goodword_core::columns::Row;
use goodword_core::{Columns, Line, Reader, Record, Response, Tally, Zone};
use proptest::prelude::*;

use crate::made;

fn columns(responses: &[Response]) -> Columns {
    let mut columns = Columns::new();
    columns.source("test");
    for (number, response) in (1..).zip(responses) {
        columns.read(Line { number, offset: number * 1000, len: 999, body: Ok(Box::new(response.clone())) });
    }
    columns.settle();
    columns
}

/// Of each id and survey the first of the highest `seq`.
fn winners(responses: &[Response]) -> Vec<&Response> {
    let mut best: BTreeMap<_, usize> = BTreeMap::new();
    for (at, response) in responses.iter().enumerate() {
        let place = best.entry((response.id, response.survey.as_str())).or_insert(at);
        if response.seq > responses[*place].seq {
            *place = at;
        }
    }
    let places: std::collections::BTreeSet<_> = best.into_values().collect();
    places.into_iter().map(|at| &responses[at]).collect()
}

fn berlin() -> Zone {
    // The clocks went forward on 2026-03-29 at 01:00 UTC.
    Zone::new("Europe/Berlin", vec![(1_774_746_000, 7200)], 3600)
}

proptest! {
    #[test]
    fn a_tally_of_columns_is_one_of_the_winners(responses in made::responses()) {
        let columns = columns(&responses);
        let winners = winners(&responses);
        let mut expect = Tally::new(&berlin());
        for response in &winners {
            expect.push(response, &berlin());
        }
        let superseded = (responses.len() - winners.len()) as u64;
        expect.superseded = superseded;
        expect.lines += superseded;
        prop_assert_eq!(columns.tally(&berlin()), expect);
        prop_assert_eq!(columns.superseded(), superseded);
        prop_assert_eq!(columns.rows(), responses.len());
    }

    #[test]
    fn a_row_holds_what_the_response_said(responses in made::responses()) {
        let columns = columns(&responses);
        for (row, response) in columns.winners().zip(winners(&responses)) {
            let answers = &response.answers;
            let number = (1..).zip(&responses).find(|(_, other)| *other == response).unwrap().0;
            prop_assert_eq!(row, Row {
                source: 0,
                offset: number * 1000,
                len: 999,
                survey: response.survey.as_str(),
                submitted_ms: response.submitted_at.unix_ms(),
                empathy: answers.empathy,
                promise: answers.promise,
                recommend: answers.recommend,
                complete: response.complete,
                has_comment: answers.comment.is_some(),
            });
        }
    }
}

fn one(fields: &str, submitted_at: &str) -> Response {
    Response::parse(&made::text(1, "s", submitted_at, r#""recommend":3"#, fields)).unwrap()
}

#[test]
fn every_time_that_can_be_written_is_kept() {
    for time in ["0000-01-01T00:00:00+23:59", "1969-12-31T23:59:59.999Z", "9999-12-31T23:59:59.999-23:59"] {
        let response = one("", time);
        assert_eq!(
            columns(std::slice::from_ref(&response)).winners().next().unwrap().submitted_ms,
            response.submitted_at.unix_ms()
        );
    }
}

#[test]
fn the_highest_seq_counts_and_then_the_first_read() {
    let at = |columns: &Columns| columns.winners().map(|row| row.offset / 1000).collect::<Vec<_>>();
    let time = "2026-03-14T09:26:53Z";
    let states = [r#","seq":1"#, r#","seq":4294967295"#, r#","seq":70000"#, r#","seq":4294967295"#, r#","seq":0"#];
    let responses: Vec<_> = states.iter().map(|seq| one(seq, time)).collect();
    assert_eq!(at(&columns(&responses)), [2]);
    let mut twice = columns(&responses);
    twice.settle();
    assert_eq!((at(&twice), twice.superseded()), (vec![2], 4));
}

#[test]
fn sources_and_bad_lines_are_told_apart() {
    let mut columns = Columns::new();
    for (name, text) in [("a.ndjson", "{}\n7\n"), ("b.ndjson", "\n8\n")] {
        columns.source(name);
        let mut reader = Reader::new();
        reader.push(text.as_bytes(), &mut |line| columns.read(line));
        reader.finish(&mut |line| columns.read(line));
    }
    let bad: Vec<_> = columns.bad().iter().map(|bad| (bad.source, bad.number)).collect();
    assert_eq!(bad, [(0, 1), (0, 2), (1, 2)]);
    assert_eq!(columns.sources(), ["a.ndjson", "b.ndjson"]);
    for number in 1..=2_000 {
        columns.read::<Record>(Line { number, offset: 0, len: 0, body: Err("made".to_owned()) });
    }
    assert_eq!((columns.bad().len(), columns.bad_lines(), columns.lines()), (1_000, 2_003, 2_003));
    let tally = columns.tally(&Zone::utc());
    assert_eq!((tally.lines, tally.bad, tally.responses), (2_003, 2_003, 0));
}

#[test]
fn a_response_takes_at_most_40_bytes() {
    let mut response = one("", "2026-03-14T09:26:53Z");
    let mut columns = Columns::new();
    let n: u32 = 200_000;
    for at in 0..n {
        response.id = goodword_core::ResponseId::from_bytes(u128::from(at).to_be_bytes());
        columns.read(Line { number: at.into(), offset: 0, len: 400, body: Ok(Box::new(response.clone())) });
    }
    let each = columns.bytes() / columns.rows();
    assert!(each <= 33, "{each} bytes a response, of which segments may take 7 more");
    columns.settle();
    assert_eq!(columns.superseded(), 0, "no two of 200,000 ids that follow one another look the same");
}
