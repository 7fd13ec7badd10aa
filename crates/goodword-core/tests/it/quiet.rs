//! What is said of series: nothing where nothing happens, and each thing that happens once.

use goodword_core::stats::nps::NpsGroups;
use goodword_core::stats::random::Random;
use goodword_core::stats::scan::{LEAST, POINTS, Scan};
use goodword_core::stats::tilt::Shares;
use proptest::prelude::*;

/// Shares of promoters and passives in 2^32; the others are detractors.
type Population = [f64; 2];

fn uniform(random: &mut Random) -> f64 {
    f64::from(u32::try_from(random.bits() >> 32).unwrap()) / f64::from(u32::MAX)
}

/// So many answers by chance.
fn answers(random: &mut Random, [promoters, passives]: Population, n: u64) -> NpsGroups {
    let mut groups = NpsGroups::NONE;
    for _ in 0..n {
        let at = uniform(random);
        let one = if at < promoters {
            &mut groups.promoters
        } else if at < promoters + passives {
            &mut groups.passives
        } else {
            &mut groups.detractors
        };
        *one += 1;
    }
    groups
}

/// How many of `charts` charts of quiet points show anything.
fn alarms(seed: u64, points: usize, charts: usize, population: Population, n: fn(&mut Random) -> u64) -> usize {
    let mut random = Random::new(seed);
    let shows = |_: &usize| {
        let series: Vec<_> = (0..points)
            .map(|_| {
                let n = n(&mut random);
                answers(&mut random, population, n)
            })
            .collect();
        Scan::of(&series, 1.0).is_some_and(|scan| !scan.stretches.is_empty())
    };
    (0..charts).filter(shows).count()
}

#[test]
fn of_a_hundred_quiet_charts_at_most_one_shows_anything() {
    const CHARTS: usize = 300;
    // A score as most have it, promises that are nearly always kept, and a coin.
    for (seed, population) in [(1, [0.5, 0.35]), (2, [0.97, 0.0]), (3, [0.5, 0.0])] {
        for points in [12, 52, 90, 365] {
            let few = if points > 90 { CHARTS / 3 } else { CHARTS };
            let shown = alarms(seed, points, few, population, |random| 5 + random.bits() % 50);
            assert!(shown * 100 <= few, "{shown} of {few} charts of {points} points of {population:?}");
        }
    }
}

/// A series of equal points, with another population from `from` to `to`.
fn series(points: usize, n: u64, usual: Population, (from, to): (usize, usize), other: Population) -> Vec<NpsGroups> {
    let mut random = Random::new(17);
    (0..points).map(|at| answers(&mut random, if (from..=to).contains(&at) { other } else { usual }, n)).collect()
}

#[test]
fn a_spell_is_named_once_with_its_ends_and_does_not_pull_the_rest() {
    let points = series(90, 400, [0.85, 0.0], (40, 53), [0.70, 0.0]);
    let scan = Scan::of(&points, 1.0).unwrap();
    let [spell] = scan.stretches.as_slice() else { panic!("{:?}", scan.stretches) };
    assert!(spell.first.abs_diff(40) <= 1 && spell.last.abs_diff(53) <= 1 && !spell.above, "{spell:?}");
    let kept = f64::midpoint(1.0, scan.rest.mean().unwrap());
    assert!((kept - 0.85).abs() < 0.01, "the rest stands where it would without the spell: {kept}");
    let limits = scan.limits(400).unwrap();
    let outside = |groups: &NpsGroups| groups.mean().is_some_and(|mean| mean < limits.low || mean > limits.high);
    let quiet = points.iter().enumerate().filter(|(at, _)| !(spell.first..=spell.last).contains(at));
    assert!(!quiet.map(|(_, groups)| groups).any(outside), "no other point lies outside of the limits");
}

#[test]
fn a_single_day_and_a_change_for_good_are_found() {
    let day = Scan::of(&series(52, 100, [0.5, 0.3], (20, 20), [0.1, 0.2]), 1.0).unwrap();
    assert_eq!(day.stretches.iter().map(|one| (one.first, one.last, one.above)).collect::<Vec<_>>(), [(20, 20, false)]);
    let change = Scan::of(&series(52, 100, [0.5, 0.3], (40, 51), [0.7, 0.2]), 1.0).unwrap();
    let [end] = change.stretches.as_slice() else { panic!("{:?}", change.stretches) };
    assert!(end.above && end.first.abs_diff(40) <= 1 && end.last == 51, "{end:?}");
}

