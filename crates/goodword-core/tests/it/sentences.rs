//! What sentences claim is so: of random and extreme figures, counted here by another road.

use goodword_core::cube::{Cell, Cube};
use goodword_core::stats::float;
use goodword_core::summary::{Comparison, FollowUpFigures, Summary};
use goodword_core::words::claim::{Claim, Difference, Direction, Figure, Level, Reference, Sentence, Stretch};
use goodword_core::words::{self, follow_up};
use goodword_core::{Day, Empathy, Promise, Recommend, Segment, Tally, Zone};
use proptest::prelude::*;

/// A pile, and the two that are compared.
#[derive(Debug)]
struct Piles {
    all: Tally,
    a: Cube,
    b: Cube,
}

/// How many chose what: the scored questions of all in this cube, one by one.
fn answers(cube: &Cube) -> Vec<(Cell, f64)> {
    cube.cells().map(|(cell, n)| (cell, float(n))).collect()
}

/// The mean of what `of` makes of each answer, over those of whom it makes anything.
fn mean(cube: &Cube, of: impl Fn(Option<Empathy>, Option<Promise>, Option<Recommend>) -> Option<f64>) -> Option<f64> {
    let scored = answers(cube).into_iter().filter_map(|((e, p, r), n)| Some((of(e, p, r)?, n)));
    let (sum, all) = scored.fold((0.0, 0.0), |(sum, all), (score, n)| (sum + score * n, all + n));
    (all > 0.0).then(|| sum / all)
}

fn recommended(cube: &Cube, wanted: Promise) -> Option<f64> {
    mean(cube, |_, promise, recommend| {
        recommend.filter(|_| promise == Some(wanted)).map(|score| f64::from(score.score()))
    })
}

/// The figure of a pile, from its answers.
fn figure(of: Figure, cube: &Cube) -> Option<f64> {
    let truth = |is: bool| if is { 1.0 } else { 0.0 };
    let promised = |promise: Option<Promise>| promise.filter(|promise| *promise != Promise::None);
    match of {
        Figure::Nps => mean(cube, |_, _, recommend| {
            Some(match recommend?.score() {
                9.. => 100.0,
                7 | 8 => 0.0,
                _ => -100.0,
            })
        }),
        Figure::Recommend => mean(cube, |_, _, recommend| Some(f64::from(recommend?.score()))),
        Figure::Empathy => mean(cube, |empathy, _, _| Some(f64::from(empathy?.score()))),
        Figure::Promoters => mean(cube, |_, _, recommend| Some(truth(recommend?.score() > 8))),
        Figure::Detractors => mean(cube, |_, _, recommend| Some(truth(recommend?.score() < 7))),
        Figure::Agree => mean(cube, |empathy, _, _| Some(truth(empathy?.score() > 3))),
        Figure::Kept => mean(cube, |_, promise, _| Some(truth(promised(promise)? != Promise::Broken))),
        Figure::Broken => mean(cube, |_, promise, _| Some(truth(promised(promise)? == Promise::Broken))),
        _ => None,
    }
}

/// What a difference comes to, from the answers.
fn difference(of: &Difference, piles: &Piles) -> Option<f64> {
    let (broken, kept, exceeded) = (
        recommended(&piles.all.total, Promise::Broken),
        recommended(&piles.all.total, Promise::Kept),
        recommended(&piles.all.total, Promise::Exceeded),
    );
    match (of.of, of.than) {
        (figure_of, Reference::Second) => Some(figure(figure_of, &piles.a)? - figure(figure_of, &piles.b)?),
        (Figure::BrokenGap, _) => Some(broken? - kept?),
        (Figure::ExceededGap, _) => Some(exceeded? - kept?),
        (Figure::Gaps, _) => Some((kept? - broken?) - (exceeded? - kept?)),
        (Figure::Tau, _) => Some(concordance(&piles.all.total)),
        _ => None,
    }
}

