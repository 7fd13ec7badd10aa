//! Laws that hold for any counts.

use goodword_core::cube::Cell;
use goodword_core::stats::mean::Scores;
use goodword_core::stats::nps::NpsGroups;
use goodword_core::stats::{Interval, Z, goodman, proportion};
use goodword_core::summary::Summary;
use goodword_core::{Day, Empathy, Promise, Recommend, Segment, Tally, Zone};
use proptest::prelude::*;

use crate::made;

fn tally_of(responses: &[goodword_core::Response]) -> Tally {
    let mut tally = Tally::new(&Zone::utc());
    for response in responses {
        tally.push(response, &Zone::utc());
    }
    tally
}

fn merged(a: &Tally, b: &Tally) -> Tally {
    let mut sum = a.clone();
    sum.merge(b).unwrap();
    sum
}

/// Small counts, zeros and the largest there are.
fn count() -> impl Strategy<Value = u64> {
    prop_oneof![Just(0), 0..10_u64, 0..1_000_000_000_u64, any::<u64>(), Just(u64::MAX)]
}

/// A tally of any counts at all.
fn tally() -> impl Strategy<Value = Tally> {
    let cell = (0..6_i64, 0..5_usize, 0..12_i64, -720_000..2_940_000_i64, count());
    (prop::collection::vec(cell, 0..20), count(), count()).prop_map(|(cells, lines, bad)| {
        let mut tally = Tally::new(&Zone::utc());
        (tally.lines, tally.bad, tally.comments) = (lines, bad, lines);
        for (empathy, promise, recommend, day, n) in cells {
            let promise = promise.checked_sub(1).map(|at| Promise::ALL[at]);
            let cell = (Empathy::new(empathy).ok(), promise, Recommend::new(recommend - 1).ok());
            tally.total.add(cell, n);
            tally.days.entry(Day::new(day)).or_default().add(cell, n);
        }
        tally
    })
}

#[track_caller]
fn holds(value: f64, interval: Interval, least: f64, most: f64) {
    let Interval { low, high } = interval;
    assert!(low.is_finite() && high.is_finite() && value.is_finite(), "{low} {value} {high}");
    assert!(least <= low && high <= most, "{low}..{high} is in {least}..{most}");
    let hair = 1e-12 * most;
    assert!(low <= value + hair && value - hair <= high, "{value} is in {low}..{high}");
}

