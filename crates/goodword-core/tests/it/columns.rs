//! Columns keep exactly what a tally needs, and find what is superseded.

use std::collections::BTreeMap;

use goodword_core::columns::{Cohort, Dedupe, Filter, Query, Row};
use goodword_core::follow_up::FollowUpPromise;
use goodword_core::{Columns, Day, FieldName, Line, Promise, Reader, Record, Response, Segment, Tally, Zone};
use proptest::prelude::*;

use crate::made;

/// Seven segments, two more than stand in one word, and the order.
fn segments() -> Vec<Segment> {
    let names = [
        "device",
        "locale",
        "page",
        "survey_version",
        "fields.plan",
        "fields.seats",
        "fields.none",
        "order",
        "answers.effort",
        "answers.why",
        "answers.more",
        "answers.never",
    ];
    names.iter().map(|name| Segment::parse(name).unwrap()).collect()
}

fn filter() -> impl Strategy<Value = Filter> {
    let day = |from| prop::option::of((from..from + 3_i64).prop_map(Day::new));
    let scores = |least: u8, most: u8| prop::option::of((least..=most, least..=most));
    let promise = prop::option::of(prop::sample::select(Promise::ALL.to_vec()));
    let values = [
        "mobile",
        "desktop",
        "de",
        "pro",
        "3",
        "true",
        "empathy",
        "https://shop.example/a",
        "never met",
        "-2",
        "2.5",
        "a",
        "b",
        "(own words)",
    ];
    let value = prop::option::of(prop::sample::select(values.to_vec()).prop_map(str::to_owned));
    let segment = (prop::sample::select(segments()), value);
    let few = |most: usize| prop::collection::vec(segment.clone(), 0..most);
    let named = (few(4), few(2), prop::option::weighted(0.2, segment.clone()));
    let truth = || prop::option::weighted(0.2, any::<bool>());
    let dates = (day(20_541), day(20_543), truth());
    (dates, scores(1, 5), promise, scores(0, 10), (truth(), truth()), named).prop_map(
        |((since, until, dated), empathy, promise, recommend, (comment, complete), (segments, without, group))| {
            Filter {
                survey: None,
                since,
                until,
                dated,
                empathy,
                promise,
                recommend,
                comment,
                complete,
                segments,
                without,
                group,
            }
        },
    )
}