/// More pairs that rise together than that do not, from -1 to 1: of the same sign as tau-b.
fn concordance(cube: &Cube) -> f64 {
    let known: Vec<_> =
        answers(cube).into_iter().filter_map(|((e, _, r), n)| Some((e?.score(), r?.score(), n))).collect();
    let pair = |(e1, r1, n1): &(u8, u8, f64), (e2, r2, n2): &(u8, u8, f64)| {
        let sign = (i32::from(*e1) - i32::from(*e2)).signum() * (i32::from(*r1) - i32::from(*r2)).signum();
        f64::from(sign) * n1 * n2
    };
    let all: f64 = known.iter().map(|(.., n)| n).sum();
    known.iter().flat_map(|one| known.iter().map(move |other| pair(one, other))).sum::<f64>() / all / all
}

fn same(ours: f64, theirs: f64) -> bool {
    (ours - theirs).abs() <= 1e-6 * ours.abs().max(1.0)
}

/// Figures of people, each of which is all or nobody only where it is.
const SHARES: [Figure; 6] =
    [Figure::Promoters, Figure::Detractors, Figure::Agree, Figure::Kept, Figure::Broken, Figure::Both];

fn check_level(level: &Level, piles: &Piles, text: &str) {
    if let Some(range) = level.range {
        assert!(range.low <= level.value + 1e-9 && level.value <= range.high + 1e-9, "{text} {level:?}");
    }
    if let Some(value) = figure(level.of, &piles.all.total) {
        assert!(same(value, level.value), "{text} {level:?} {value}");
    }
}

/// The figures that stand in a sentence, each in front of its sign or behind its name, without the ends of their ranges.
fn written(text: &str) -> Vec<f64> {
    let words: Vec<_> = text.split([' ', ',']).filter(|word| !word.is_empty()).collect();
    let figures = words.windows(3).filter_map(|three| match three {
        [before, number, sign] if sign.starts_with('%') && !["and", "to", "most", "than"].contains(before) => {
            Some(number)
        }
        ["NPS", number, _] => Some(number),
        _ => None,
    });
    let first = words.first().filter(|_| words.get(1).is_some_and(|sign| sign.starts_with('%')));
    first.into_iter().chain(figures).filter_map(|number| number.parse().ok()).collect()
}

fn check_written(levels: &[Level], text: &str) {
    let levels = levels.iter().filter(|level| level.of == Figure::Nps || SHARES.contains(&level.of));
    for (level, shown) in levels.zip(written(text)) {
        let value = if level.of == Figure::Nps { level.value } else { level.value * 100.0 };
        let landmark = [-100.0, 100.0].contains(&shown) || (level.of != Figure::Nps && shown.abs() <= 0.0);
        assert!((value - shown).abs() <= if landmark { 0.0 } else { 0.5 }, "{text} {level:?}");
    }
}

fn check_difference(of: &Difference, piles: &Piles, text: &str) {
    if let Some(by) = difference(of, piles) {
        let small = by.abs().max(of.by.abs()) < 1e-9;
        assert!(of.of == Figure::Tau || same(by, of.by), "{text} {of:?} {by}");
        assert!(small || (by > 0.0) == (of.by > 0.0), "{text} {of:?} {by}");
    }
    assert!(!of.at_every_look || of.shown.is_some(), "{text} {of:?}");
    let unsure = text.contains("cannot be sure of it yet");
    assert!(!unsure || (of.shown.is_some() && !of.at_every_look), "{text} {of:?}");
    let says = |words: &[&str]| words.iter().any(|word| text.contains(word));
    let (higher, lower) = (says(&["higher", "rise together:", ": +"]), says(&["lower", "falls where", ": -"]));
    match of.shown {
        Some(Direction::Higher) => assert!(of.by > 0.0 && !says(&["falls where"]), "{text} {of:?}"),
        Some(Direction::Lower) => assert!(of.by < 0.0 && !says(&["rise together:"]), "{text} {of:?}"),
        None => assert!(says(&["shown", "less than half a point apart", "all gave the same score"]), "{text} {of:?}"),
    }
    let open = says(&["anywhere", "shown", "apart", "wider", "the same score"]);
    assert!(open || higher || lower, "{text} {of:?}");
    if let (Some(way), false) = (of.shown, open) {
        assert_eq!((higher, lower), (way == Direction::Higher, way == Direction::Lower), "{text} {of:?}");
    }
}