#[test]
fn two_things_that_happen_are_two() {
    let mut points = series(90, 300, [0.8, 0.0], (10, 14), [0.5, 0.0]);
    points.splice(60..64, series(4, 300, [0.95, 0.0], (0, 0), [0.95, 0.0]));
    let scan = Scan::of(&points, 1.0).unwrap();
    let told: Vec<_> = scan.stretches.iter().map(|one| (one.first, one.last, one.above)).collect();
    assert_eq!(told, [(10, 14, false), (60, 63, true)]);
}

#[test]
fn points_of_very_many_answers_that_always_differ_are_not_all_unusual() {
    let wild: Vec<_> = (0..20_u64)
        .map(|at| NpsGroups {
            promoters: 400_000 + at % 2 * 200_000,
            passives: 0,
            detractors: 600_000 - at % 2 * 200_000,
        })
        .collect();
    assert!(!Scan::of(&wild, 1.0).unwrap().stretches.is_empty(), "chance alone explains nothing");
    assert_eq!(Scan::of(&wild, 400.0).unwrap().stretches, [], "but every day is like that");
}

#[test]
fn before_there_are_twelve_nothing_is_unusual() {
    let of = |n: usize, answers: u64| Scan::of(&vec![NpsGroups { promoters: answers, ..NpsGroups::NONE }; n], 1.0);
    assert!(of(POINTS - 1, LEAST).is_none() && of(POINTS, LEAST - 1).is_none());
    let alike = of(POINTS, LEAST).unwrap();
    assert!(alike.stretches.is_empty() && alike.limits(7).is_none(), "no two answers differ");
}

/// P(mean >= x) of n answers of two kinds, added up.
fn tail(p: f64, n: u32, from: u32) -> f64 {
    let mut chance = (0..n).fold(1.0, |chance, _| chance * (1.0 - p));
    let mut above = 0.0;
    for k in 0..=n {
        above += if k >= from { chance } else { 0.0 };
        chance *= p / (1.0 - p) * f64::from(n - k) / f64::from(k + 1);
    }
    above
}

#[test]
fn the_bound_is_above_the_chance_and_near_it() {
    for percent in [3_u32, 20, 50, 85] {
        for n in [5_u32, 30, 200] {
            let (p, up) = (f64::from(percent) / 100.0, u64::from(percent));
            let shares = Shares::of(NpsGroups { promoters: up, passives: 0, detractors: 100 - up }).unwrap();
            for k in 0..=n {
                let mean = 2.0 * f64::from(k) / f64::from(n) - 1.0;
                if mean <= shares.mean() {
                    continue;
                }
                let (bound, chance) = (libm::exp(-f64::from(n) * shares.rate(mean)), tail(p, n, k));
                assert!(bound >= chance * (1.0 - 1e-9), "{p} {n} {k}: {bound} {chance}");
                assert!(k < n || (bound / chance - 1.0).abs() < 1e-6, "all alike is exact: {bound} {chance}");
            }
        }
    }
}

proptest! {
    #[test]
    fn rates_are_numbers_or_never(groups in prop::array::uniform3(prop_oneof![Just(0), 1..50_u64, any::<u64>()]), x in -1.0..=1.0_f64) {
        let [promoters, passives, detractors] = groups;
        if let Some(shares) = Shares::of(NpsGroups { promoters, passives, detractors }) {
            prop_assert!((-1.0..=1.0).contains(&shares.mean()));
            for at in [x, shares.mean(), -1.0, 0.0, 1.0] {
                let rate = shares.rate(at);
                prop_assert!(!rate.is_nan() && rate >= 0.0, "{shares:?} {at} {rate}");
            }
            let range = shares.limits(30, 5.0);
            prop_assert!(range.low <= shares.mean() && shares.mean() <= range.high, "{shares:?} {range:?}");
        }
    }
}
