//! Laws of the figures that compare: numbers for any counts, ranges that hold their figure and narrow with n.

use goodword_core::stats::asymmetry::{Asymmetry, Refusal};
use goodword_core::stats::contrast::{Contrast, Group, welch};
use goodword_core::stats::control::{Chart, ewma};
use goodword_core::stats::drivers::{self, Drivers};
use goodword_core::stats::mann_whitney::Ranks;
use goodword_core::stats::mean::Scores;
use goodword_core::stats::nps::NpsGroups;
use goodword_core::stats::random::Random;
use goodword_core::stats::tau_b::TauB;
use goodword_core::stats::two_shares::TwoShares;
use goodword_core::stats::{Interval, chi_square, fisher, median, multiplicity, proportion, sample_size};
use proptest::prelude::*;

/// Small counts, zeros and the largest there are.
fn count() -> impl Strategy<Value = u64> {
    prop_oneof![Just(0), 0..10_u64, 0..1_000_000_000_u64, any::<u64>(), Just(u64::MAX)]
}

/// Counts that, times 1,000, still are exact.
fn modest() -> impl Strategy<Value = u64> {
    prop_oneof![Just(0), 0..30_u64, 0..100_000_u64]
}

fn is_number(value: f64) -> bool {
    value.is_finite()
}

#[track_caller]
fn holds(value: f64, range: Interval, hair: f64) {
    assert!(is_number(value) && is_number(range.low) && is_number(range.high), "{value} {range:?}");
    assert!(range.low <= value + hair && value <= range.high + hair, "{value} {range:?}");
}

fn is_chance(p: Option<f64>) -> bool {
    p.is_none_or(|p| (0.0..=1.0).contains(&p))
}

fn check_contrast(of: Contrast) {
    assert!(is_number(of.estimate) && is_number(of.se) && of.df.is_none_or(|df| df >= 1.0 && is_number(df)), "{of:?}");
    assert!(is_chance(of.p()), "{of:?}");
    if let Some(range) = of.interval() {
        holds(of.estimate, range, 1e-9);
        assert!(range.low < range.high || of.se < 1e-9, "{of:?} {range:?}");
    }
}

fn narrower(small: Option<Interval>, large: Option<Interval>) {
    let Some((small, large)) = small.zip(large) else { return };
    assert!(large.half_width() <= small.half_width() + 1e-9, "{small:?} {large:?}");
}