/// The first three are told, each with its way, or it is said that there is none.
fn check_stretches(stretches: &[Stretch], text: &str) {
    assert_eq!(stretches.is_empty(), text.contains(" stands out; "), "{text}");
    for stretch in stretches.iter().take(3) {
        let (first, last) = &stretch.ends;
        let told = if first == last { first.clone() } else { format!("from {first} to {last}") };
        let at = text.find(&told).unwrap_or_else(|| panic!("{told}: {text}"));
        let way = text[..at].rsplit(' ').find(|word| matches!(*word, "higher" | "lower"));
        assert_eq!(way, Some(stretch.direction.word()), "{text}");
    }
}

/// No two ends of a range look alike, no number is none, and nothing is said to be a cause.
fn check_text(text: &str) {
    for wrong in [
        "NaN",
        "inf",
        "-0 ",
        "-0.0 ",
        " cost",
        " gain",
        "driv",
        "account",
        "because",
        "leads to",
        " 0 points higher",
        " 0 points lower",
    ] {
        assert!(!text.contains(wrong), "{wrong}: {text}");
    }
    assert!(!text.contains("cause") || text == words::promise::NO_PROOF, "{text}");
    let ends = |text: &str, joint: &str| {
        let (low, high) = text.split_once(joint)?;
        let (low, high) = (low.rsplit([' ', '(']).next()?, high.split([' ', ',', ')', '.', ';']).next()?);
        let whole = text.split_once(joint)?.1.starts_with(low)
            && text.split_once(joint)?.1[low.len()..].starts_with([' ', ',', ')', ';']);
        low.parse::<f64>().is_ok().then_some((low.to_owned(), high.to_owned(), whole))
    };
    for part in text.split("between ").skip(1) {
        assert!(ends(part, " and ").is_none_or(|(.., alike)| !alike), "{text}");
    }
    for part in text.split('(').skip(1) {
        assert!(ends(part, " to ").is_none_or(|(.., alike)| !alike), "{text}");
    }
    assert!(text.ends_with(['.', ':']) && !text.contains("  ") && !text.contains(" ,"), "{text}");
}

fn check(sentence: &Sentence, piles: &Piles) {
    let text = &sentence.text;
    check_text(text);
    match &sentence.claim {
        // Where more decimals would be needed, an end of a range looks like a figure here.
        Claim::Parts(levels) if !text.contains(" over ") && !text.contains(" under ") => check_written(levels, text),
        Claim::Nothing | Claim::Count(_) | Claim::TooFew(_) | Claim::Parts(_) => {}
        Claim::Stretches(stretches) => check_stretches(stretches, text),
        Claim::Level(level) => {
            check_level(level, piles, text);
            check_written(std::slice::from_ref(level), text);
        }
        Claim::Levels(levels) => {
            for level in levels {
                check_level(level, piles, text);
            }
            check_written(levels, text);
        }
        Claim::Difference(of) => check_difference(of, piles, text),
        Claim::Differences(all) => {
            let told = text.split_once(": ").map_or("", |(_, told)| told).split("; ");
            all.iter().zip(told).for_each(|(of, told)| check_difference(of, piles, told));
            assert!(!all.is_empty() || text.contains("shown"), "{text}");
        }
    }
}

/// One, a few, very many, and all that a count can hold.
fn count() -> impl Strategy<Value = u64> {
    prop_oneof![4 => Just(1), 4 => 1..40_u64, 2 => 1..5_000_u64, 1 => 1..1_000_000_000_u64, 1 => Just(1 << 50)]
}

