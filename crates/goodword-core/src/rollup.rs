//! What one response adds to counts that are kept per quarter hour, and a tally of such counts.
//!
//! A store that keeps the sum of these cells, adding those of a new response and taking away those of one that is
//! replaced or erased, has the tally of all its responses without reading one of them. Zones differ by whole quarter
//! hours, so the same cells serve every calendar.

mod fold;
mod packed;

use std::borrow::Cow;

use crate::duration_histogram;
use crate::record::{Detail, DetailKind, Record};
pub use fold::Fold;
use packed::PackedAnswers;

/// The number of the rule by which a response becomes cells. Another rule has another number, and what was kept by an
/// older one is counted anew.
pub const RULE: i64 = 4;
/// Milliseconds in a quarter of an hour.
const QUARTER: i64 = 15 * 60 * 1000;
/// The part of the answers to the standard questions.
const ANSWERS: &str = "";
/// The part of the time it took.
const TIME: &str = "time";
/// The part of who reached and who answered the owner's own questions.
const REACHED: &str = "reached";
/// What stands before the name of one of those in the name of its part.
const QUESTION: &str = "answers.";

/// Which count a response adds one to.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RollupCell {
    /// What is counted: the answers, a segment, a question.
    pub part: String,
    /// In which quarter of an hour it counts as submitted, counted from 1970 in UTC.
    pub quarter: i64,
    /// The value of the segment, or the answer to the question.
    pub value: String,
    /// Which of the counts of that value.
    pub code: i64,
}

/// The cells of a response, each of which counts it once. The survey is the store's to keep apart.
pub fn cells(record: &Record) -> Vec<RollupCell> {
    let quarter = record.submitted_ms.div_euclid(QUARTER);
    let cell = |part: &str, value: &str, code: i64| RollupCell {
        part: part.to_owned(),
        quarter,
        value: value.to_owned(),
        code,
    };
    let packed = PackedAnswers::of(record);
    let mut cells = vec![cell(ANSWERS, "", packed.code())];
    if let Some(ms) = record.answered_ms.filter(|_| record.is_started()) {
        cells.push(cell(TIME, "", duration_histogram::bin(ms).into()));
    }
    for detail in record.details.iter() {
        if record.order.is_some()
            && let Some(seen) = seen(record, &detail)
        {
            cells.push(cell(REACHED, detail.name, seen));
        }
        if let Some((part, value, code)) = counted(&detail, packed.answers()) {
            cells.push(cell(&part, value, code));
        }
    }
    cells
}

/// 1 for one more who saw a question, 2 for one more who answered it.
fn seen(record: &Record, detail: &Detail<'_>) -> Option<i64> {
    match detail.kind {
        DetailKind::Reached => Some(1),
        kind if kind < DetailKind::Reached => None,
        // Who answers has seen it, whether that was said or not.
        _ if record.details.has(detail.name, |kind| kind == DetailKind::Reached) => Some(2),
        _ => Some(3),
    }
}

