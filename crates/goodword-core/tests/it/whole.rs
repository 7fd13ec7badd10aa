//! Laws of a whole Summary, whatever the counts: no figure without its n, and ranges that narrow with n.

use goodword_core::cube::Cube;
use goodword_core::question_order::QuestionOrder;
use goodword_core::summary::{Comparison, Summary};
use goodword_core::{Day, Empathy, Promise, Recommend, Segment, Tally, Zone};
use proptest::prelude::*;
use serde_json::{Map, Value};

/// A response kind, the day it comes on, what else is known of it, and how many there are.
type Part = ((i64, usize, i64), i64, (u8, u16, bool), u64);

fn parts(most: u64) -> impl Strategy<Value = Vec<Part>> {
    let n = prop_oneof![0..10_u64, 0..=most.min(2_000), 0..=most];
    let beside = (0..16_u8, 200..700_u16, any::<bool>());
    prop::collection::vec(((0..6_i64, 0..5_usize, 0..12_i64), 20_000..20_060_i64, beside, n), 0..40)
}

/// All that can be counted, each so many times.
fn tally(parts: &[Part], times: u64) -> Tally {
    let device = Segment::Device;
    let mut tally = Tally::by(&Zone::utc(), std::slice::from_ref(&device));
    for (at, ((empathy, promise, recommend), day, (order, time, mobile), n)) in parts.iter().enumerate() {
        let (n, promise) = (n * times, promise.checked_sub(1).map(|at| Promise::ALL[at]));
        let cell = (Empathy::new(*empathy).ok(), promise, Recommend::new(recommend - 1).ok());
        let mut cube = Cube::default();
        cube.add(cell, n);
        tally.total.merge(&cube);
        tally.days.entry(Day::new(*day)).or_default().merge(&cube);
        tally.orders.entry(QuestionOrder::from_code(*order).unwrap()).or_default().merge(&cube);
        tally.by.get_mut(&device).unwrap().add(mobile.then_some("mobile"), &cube);
        tally.times.add(*time, n);
        for count in [&mut tally.lines, &mut tally.responses, &mut tally.started, &mut tally.ordered] {
            *count += n;
        }
        let own = tally.questions.entry("effort".to_owned()).or_default();
        *own.whole.entry(i64::try_from(at % 7).unwrap()).or_default() += n;
        own.answered += n;
        let seen = tally.reached.entry("empathy".to_owned()).or_default();
        (seen.saw, seen.answered) = (seen.saw + n, seen.answered + if *mobile { n } else { 0 });
    }
    tally
}

fn summary(parts: &[Part], times: u64) -> Value {
    let tally = tally(parts, times);
    let mobile = tally.by.values().find_map(|counts| counts.values.get("mobile")).cloned().unwrap_or_default();
    let comparison = Comparison::of(("mobile", &mobile), ("all", &tally.total));
    serde_json::from_str(&Summary::with(&tally, None, Some(comparison)).json()).unwrap()
}

/// Every object of a Summary by its path, the nearest first of those it stands in.
fn objects<'a>(
    value: &'a Value,
    path: &str,
    around: &[&'a Map<String, Value>],
    see: &mut impl FnMut(&str, &[&'a Map<String, Value>]),
) {
    match value {
        Value::Array(list) => {
            list.iter().enumerate().for_each(|(at, item)| objects(item, &format!("{path}/{at}"), around, see));
        }
        Value::Object(fields) => {
            let around = [&[fields], around].concat();
            see(path, &around);
            fields.iter().for_each(|(name, item)| objects(item, &format!("{path}/{name}"), &around, see));
        }
        _ => {}
    }
}

fn is_range(fields: &Map<String, Value>) -> bool {
    fields.contains_key("low") && fields.contains_key("high")
}

fn has_n(fields: &Map<String, Value>) -> bool {
    fields.contains_key("n") || (fields.contains_key("n_a") && fields.contains_key("n_b"))
}

/// Where a figure stands without its n, or a range without the name of its method.
fn bare(summary: &Value) -> Vec<String> {
    let mut bare = Vec::new();
    objects(summary, "", &[], &mut |path, around| {
        let (fields, outer) = (around[0], around.get(1));
        let figures = fields.iter().any(|(name, value)| value.is_f64() && !(path.is_empty() && name == "level"));
        let limits =
            path.ends_with("nps_limits") || ["kept_limits", "agree_limits"].iter().any(|name| path.ends_with(name));
        let named = if is_range(fields) { outer.copied() } else { Some(fields) };
        // The limits of a bucket are those of its n, by the method of its chart.
        if figures
            && !limits
            && !named.is_some_and(|named| has_n(named) && (named.contains_key("method") || !is_range(fields)))
        {
            bare.push(path.to_owned());
        }
    });
    bare
}

/// Ranges of a larger pile that are not narrower than those of the smaller one.
fn wider(small: &Value, large: &Value) -> Vec<String> {
    let (mut wider, mut seen) = (Vec::new(), 0);
    objects(small, "", &[], &mut |path, around| {
        // Limits lie around the centre of all, and are others where a day's answers are many.
        let other = large.pointer(path).filter(|_| !path.ends_with("_limits")).and_then(Value::as_object);
        if let Some(other) = other.filter(|other| is_range(around[0]) && is_range(other)) {
            let width =
                |fields: &Map<String, Value>| fields["high"].as_f64().unwrap() - fields["low"].as_f64().unwrap();
            let (before, after) = (width(around[0]), width(other));
            seen += 1;
            if after > before + 1e-9 * (1.0 + before) {
                wider.push(format!("{path}: {before} becomes {after}"));
            }
        }
    });
    assert!(seen > 0 || small["responses"] == 0 || small["recommend"]["n"] == 0, "there is something to compare");
    wider
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_figure_stands_without_its_n(parts in parts(1_000_000_000)) {
        // A number that is none would be null in JSON and not come back as what it was.
        let tally = tally(&parts, 1);
        let made = Summary::of(&tally);
        let back: Summary = serde_json::from_str(&made.json()).unwrap();
        prop_assert_eq!(&back, &made);
        prop_assert_eq!(bare(&summary(&parts, 1)), Vec::<String>::new());
    }

    #[test]
    fn every_range_narrows_with_more_of_the_same(parts in parts(10_000), times in 4..1_000_u64) {
        let found = wider(&summary(&parts, 1), &summary(&parts, times));
        prop_assert!(found.is_empty(), "{}", found.join("\n"));
    }
}

#[test]
fn a_bare_figure_is_found() {
    let mut value = summary(&[((4, 2, 9), 20_001, (10, 300, true), 70), ((2, 1, 3), 20_002, (10, 310, false), 40)], 1);
    assert_eq!(bare(&value), Vec::<String>::new());
    value["recommend"].as_object_mut().unwrap().remove("n");
    value["empathy"]["agree"].as_object_mut().unwrap().remove("method");
    let mut found = bare(&value);
    found.sort();
    assert_eq!(found, ["/empathy/agree/interval", "/recommend", "/recommend/interval"]);
}