proptest! {
    #[test]
    fn differences_are_numbers_within_their_ranges(a in prop::array::uniform11(count()), b in prop::array::uniform11(count())) {
        let (of_a, of_b) = (NpsGroups::of(a), NpsGroups::of(b));
        if let Some((score, other)) = of_a.score().zip(of_b.score()) {
            let range = of_a.difference_interval(of_b).unwrap();
            holds(score - other, range, 1e-9);
            prop_assert!(range.low >= -200.0 && range.high <= 200.0);
            prop_assert!(of_a.p(of_b).is_some() && is_chance(of_a.p(of_b)));
            prop_assert!(of_a.variance().is_some_and(|v| (0.0..=1.0).contains(&v)));
        }
        if let Some(of) = welch(&Scores { first: 0, counts: &a }, &Scores { first: 0, counts: &b }) {
            check_contrast(of);
        }
        if let Some(ranks) = Ranks::of(&a, &b) {
            let back = Ranks::of(&b, &a).unwrap();
            prop_assert!((0.0..=1.0).contains(&ranks.superiority()));
            prop_assert!((ranks.superiority() + back.superiority() - 1.0).abs() < 1e-9);
            prop_assert!(is_chance(ranks.p()));
            ranks.interval().into_iter().for_each(|range| holds(ranks.superiority(), range, 1e-12));
        }
    }

    #[test]
    fn differences_of_shares_are_numbers(x1 in count(), n1 in count(), x2 in count(), n2 in count()) {
        let two = TwoShares { a: (x1, n1), b: (x2, n2) };
        prop_assert!(is_chance(two.p()) && two.z().is_none_or(is_number));
        if let (Some(d), Some(range)) = (two.difference(), two.interval()) {
            holds(d, range, 1e-12);
            prop_assert!(range.low >= -1.0 && range.high <= 1.0);
        }
    }

    #[test]
    fn fisher_is_the_same_either_way_round(x1 in 0..30_u64, n1 in 1..30_u64, x2 in 0..30_u64, n2 in 1..30_u64) {
        let (x1, x2) = (x1.min(n1), x2.min(n2));
        let p = |a, b, c, d| fisher::two_sided(a, b, c, d).unwrap();
        prop_assert!((p(x1, n1, x2, n2) - p(x2, n2, x1, n1)).abs() < 1e-12);
        prop_assert!((p(x1, n1, x2, n2) - p(n1 - x1, n1, n2 - x2, n2)).abs() < 1e-12);
    }

    #[test]
    fn the_asymmetry_is_a_number_or_refused(table in prop::array::uniform3(prop::array::uniform11(count()))) {
        let groups = table.each_ref().map(|counts| Group::of(&Scores { first: 0, counts }));
        if let [Some(broken), Some(kept), Some(exceeded)] = groups {
            let all = Asymmetry { broken, kept, exceeded };
            [all.loss(), all.gain(), all.difference()].into_iter().for_each(check_contrast);
            prop_assert!((all.loss().estimate - all.gain().estimate - all.difference().estimate).abs() < 1e-9);
            match all.ratio() {
                Ok((ratio, range)) => {
                    holds(ratio, range, 1e-6 * ratio.abs().max(1.0));
                    prop_assert!(all.loss().interval().is_none_or(|range| !range.holds_zero()));
                }
                Err(Refusal::Constant) => prop_assert!(all.difference().se <= 0.0),
                Err(Refusal::Uncertain) => {}
            }
        }
    }

    #[test]
    fn shares_of_variation_are_shares(cells in prop::collection::vec((0..5_usize, 0..4_usize, 0..11_usize, count()), 0..30)) {
        let mut table = [[[0; 11]; 4]; 5];
        for (empathy, promise, recommend, n) in cells {
            table[empathy][promise][recommend] = n;
        }
        let of = Drivers::of(&table);
        if let Some(of) = of {
            let [empathy, promise] = of.lmg();
            for share in [of.empathy, of.promise, of.both, empathy, promise] {
                prop_assert!((0.0..=1.0).contains(&share), "{of:?}");
            }
            prop_assert!((empathy + promise - of.both).abs() < 1e-9, "{of:?}");
        }
        let flat = table.map(|rows| rows.iter().fold([0; 11], |sum: [u64; 11], row| std::array::from_fn(|at| sum[at].saturating_add(row[at]))));
        if let Some(tau) = TauB::of(&flat) {
            prop_assert!((-1.0..=1.0).contains(&tau.tau) && is_number(tau.se));
            tau.interval().into_iter().for_each(|range| holds(tau.tau, range, 1e-12));
        }
    }

    #[test]
    fn charts_are_numbers(points in prop::collection::vec((count(), count()), 0..40)) {
        let points: Vec<_> = points.into_iter().map(|(a, b)| (a.min(b), b)).collect();
        let shares: Vec<_> = points.iter().map(|(x, n)| Some((proportion::share(*x, *n)?, *n))).collect();
        if let Some(chart) = Chart::of_shares(&points) {
            let known: Vec<_> = shares.iter().flatten().copied().collect();
            for chart in [chart, chart.laney(&known)] {
                prop_assert!(is_number(chart.centre) && is_number(chart.variance) && is_number(chart.inflation), "{chart:?}");
                points.iter().filter_map(|(_, n)| chart.limits(*n)).for_each(|range| holds(chart.centre, range, 1e-12));
                chart.ewma_limits(&shares).into_iter().flatten().for_each(|range| holds(chart.centre, range, 1e-12));
            }
            let values: Vec<_> = shares.iter().map(|point| point.map(|(value, _)| value)).collect();
            prop_assert!(ewma(chart.centre, &values).into_iter().flatten().all(|value| (0.0..=1.0).contains(&value)));
        }
    }

    #[test]
    fn medians_lie_in_their_ranges(values in prop::collection::vec((0.0..1e9_f64, count()), 0..30)) {
        let mut values = values;
        values.sort_by(|a, b| a.0.total_cmp(&b.0));
        let middle = median::quantile(&values, 0.5);
        prop_assert_eq!(middle.is_some(), values.iter().any(|(_, n)| *n > 0));
        if let Some(range) = median::interval(&values) {
            holds(middle.unwrap(), range, 0.0);
        }
    }

    #[test]
    fn adjusted_chances_are_never_smaller(chances in prop::collection::vec(0.0..=1.0_f64, 0..20)) {
        for adjusted in [multiplicity::holm(&chances), multiplicity::benjamini_hochberg(&chances)] {
            prop_assert_eq!(adjusted.len(), chances.len());
            for (p, own) in adjusted.iter().zip(&chances) {
                prop_assert!(p >= own && *p <= 1.0);
            }
        }
    }

    #[test]
    fn ranges_narrow_with_more_of_the_same(a in prop::array::uniform11(modest()), b in prop::array::uniform11(modest()), times in 2..1_000_u64) {
        let more = |counts: [u64; 11]| counts.map(|n| n * times);
        let (large_a, large_b) = (more(a), more(b));
        let groups = |counts| NpsGroups::of(counts);
        narrower(groups(a).interval(), groups(large_a).interval());
        narrower(groups(a).difference_interval(groups(b)), groups(large_a).difference_interval(groups(large_b)));
        let of = |a: &[u64], b: &[u64]| welch(&Scores { first: 0, counts: a }, &Scores { first: 0, counts: b })?.interval();
        narrower(of(&a, &b), of(&large_a, &large_b));
        let range = |table: [[u64; 11]; 2]| TauB::of(&table)?.interval();
        narrower(range([a, b]), range([large_a, large_b]));
        let (n, all) = (a[0], a.iter().sum::<u64>());
        narrower(proportion::wilson(n, all), proportion::wilson(n * times, all * times));
    }
}