fn columns(responses: &[Response]) -> Columns {
    let mut columns = Columns::with(&segments());
    columns.source("test");
    for (number, response) in (1..).zip(responses) {
        columns.read(Line { number, offset: number * 1000, len: 999, body: Ok(Box::new(response.clone())) });
    }
    columns.dedupe();
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
    fn a_filtered_tally_by_segments_is_one_of_the_winners_that_match(responses in made::responses(), filter in prop_oneof![Just(Filter::default()), filter()]) {
        let (columns, zone) = (columns(&responses), berlin());
        let (mut expect, mut rows) = (Tally::by(&zone, &segments()), 0);
        for response in winners(&responses) {
            let record = Record::from(response);
            if filter.matches(&record, &zone) {
                expect.record(&record, &zone);
                rows += 1;
            } else {
                expect.left_out += 1;
                expect.lines += 1;
            }
        }
        expect.superseded = columns.superseded();
        expect.lines += columns.superseded();
        prop_assert_eq!(columns.tally_where(&filter, &segments(), &zone).unwrap(), expect);
        prop_assert_eq!(columns.matching(&filter, &zone).unwrap().count(), rows);
    }

    #[test]
    fn one_survey_counts_as_if_no_other_had_been_read(responses in made::responses(), filter in filter()) {
        let zone = berlin();
        for survey in ["s", "t", "nobody"] {
            let alone: Vec<_> = responses.iter().filter(|one| one.survey.as_str() == survey).cloned().collect();
            let asked = Filter { survey: Some(survey.to_owned()), ..filter.clone() };
            let query = |filter: &Filter| Query { filter: filter.clone(), by: segments(), compare: None };
            let expect = columns(&alone).summary(&query(&filter), &zone, None).unwrap();
            prop_assert_eq!(columns(&responses).summary(&query(&asked), &zone, None).unwrap(), expect);
            for response in &responses {
                let record = Record::from(response);
                let wanted = response.survey.as_str() == survey && filter.matches(&record, &zone);
                prop_assert_eq!(asked.matches(&record, &zone), wanted);
            }
        }
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

#[test]
fn a_field_that_is_met_late_is_kept_as_if_it_had_been_asked_for() {
    // Over 4,096 rows, so that whole blocks say nothing, and more fields than one word holds.
    let line = |at: u64| {
        let late = if at > 5_000 { format!(r#","late":"v{}""#, at % 3) } else { String::new() };
        let field = format!(r#","fields":{{"plan":"{}","a":1,"b":2{late},"d":4,"e":5}}"#, at % 2);
        Response::parse(&made::text(at, "s", "2026-03-14T09:26:53Z", r#""recommend":3"#, &field)).unwrap()
    };
    let responses: Vec<_> = (1..6_000).map(line).collect();
    let read = |mut columns: Columns| {
        for (number, response) in (1..).zip(&responses) {
            columns.read(Line { number, offset: number, len: 9, body: Ok(Box::new(response.clone())) });
        }
        columns.dedupe();
        columns
    };
    let names = |list: &[&str]| list.iter().map(|name| Segment::parse(name).unwrap()).collect::<Vec<_>>();
    let asked = names(&["device", "fields.a", "fields.b", "fields.d", "fields.e", "fields.plan", "fields.late"]);
    let mut columns = Columns::with(&names(&["device"]));
    columns.discover(6);
    let found = read(columns);
    assert_eq!(found.segments().cloned().collect::<Vec<_>>(), asked);
    assert_eq!(found.unkept().count(), 0);
    let tally = |columns: &Columns| columns.tally_where(&Filter::default(), &asked, &berlin()).unwrap();
    assert_eq!(tally(&found), tally(&read(Columns::with(&asked))));
    assert_eq!(tally(&found).by[&asked[6]].missing.total(), 5_000);

    let mut columns = Columns::with(&names(&["fields.late"]));
    columns.discover(3);
    let found = read(columns);
    assert_eq!(
        found.segments().cloned().collect::<Vec<_>>(),
        names(&["fields.late", "fields.a", "fields.b", "fields.d"])
    );
    assert_eq!(found.unkept().collect::<Vec<_>>(), ["e", "plan"]);
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
    twice.dedupe();
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
    let beside =
        r#","order":["empathy","promise"],"context":{"device":"mobile","url":"https://a"},"fields":{"plan":"pro"}"#;
    let mut response = one(beside, "2026-03-14T09:26:53Z");
    let names = ["device", "locale", "page", "survey_version", "fields.plan"];
    let mut columns = Columns::with(&names.map(|name| Segment::parse(name).unwrap()));
    let n: u32 = 200_000;
    for at in 0..n {
        response.id = goodword_core::ResponseId::from_bytes(u128::from(at).to_be_bytes());
        columns.read(Line { number: at.into(), offset: 0, len: 400, body: Ok(Box::new(response.clone())) });
    }
    let each = columns.bytes() / columns.rows();
    assert!(each <= 40, "{each} bytes a response, with the order of its questions and five segments");
    columns.dedupe();
    assert_eq!(columns.superseded(), 0, "no two of 200,000 ids that follow one another look the same");
}

fn with_field(name: &str, value: u32, id: u32) -> Response {
    let text = made::text(
        id.into(),
        "s",
        "2026-03-14T09:26:53Z",
        &format!(r#""{name}":"{value}""#),
        &format!(r#","fields":{{"{name}":{value}}}"#),
    );
    Response::parse(&text).unwrap()
}

#[test]
fn too_many_values_are_dropped_whole_and_said_to_be() {
    let field = Segment::Field(FieldName::parse("seat").unwrap());
    let tally = |n: u32| {
        let mut columns = Columns::with(std::slice::from_ref(&field));
        for at in 0..n {
            let response = with_field("seat", at, at);
            columns.read(Line { number: at.into(), offset: 0, len: 1, body: Ok(Box::new(response)) });
        }
        columns.dedupe();
        columns.tally_where(&Filter::default(), std::slice::from_ref(&field), &Zone::utc()).unwrap()
    };
    for (n, too_many) in [(1_000, false), (1_001, true), (4_094, true), (5_000, true)] {
        let tally = tally(n);
        let (segment, question) = (&tally.by[&field], &tally.questions["seat"]);
        assert_eq!((segment.too_many, segment.values.is_empty()), (too_many, too_many), "{n}");
        assert_eq!((question.too_many, question.options.is_empty()), (too_many, too_many), "{n}");
        assert_eq!(question.answered, u64::from(n));
    }
    let columns = Columns::new();
    let refused = columns.tally_where(&Filter::default(), &[field], &Zone::utc()).unwrap_err();
    assert_eq!(refused.to_string(), "fields.seat: was not kept when the responses were read");
}

#[test]
fn a_value_beyond_those_that_are_kept_is_counted_or_refused() {
    let field = Segment::Field(FieldName::parse("seat").unwrap());
    let columns = |expected: &[&str]| {
        let mut columns = Columns::with(std::slice::from_ref(&field));
        for value in expected {
            columns.expect(&field, value);
        }
        for at in 0..6_040 {
            let response = with_field("seat", at.min(5_999), at);
            columns.read(Line { number: at.into(), offset: 0, len: 1, body: Ok(Box::new(response)) });
        }
        columns.dedupe();
        columns
    };
    let count = |columns: &Columns, value: &str| {
        let filter = Filter { segments: vec![(field.clone(), Some(value.to_owned()))], ..Filter::default() };
        columns
            .tally_where(&filter, &[], &Zone::utc())
            .map(|tally| tally.responses)
            .map_err(|problem| problem.to_string())
    };
    let refused = |value| {
        Err(format!(
            "fields.seat: has over 4,094 values, and who says {value} was not kept when the responses were read"
        ))
    };
    let unexpected = columns(&[]);
    assert_eq!((count(&unexpected, "100"), count(&unexpected, "4093")), (Ok(1), Ok(1)));
    for value in ["4094", "5999", "never met"] {
        assert_eq!(count(&unexpected, value), refused(value));
    }
    let expected = columns(&["5999", "never met"]);
    assert_eq!(
        (count(&expected, "5999"), count(&expected, "never met"), count(&expected, "100")),
        (Ok(41), Ok(0), Ok(1))
    );
    assert_eq!(count(&expected, "4092"), refused("4092"));
}

#[test]
fn of_several_values_any_is_wanted_and_some_are_not() {
    let seat = Segment::Field(FieldName::parse("seat").unwrap());
    let mut columns = Columns::with(std::slice::from_ref(&seat));
    // Ten say 0, nine say 1, …, one says 9.
    let responses: Vec<_> = (0..10).flat_map(|value| (0..10 - value).map(move |_| value)).collect();
    for (at, value) in (0..).zip(&responses) {
        let response = with_field("seat", *value, at);
        columns.read(Line { number: at.into(), offset: 0, len: 1, body: Ok(Box::new(response)) });
    }
    columns.dedupe();
    let count = |asked: &[(&str, &str)]| {
        let filter = Query::read(asked.iter().copied()).unwrap().filter;
        columns.tally_where(&filter, &[], &Zone::utc()).unwrap().responses
    };
    assert_eq!(count(&[("where", "fields.seat=0"), ("where", "fields.seat=3")]), 17);
    assert_eq!(count(&[("not", "fields.seat=0")]), 45);
    assert_eq!(count(&[("not", "fields.seat=0"), ("not", "fields.seat=1")]), 36);
    assert_eq!(count(&[("where", "fields.seat=0"), ("not", "fields.seat=0")]), 0);
    assert_eq!(count(&[("not", "fields.seat=")]), 55);
    // One of two groups lies within what is wanted.
    let wanted = Query::read([("where", "fields.seat=0"), ("where", "fields.seat=1")]).unwrap().filter;
    for (group, expect) in [("fields.seat=1", 9), ("fields.seat=2", 0)] {
        let within = Cohort::parse(group).unwrap().within(&wanted);
        assert_eq!(columns.tally_where(&within, &[], &Zone::utc()).unwrap().responses, expect, "{group}");
    }
}

#[test]
fn promises_of_what_counts_and_is_wanted_are_found() {
    let ask = |at: u64, score: u8, seq: u32, follow_up: &str| {
        let answers = format!(r#""recommend":{score}"#);
        let rest = format!(r#","seq":{seq},"follow_up":{follow_up}"#);
        Response::parse(&made::text(at, "s", "2026-03-14T09:26:53.600Z", &answers, &rest)).unwrap()
    };
    let responses = [
        ask(1, 2, 1, r#"{"within_hours":24}"#),
        Response::parse(&made::text(2, "s", "2026-03-14T09:26:53Z", "", "")).unwrap(),
        ask(3, 9, 1, r#"{"due_at":"2026-03-15T00:00:00Z","state":"answered","answered_at":"2026-03-14T10:00:00Z"}"#),
        ask(1, 3, 2, r#"{"state":"answered"}"#),
    ];
    let (columns, utc) = (columns(&responses), Zone::utc());
    let found = |filter: &Filter| columns.follow_ups(filter, &utc).unwrap().collect::<Vec<_>>();
    let [answered, later] = [&responses[2], &responses[3]].map(|response| FollowUpPromise::of(response).unwrap());
    assert_eq!(found(&Filter::default()), [(2, answered), (3, later)]);
    assert_eq!(found(&Filter { recommend: Some((0, 6)), ..Filter::default() }), [(3, later)]);
}

proptest! {
    #[test]
    fn steps_come_to_the_same(
        texts in prop::collection::vec(made::response(), 0..40),
        filter in filter(),
        step in 1_usize..9,
    ) {
        let responses: Vec<_> = texts.iter().map(|text| Response::parse(text).unwrap()).collect();
        let (whole, utc) = (columns(&responses), Zone::utc());
        let mut stepped = whole.clone();
        let mut dedupe = Dedupe::default();
        while stepped.dedupe_some(&mut dedupe, step) {}
        let mut builder = stepped.tally_builder(&filter, &segments(), &utc).unwrap();
        while builder.count(step) {}
        let parts = (0..whole.rows()).step_by(step).map(|from| from..(from + step).min(whole.rows()));
        let numbers: Vec<_> = parts.flat_map(|rows| stepped.numbers_in(&filter, &utc, rows).unwrap()).collect();
        let expect: Vec<_> = whole.numbered(&filter, &utc).unwrap().map(|(at, _)| u32::try_from(at).unwrap()).collect();
        prop_assert_eq!(numbers, expect);
        let query = Query { filter: filter.clone(), by: segments(), compare: Some((Cohort::parse("device=mobile").unwrap(), Cohort::parse("2026-03-30..").unwrap())) };
        let mut summary = stepped.summary_builder(&query, &utc).unwrap();
        while summary.count(step) {}
        prop_assert_eq!(summary.finish(None).json(), whole.summary(&query, &utc, None).unwrap().json());
        prop_assert_eq!(builder.finish(), whole.tally_where(&filter, &segments(), &utc).unwrap());
    }
}