proptest! {
    #[test]
    fn tallies_add_up_in_any_order(a in tally(), b in tally(), c in tally()) {
        prop_assert_eq!(merged(&a, &b), merged(&b, &a));
        prop_assert_eq!(merged(&merged(&a, &b), &c), merged(&a, &merged(&b, &c)));
        prop_assert_eq!(merged(&a, &Tally::new(&Zone::utc())), a);
    }

    #[test]
    fn a_pile_counted_in_parts_is_the_same(responses in made::responses(), cut in 0..40_usize) {
        let (first, second) = responses.split_at(cut.min(responses.len()));
        prop_assert_eq!(merged(&tally_of(first), &tally_of(second)), tally_of(&responses));
    }

    #[test]
    fn counts_by_segment_add_up_too(responses in made::responses(), cut in 0..40_usize) {
        let by = ["device", "order", "fields.plan"].map(|name| Segment::parse(name).unwrap());
        let of = |responses: &[goodword_core::Response]| {
            let mut tally = Tally::by(&Zone::utc(), &by);
            for response in responses {
                tally.push(response, &Zone::utc());
            }
            tally
        };
        let (first, second) = responses.split_at(cut.min(responses.len()));
        let whole = of(&responses);
        prop_assert_eq!(&merged(&of(first), &of(second)), &whole);
        prop_assert_eq!(&merged(&of(second), &of(first)), &whole);
        prop_assert_eq!(merged(&whole, &of(&[])), whole.clone());
        let text = serde_json::to_string(&whole).unwrap();
        prop_assert_eq!(serde_json::from_str::<Tally>(&text).unwrap(), whole.clone());
        if !responses.is_empty() {
            prop_assert!(whole.clone().merge(&Tally::new(&Zone::utc())).is_err(), "other segments do not add up");
        }
    }

    #[test]
    fn a_tally_survives_its_json(tally in tally()) {
        let text = serde_json::to_string(&tally).unwrap();
        prop_assert_eq!(serde_json::from_str::<Tally>(&text).unwrap(), tally);
    }

    #[test]
    fn a_summary_survives_its_json(tally in tally()) {
        let summary = Summary::of(&tally);
        let text = serde_json::to_string(&summary).unwrap();
        let back: Summary = serde_json::from_str(&text).unwrap();
        prop_assert_eq!(&back, &summary, "what is no number would come back as nothing");
        prop_assert_eq!(serde_json::to_string(&back).unwrap(), text);
    }

    #[test]
    fn the_margins_of_a_cube_are_sums_of_its_cells(tally in tally()) {
        let cube = &tally.total;
        let by_hand = |wanted: &dyn Fn(Cell) -> bool| {
            cube.cells().filter(|(cell, _)| wanted(*cell)).fold(0, |sum: u64, (_, n)| sum.saturating_add(n))
        };
        let recommend = Recommend::ALL.map(|score| by_hand(&|cell| cell.2 == Some(score)));
        let promise = Promise::ALL.map(|state| by_hand(&|cell| cell.1 == Some(state)));
        let empathy = Empathy::ALL.map(|level| by_hand(&|cell| cell.0 == Some(level)));
        prop_assert_eq!((cube.recommend(), cube.promise(), cube.empathy()), (recommend, promise, empathy));
        prop_assert_eq!(cube.total(), by_hand(&|_| true));
        let (ten, broken, five) = (Some(Recommend::ALL[10]), Some(Promise::Broken), Some(Empathy::ALL[4]));
        prop_assert_eq!(cube.recommend_by_promise()[0][10], by_hand(&|cell| cell.1 == broken && cell.2 == ten));
        prop_assert_eq!(cube.recommend_by_empathy()[4][10], by_hand(&|cell| cell.0 == five && cell.2 == ten));
        prop_assert_eq!(cube.empathy_by_promise()[0][4], by_hand(&|cell| cell.0 == five && cell.1 == broken));
        for (cell, n) in cube.cells() {
            prop_assert_eq!(cube.count(cell), n);
        }
    }

    #[test]
    fn every_figure_is_a_number_within_its_range(counts in prop::array::uniform11(count())) {
        let groups = NpsGroups::of(counts);
        let scores = Scores { first: 0, counts: &counts };
        prop_assert_eq!(groups.score().is_some(), counts.iter().any(|n| *n > 0));
        if let (Some(score), Some(interval)) = (groups.score(), groups.interval()) {
            holds(score, interval, -100.0, 100.0);
            let n = counts.iter().fold(0, |sum: u64, n| sum.saturating_add(*n));
            prop_assert!(n > 1 << 50 || interval.low < interval.high, "{interval:?} never collapses");
        }
        if let (Some(mean), Some(interval)) = (scores.mean(), scores.interval()) {
            holds(mean, interval, 0.0, 10.0);
        }
        prop_assert!(scores.sd().is_none_or(|sd| (0.0..=7.072).contains(&sd)), "{:?}", scores.sd());
        let shares = [counts[0], counts[1], counts[2], counts[3]];
        let all = shares.iter().fold(0, |sum: u64, n| sum.saturating_add(*n));
        if let Some(intervals) = goodman::intervals(shares) {
            for (interval, n) in intervals.into_iter().zip(shares) {
                holds(proportion::share(n, all).unwrap(), interval, 0.0, 1.0);
                let alone = proportion::wilson(n, all).unwrap();
                prop_assert!(interval.low <= alone.low && alone.high <= interval.high);
            }
        }
    }

    #[test]
    fn turning_promoters_into_detractors_mirrors_the_range(promoters in count(), passives in count(), detractors in count()) {
        let one = NpsGroups { promoters, passives, detractors }.interval();
        let other = NpsGroups { promoters: detractors, passives, detractors: promoters }.interval();
        let close = |a: f64, b: f64| (a + b).abs() <= 1e-9;
        prop_assert!(one.zip(other).is_none_or(|(one, other)| close(one.low, other.high) && close(one.high, other.low)));
    }

    #[test]
    fn the_closed_forms_of_the_score_interval_hold(n in 1..2_000_000_000_u64) {
        #[allow(clippy::cast_precision_loss, reason = "n is below 2^53")]
        let real = n as f64;
        let end = |value: f64, expect: f64| assert!((value - 100.0 * expect).abs() <= 1e-10, "n {n}: {value} is 100 * {expect}");
        let promoters = NpsGroups { promoters: n, passives: 0, detractors: 0 }.interval().unwrap();
        end(promoters.low, (real - Z * Z) / (real + Z * Z));
        end(promoters.high, 1.0);
        let detractors = NpsGroups { promoters: 0, passives: 0, detractors: n }.interval().unwrap();
        end(detractors.low, -1.0);
        end(detractors.high, -(real - Z * Z) / (real + Z * Z));
        let passives = NpsGroups { promoters: 0, passives: n, detractors: 0 }.interval().unwrap();
        end(passives.low, -Z * Z / (real + Z * Z));
        end(passives.high, Z * Z / (real + Z * Z));
    }

    #[test]
    fn a_day_is_written_and_read(number in -719_528..=2_932_896_i64) {
        let day = Day::new(number);
        prop_assert_eq!(Day::parse(&day.to_string()), Some(day));
        prop_assert_eq!(i64::from(day.number()), number);
        let json = serde_json::to_string(&day).unwrap();
        prop_assert_eq!(serde_json::from_str::<Day>(&json).unwrap(), day);
    }

    #[test]
    fn any_text_is_a_day_or_none(text in ".{0,12}") {
        prop_assert!(Day::parse(&text).is_none_or(|day| day.to_string() == text));
    }
}