proptest! {
    #[test]
    fn the_answers_still_needed_are_more_than_there_are(groups in prop::array::uniform3(0..60_u64), times in 1..40_u64) {
        let of = |[promoters, passives, detractors]: [u64; 3]| NpsGroups { promoters, passives, detractors };
        let (n, needed) = (groups.iter().sum::<u64>(), of(groups).answers_within(10.0));
        prop_assert_eq!(needed.is_some(), n > 0);
        if let (Some(needed), Some(range)) = (needed, of(groups.map(|count| count * times)).interval()) {
            prop_assert_eq!(range.half_width() <= 10.0, n * times >= needed, "{:?} {} {}", groups, times, needed);
        }
    }
}

#[test]
fn every_order_of_a_short_list_is_as_likely() {
    let (mut random, mut seen) = (Random::new(7), std::collections::BTreeMap::new());
    for _ in 0..24_000 {
        let mut list = [1, 2, 3, 4];
        random.shuffle(&mut list);
        *seen.entry(list).or_insert(0) += 1;
    }
    assert_eq!(seen.len(), 24);
    assert!(seen.values().all(|n| (850..1_150).contains(n)), "1,000 give or take five standard errors: {seen:?}");
    random.shuffle::<u8>(&mut []);
}

/// The standard deviations of 4,000 multinomial samples, one answer after the other.
fn drawn_one_by_one(table: &drivers::Table) -> [f64; 5] {
    let places: Vec<_> = (0..5).flat_map(|e| (0..4).flat_map(move |p| (0..11).map(move |r| (e, p, r)))).collect();
    let people: Vec<_> = places
        .iter()
        .flat_map(|(e, p, r)| std::iter::repeat_n((*e, *p, *r), usize::try_from(table[*e][*p][*r]).unwrap()))
        .collect();
    let mut random = Random::new(11);
    let mut figures = [const { Vec::new() }; 5];
    for _ in 0..4_000 {
        let mut sample = [[[0; 11]; 4]; 5];
        for _ in &people {
            let (e, p, r) = people[usize::try_from(random.bits() % people.len() as u64).unwrap()];
            sample[e][p][r] += 1;
        }
        let shares = Drivers::of(&sample).unwrap().shares();
        figures.iter_mut().zip(shares).for_each(|(list, share)| list.push(share));
    }
    figures.map(|list| {
        let mean = list.iter().sum::<f64>() / 4_000.0;
        (list.iter().map(|share| (share - mean) * (share - mean)).sum::<f64>() / 4_000.0).sqrt()
    })
}