/// Few different answers each time: with many, extremes would not be met.
fn cube() -> impl Strategy<Value = Cube> {
    let cell = (0..6_usize, 0..5_usize, 0..12_usize, count());
    prop::collection::vec(cell, 0..9).prop_map(|cells| {
        let mut cube = Cube::default();
        for (empathy, promise, recommend, n) in cells {
            let cell = (Empathy::ALL.get(empathy), Promise::ALL.get(promise), Recommend::ALL.get(recommend));
            cube.add((cell.0.copied(), cell.1.copied(), cell.2.copied()), n);
        }
        cube
    })
}

/// Two piles, of days that follow each other, of two values of a segment, and beside each other.
fn piles() -> impl Strategy<Value = Piles> {
    (prop::collection::vec(cube(), 2..16), 0..2_u64).prop_map(|(cubes, missing)| {
        let mut tally = Tally::by(&Zone::utc(), &[Segment::Device]);
        let half = cubes.len() / 2;
        let (mut a, mut b) = (Cube::default(), Cube::default());
        for (at, cube) in cubes.iter().enumerate() {
            tally.total.merge(cube);
            tally.days.entry(Day::new(20_000 + i64::try_from(at).unwrap())).or_default().merge(cube);
            if at < half { &mut a } else { &mut b }.merge(cube);
        }
        for counts in tally.by.values_mut() {
            counts.add(Some("mobile"), &a);
            counts.add(Some("desktop").filter(|_| missing == 0), &b);
        }
        tally.responses = tally.total.total();
        (tally.lines, tally.started) = (tally.responses, tally.responses);
        Piles { all: tally, a, b }
    })
}

fn told(piles: &Piles) -> Vec<Sentence> {
    let comparison = Comparison::of(("2024-10-04..2024-10-11", &piles.a), ("2024-10-11..2024-10-19", &piles.b));
    words::sentences::all(&Summary::with(&piles.all, None, Some(comparison)))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn what_is_claimed_is_so(piles in piles()) {
        for sentence in told(&piles) {
            check(&sentence, &piles);
        }
    }
}

/// Piles of one day with these answers: empathy, promise, recommend and how many.
fn pile(answers: &[(usize, usize, usize, u64)]) -> Piles {
    let mut cube = Cube::default();
    for (empathy, promise, recommend, n) in answers {
        cube.add(
            (Some(Empathy::ALL[*empathy - 1]), Some(Promise::ALL[*promise]), Some(Recommend::ALL[*recommend])),
            *n,
        );
    }
    let mut all = Tally::new(&Zone::utc());
    (all.total, all.responses, all.lines) = (cube.clone(), cube.total(), cube.total());
    Piles { all, a: cube.clone(), b: cube }
}

#[track_caller]
fn says(piles: &Piles, expect: &[&str], never: &[&str]) {
    let all = told(piles);
    for sentence in &all {
        check(sentence, piles);
    }
    let all: Vec<_> = all.into_iter().map(String::from).collect();
    let text = all.join("\n");
    for part in expect {
        assert!(text.contains(part), "{part}:\n{text}");
    }
    for part in never {
        assert!(!text.contains(part), "{part}:\n{text}");
    }
}

const BROKEN: usize = 0;
const KEPT: usize = 1;
const EXCEEDED: usize = 2;

#[test]
fn what_falls_is_not_said_to_rise_and_what_may_do_either_is_not_said_to_do_one() {
    let rising = pile(&[(1, KEPT, 1, 20), (2, KEPT, 3, 20), (4, KEPT, 8, 20), (5, KEPT, 9, 20), (5, KEPT, 8, 5)]);
    says(&rising, &["Empathy and recommend rise together: tau-b 0."], &[]);
    let falling = pile(&[(5, KEPT, 1, 20), (4, KEPT, 3, 20), (2, KEPT, 8, 20), (1, KEPT, 9, 20), (1, KEPT, 8, 5)]);
    says(&falling, &["Recommend falls where empathy rises: tau-b -0."], &["rise together:"]);
    let neither = pile(&[(1, KEPT, 2, 20), (1, KEPT, 9, 21), (5, KEPT, 2, 21), (5, KEPT, 9, 20)]);
    says(&neither, &["It is not shown that empathy and recommend rise together"], &["falls where empathy rises:"]);
}