/// Part, value and code of what a detail says: a segment's counts the answers, a question's the kind of answer.
fn counted<'a>(detail: &Detail<'a>, answers: i64) -> Option<(Cow<'static, str>, &'a str, i64)> {
    let question = || Cow::Owned(format!("{QUESTION}{}", detail.name));
    match detail.kind {
        DetailKind::Version => Some(("survey_version".into(), detail.value, answers)),
        DetailKind::Url => Some(("page".into(), detail.value.split(['?', '#']).next().unwrap_or_default(), answers)),
        DetailKind::Locale => Some(("locale".into(), detail.value, answers)),
        DetailKind::Device => Some(("device".into(), detail.value, answers)),
        DetailKind::Quality => Some(("quality".into(), detail.value, answers)),
        DetailKind::Identity => Some(("identity".into(), detail.value, answers)),
        DetailKind::Field => Some((format!("fields.{}", detail.name).into(), detail.value, answers)),
        DetailKind::Reached => None,
        // Of these it is only counted that they are such.
        DetailKind::Words => Some((question(), "", detail.kind as i64)),
        DetailKind::Whole | DetailKind::Number | DetailKind::Truth | DetailKind::Text | DetailKind::List => {
            Some((question(), detail.value, detail.kind as i64))
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::{Response, Segment, Tally, Zone};

    /// Every shape of a response that counts otherwise.
    fn shapes() -> Vec<Record> {
        let (mut shapes, mut number) = (Vec::new(), 0_u32);
        for answers in [
            "",
            r#""recommend":9"#,
            r#""empathy":2,"promise":"broken","recommend":0,"comment":"No.""#,
            r#""effort":3,"why":["slow","late","slow"],"may":true"#,
            r#""effort":2.5,"why":"other""#,
        ] {
            for rest in [
                "",
                r#","seq":0,"complete":false"#,
                r#","order":["recommend","comment","effort"],"timing_ms":{"answered":8450}"#,
                r#","order":["empathy","promise","recommend"],"context":{"url":"https://a.example/x?y","device":"mobile"}"#,
                r#","fields":{"plan":"pro","seats":3,"tags":["a","b"]},"survey_version":"3","context":{"locale":"de"},"quality":"fast","identity":"signed""#,
                r#","fields":{"plan":"free"}"#,
                // A clock that was years behind, and one that had lost its battery and nobody noted the arrival.
                r#","received_at":"2031-01-01T12:00:00Z""#,
                r#","submitted_at":"1970-01-01T00:00:10Z""#,
            ] {
                number += 1;
                // One every seven minutes.
                let (hour, minute) = (number * 7 / 60, number * 7 % 60);
                let text = format!(
                    r#"{{"id":"0199f1c2-7c5e-7b3a-9d10-{number:012x}","survey":"s","submitted_at":"2026-03-14T{:02}:{minute:02}:59Z","answers":{{{answers}}}{rest}}}"#,
                    21 + hour % 3,
                );
                shapes.push(Record::from(&Response::parse(&text).unwrap()));
            }
        }
        shapes
    }

    fn summed<'a>(records: impl IntoIterator<Item = (&'a Record, i64)>) -> BTreeMap<RollupCell, i64> {
        let mut sums = BTreeMap::new();
        for (record, n) in records {
            for cell in cells(record) {
                *sums.entry(cell).or_default() += n;
            }
        }
        sums
    }

    fn check(zone: &Zone, by: Option<&Segment>) {
        let shapes = shapes();
        let mut expect = Tally::by(zone, by.map(std::slice::from_ref).unwrap_or_default());
        for record in &shapes {
            expect.record(record, zone);
        }
        let mut fold = Fold::new(zone, by);
        for (cell, n) in summed(shapes.iter().map(|record| (record, 1))) {
            fold.add(&cell, n);
        }
        assert_eq!(fold.finish("s"), expect);
    }

    #[test]
    fn cells_come_down_to_the_tally_of_the_responses() {
        let zones =
            [Zone::utc(), Zone::new("Asia/Kathmandu", Vec::new(), 20_700), Zone::new("made", Vec::new(), -34_200)];
        for zone in zones {
            check(&zone, None);
            for by in [
                "device",
                "locale",
                "page",
                "survey_version",
                "quality",
                "identity",
                "order",
                "fields.plan",
                "fields.tags",
                "fields.none",
            ] {
                check(&zone, Some(&Segment::parse(by).unwrap()));
            }
        }
    }

    #[test]
    fn what_is_taken_away_again_leaves_nothing() {
        let shapes = shapes();
        let sums = summed(shapes.iter().flat_map(|record| [(record, 1), (record, -1)]));
        assert!(!sums.is_empty() && sums.values().all(|n| *n == 0));
        let mut fold = Fold::new(&Zone::utc(), None);
        for (cell, n) in &sums {
            fold.add(cell, *n);
        }
        assert_eq!(fold.finish("s"), Tally::new(&Zone::utc()));
    }

    #[test]
    fn whatever_visitors_name_the_fold_stays_small_and_says_that_there_was_more() {
        let page = Segment::parse("page").unwrap();
        let cell = |part: &str, value: String, code| RollupCell { part: part.to_owned(), quarter: 0, value, code };
        let mut fold = Fold::new(&Zone::utc(), Some(&page));
        let mut expect = Tally::by(&Zone::utc(), std::slice::from_ref(&page));
        for number in 0..3_000 {
            fold.add(&cell(ANSWERS, String::new(), 0), 1);
            fold.add(&cell("page", number.to_string(), 0), 1);
            fold.add(&cell(REACHED, format!("q{number}"), 3), 1);
            fold.add(&cell(&format!("{QUESTION}q{number}"), "true".to_owned(), DetailKind::Truth as i64), 1);
            expect.by.entry(page.clone()).or_default().add(Some(&number.to_string()), &crate::cube::Cube::default());
        }
        fold.add(&cell(ANSWERS, String::new(), 0), 5);
        let tally = fold.finish("s");
        assert!(tally.more_questions && tally.questions.len() == 256 && tally.reached.len() == 256);
        let counts = &tally.by[&page];
        assert_eq!((counts.too_many, &counts.values), (true, &expect.by[&page].values));
        assert_eq!(counts.missing.total(), 5);
    }

    #[test]
    fn every_code_of_a_cube_is_a_cell_of_its_own() {
        let cells: Vec<_> = (0..360).map(|code| crate::cube::Cube::cell(code).unwrap()).collect();
        assert!(cells.iter().zip(0..).all(|(cell, code)| crate::cube::code(*cell) == code));
        assert_eq!(crate::cube::Cube::cell(360), None);
    }
}