#[test]
fn the_bootstrap_is_that_of_people_drawn_one_by_one() {
    let mut table = [[[0; 11]; 4]; 5];
    for (at, cell) in
        [(0, 0, 2), (1, 0, 5), (2, 1, 7), (3, 1, 9), (4, 2, 10), (2, 3, 6)].into_iter().zip([9, 20, 30, 60, 40, 41])
    {
        let (e, p, r) = at;
        (table[e][p][r], table[e][p][r - 1]) = (cell, cell / 2);
    }
    let ours = drivers::variances(&table).unwrap().map(f64::sqrt);
    for (ours, theirs) in ours.into_iter().zip(drawn_one_by_one(&table)) {
        assert!((ours / theirs - 1.0).abs() < 0.1, "{ours} is near {theirs}");
    }
}

#[test]
fn shares_of_variation_lie_in_their_ranges_at_any_size() {
    let mut table = [[[0; 11]; 4]; 5];
    for (at, cell) in table.iter_mut().flatten().flatten().enumerate() {
        *cell = u64::try_from(at * at % 17).unwrap();
    }
    let mut before = f64::INFINITY;
    for times in [1, 100, 1_000_000_000] {
        let large = table.map(|rows| rows.map(|row| row.map(|n| n * times)));
        let ranges = drivers::intervals(&large).unwrap();
        for (share, range) in Drivers::of(&large).unwrap().shares().into_iter().zip(ranges) {
            holds(share, range.unwrap(), 0.0);
        }
        let both = ranges[2].unwrap();
        assert!(both.half_width() < before, "{both:?}");
        before = both.half_width();
        assert_eq!(drivers::intervals(&large), Some(ranges), "the same every time");
    }
    assert_eq!(drivers::intervals(&[[[0; 11]; 4]; 5]), None);
}

/// So many answers of a population, given by how likely each recommend is after each empathy and promise.
fn people(random: &mut Random, n: u32, likely: impl Fn(usize, usize, usize) -> f64) -> drivers::Table {
    let places: Vec<_> = (0..5).flat_map(|e| (0..4).flat_map(move |p| (0..11).map(move |r| (e, p, r)))).collect();
    let weights: Vec<_> = places.iter().map(|(e, p, r)| likely(*e, *p, *r)).collect();
    let all: f64 = weights.iter().sum();
    let mut table = [[[0; 11]; 4]; 5];
    for _ in 0..n {
        let mut at = all * f64::from(u32::try_from(random.bits() >> 32).unwrap()) / 4_294_967_296.0;
        let place = places.iter().zip(&weights).find(|(_, weight)| {
            at -= **weight;
            at < 0.0
        });
        let (e, p, r) = place.map_or((0, 0, 0), |(place, _)| *place);
        table[e][p][r] += 1;
    }
    table
}