#[test]
fn gaps_of_the_other_sign_are_not_turned_into_ours() {
    let upside_down = pile(&[
        (3, BROKEN, 9, 30),
        (3, BROKEN, 10, 30),
        (3, KEPT, 5, 30),
        (3, KEPT, 6, 30),
        (3, EXCEEDED, 3, 30),
        (3, EXCEEDED, 4, 30),
    ]);
    says(
        &upside_down,
        &[
            "Customers whose promise was broken scored 4.0 points higher",
            "Customers whose promise was exceeded scored 2.0 points lower",
        ],
        &["wider", "times that"],
    );
    let no_loss = pile(&[
        (3, BROKEN, 5, 30),
        (3, BROKEN, 6, 30),
        (3, KEPT, 5, 30),
        (3, KEPT, 6, 30),
        (3, EXCEEDED, 2, 30),
        (3, EXCEEDED, 3, 30),
    ]);
    says(
        &no_loss,
        &["No difference is shown between customers whose promise was broken and"],
        &["wider", "times that"],
    );
}

#[test]
fn one_of_a_thousand_is_not_nobody() {
    let almost = pile(&[(5, KEPT, 10, 999), (5, BROKEN, 7, 1)]);
    says(
        &almost,
        &["99.90 % of promises were kept", "0.10 % of promises were broken", "NPS 99.90,"],
        &["NPS 100", "100 % of promises"],
    );
    let all = pile(&[(5, KEPT, 10, 1_000)]);
    says(&all, &["100 % of promises were kept", "0 % of promises were broken", "NPS 100,"], &[]);
}

#[test]
fn no_evidence_is_no_evidence_of_nothing() {
    let mut three = pile(&[(3, KEPT, 9, 2)]);
    let cube = three.all.total.clone();
    three.all = Tally::by(&Zone::utc(), &[Segment::Device]);
    for value in ["a", "b", "c"] {
        three.all.total.merge(&cube);
        three.all.by.values_mut().for_each(|by| by.add(Some(value), &cube));
    }
    says(&three, &["By device, too few answered to tell whether NPS differs."], &["everyone else's"]);
}

#[test]
fn a_spell_is_told_once_with_its_way_and_its_days() {
    let mut tally = Tally::new(&Zone::utc());
    for day in 0..60 {
        let (kept, broken) = if (20..=33).contains(&day) { (146, 54) } else { (170, 30 + day % 2) };
        let mut cube = Cube::default();
        cube.add((None, Some(Promise::Kept), Some(Recommend::ALL[9])), kept);
        cube.add((None, Some(Promise::Broken), Some(Recommend::ALL[7])), broken);
        tally.total.merge(&cube);
        tally.days.insert(Day::new(20_000 + i64::try_from(day).unwrap()), cube);
    }
    let days = &Summary::of(&tally).trends[0];
    assert_eq!(
        words::trend::kept(days).text,
        "Promises kept were lower from 2024-10-24 to 2024-11-06, at 73 %, than on the other days, at 85 %."
    );
    assert_eq!(
        words::trend::nps(days).text,
        "NPS was lower from 2024-10-24 to 2024-11-06, at 73, than on the other days, at 85."
    );
    tally.days.retain(|day, _| day.number() < 20_020);
    assert_eq!(
        words::trend::nps(&Summary::of(&tally).trends[0]).text,
        "NPS: no day stands out; all 20 together stand at 85."
    );
}

#[test]
fn what_a_team_promised_is_told_alike() {
    use goodword_core::follow_up::FollowUpStatus::{InTime, Late};
    let figures = FollowUpFigures::of([InTime; 999].into_iter().chain([Late]));
    let sentence = follow_up::kept(&figures);
    check_text(&sentence.text);
    assert!(sentence.text.starts_with("99.90 % of the answers we promised came in time"), "{sentence}");
}