/// How likely recommend is around a mean, with a spread.
fn bell(recommend: usize, mean: f64, spread: f64) -> f64 {
    let off = (f64::from(u8::try_from(recommend).unwrap()) - mean) / spread;
    libm::exp(-off * off / 2.0)
}

#[test]
fn ranges_of_variation_hold_the_truth_as_often_as_they_say() {
    const PILES: u32 = 150;
    let groups = [0.15, 0.5, 0.2, 0.15];
    let nothing = |_: usize, p: usize, r: usize| groups[p] * bell(r, 7.0, 2.2);
    let some = |e: usize, p: usize, r: usize| {
        groups[p] * bell(r, [3.4, 5.4, 5.7, 5.4][p] + 0.4 * f64::from(u8::try_from(e).unwrap()), 2.2)
    };
    let much = |e: usize, p: usize, r: usize| {
        groups[p] * bell(r, [1.3, 4.3, 4.8, 4.3][p] + 1.3 * f64::from(u8::try_from(e).unwrap()), 1.2)
    };
    let populations: [&dyn Fn(usize, usize, usize) -> f64; 3] = [&nothing, &some, &much];
    for (at, likely) in populations.into_iter().enumerate() {
        let mut random = Random::new(5);
        let whole = std::array::from_fn(|e| {
            std::array::from_fn(|p| {
                std::array::from_fn(|r| {
                    // All shares of a cell's bell add up to its group's, so that groups and levels keep their size.
                    let bells: f64 = (0..11).map(|r| likely(e, p, r)).sum();
                    #[allow(
                        clippy::cast_possible_truncation,
                        clippy::cast_sign_loss,
                        reason = "a share of a million million"
                    )]
                    let count = (likely(e, p, r) / bells * groups[p] * 1e12) as u64;
                    count
                })
            })
        });
        let truth = Drivers::of(&whole).unwrap().shares();
        for n in [[60, 300].as_slice(), &[300], &[60]].into_iter().nth(at).unwrap().iter().copied() {
            let mut held = [0; 5];
            for _ in 0..PILES {
                let table = people(&mut random, n, |e, p, r| {
                    let bells: f64 = (0..11).map(|r| likely(e, p, r)).sum();
                    likely(e, p, r) / bells * groups[p]
                });
                let ranges = drivers::intervals(&table).unwrap();
                for ((held, range), truth) in held.iter_mut().zip(ranges).zip(truth) {
                    *held += u32::from(range.is_none_or(|range| range.low <= truth + 1e-9 && truth <= range.high));
                }
            }
            // 95 of 100 less two and a half standard errors.
            assert!(held.iter().all(|held| held * 1_000 >= PILES * 905), "population {at}, {n} answers: {held:?}");
        }
    }
}

#[test]
fn the_answers_needed() {
    let check = |ours: Option<u64>, expect: u64| assert_eq!(ours, Some(expect));
    check(sample_size::share(0.5, 0.05), 385);
    check(sample_size::score(0.66, 0.1), 254);
    check(sample_size::score(0.66, 0.05), 1_015);
    check(sample_size::score(1.0, 0.1), 385);
    check(sample_size::score(1.0, 0.05), 1_537);
    check(sample_size::to_tell_apart((0.66, 0.66), 0.1), 1_037);
    assert_eq!([sample_size::share(0.0, 0.1), sample_size::score(0.0, 0.1), sample_size::score(1.0, 0.0)], [None; 3]);
    assert_eq!(sample_size::score(1.0, 1e-300), None);
}

#[test]
fn both_ways_to_a_chi_square_quantile_meet() {
    for p in [0.000_1, 0.3, 0.975, 0.999_9] {
        let (below, above) =
            (chi_square::quantile(p, 19_999.999_9).unwrap(), chi_square::quantile(p, 20_000.000_1).unwrap());
        assert!(below < above && above - below < 0.001, "{below} {above}");
    }
}
