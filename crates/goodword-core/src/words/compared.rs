//! Sentences on two piles beside each other.

use super::number::{decimal, points};
use crate::summary::{Comparison, Difference};
use crate::zone::Day;

/// One sentence for each figure that can be compared, and the one about two customers picked at random.
pub fn comparison(figures: &Comparison) -> Vec<String> {
    let (a, b) = (place(&figures.a), place(&figures.b));
    let hundred = |value: f64| decimal(value * 100.0, 0);
    let tenth = |value: f64| decimal(value, 1);
    let lines = [
        difference("NPS", &figures.nps, points, "points"),
        difference("Mean recommend", &figures.recommend, tenth, "points"),
        difference("Mean empathy", &figures.empathy, tenth, "points"),
        difference("Felt understood", &figures.agree, hundred, "percentage points"),
        difference("Promises kept", &figures.kept, hundred, "percentage points"),
        difference("Promises broken", &figures.broken, hundred, "percentage points"),
    ];
    let mut sentences: Vec<_> = lines.into_iter().flatten().collect();
    if let (Some(chance), Some(range)) = (figures.superiority.chance, figures.superiority.interval) {
        let percent = |value: f64| decimal(value * 100.0, 0);
        sentences.push(format!(
            "A random customer {a} recommends more than one {b} {} % of the time, ties shared ({} to {} %).",
            percent(chance),
            percent(range.low),
            percent(range.high)
        ));
    }
    sentences
}

/// What changed of the score, of promises kept and of those who felt understood, each where it can be told:
/// `6 points higher than in 2026-02 (1 to 11).`
pub fn changes(figures: &Comparison) -> [Option<String>; 3] {
    let hundred = |value: f64| decimal(value * 100.0, 0);
    let than = &place(&figures.b);
    [
        change(&figures.nps, points, "points", than),
        change(&figures.kept, hundred, "percentage points", than),
        change(&figures.agree, hundred, "percentage points", than),
    ]
}

fn change(of: &Difference, write: impl Fn(f64) -> String, unit: &str, than: &str) -> Option<String> {
    let (value, range) = (of.difference.filter(|_| !of.few.too_few)?, of.interval?);
    let way = if value < 0.0 { "lower" } else { "higher" };
    let (low, high) = if value < 0.0 { (-range.high, -range.low) } else { (range.low, range.high) };
    let chance = if low <= 0.0 { ": within what chance alone does" } else { "" };
    let few = if of.few.few { " Few answers." } else { "" };
    Some(format!("{} {unit} {way} than {than} ({} to {}){chance}.{few}", write(value.abs()), write(low), write(high)))
}

/// `in 2026-02`, `from 2026-03-01 to 2026-03-14`: a pile's name leaves its last day out, a sentence does not.
fn place(pile: &str) -> String {
    // Only days have no equals sign; a page's address may well hold two dots.
    let days = pile.split_once("..").filter(|_| !pile.contains('='));
    let Some((since, until)) = days else { return format!("in {pile}") };
    let last = Day::parse(until).map(|day| Day::new(i64::from(day.number()) - 1));
    match (since, last) {
        (since, None) => format!("since {since}"),
        ("", Some(last)) => format!("up to {last}"),
        (since, Some(last)) => format!("from {since} to {last}"),
    }
}

/// `NPS: -9 points (-13 to -5).`
fn difference(name: &str, of: &Difference, write: impl Fn(f64) -> String, unit: &str) -> Option<String> {
    let value = of.difference.filter(|_| !of.few.too_few)?;
    let sign = |value: f64| {
        let text = write(value);
        let rises = value > 0.0 && text.bytes().any(|byte| matches!(byte, b'1'..=b'9'));
        if rises { format!("+{text}") } else { text }
    };
    let range = of.interval.map_or_else(String::new, |range| format!(" ({} to {})", sign(range.low), sign(range.high)));
    let few = if of.few.few { " Few answers." } else { "" };
    Some(format!("{name}: {} {unit}{range}.{few}", sign(value)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::mean::Scores;

    #[test]
    fn a_pile_is_named_as_a_person_would() {
        let check = |pile: &str, expect: &str| assert_eq!(place(pile), expect);
        check("2026-02", "in 2026-02");
        check("device=mobile", "in device=mobile");
        check("page=https://a.example/..", "in page=https://a.example/..");
        check("2026-03-01..2026-03-15", "from 2026-03-01 to 2026-03-14");
        check("2026-03-01..", "since 2026-03-01");
        check("..2026-03-01", "up to 2026-02-28");
    }

    #[test]
    fn a_change_says_by_how_much_and_since_when() {
        let [a, b] = [4_000, 1_000].map(|tens| [0, 0, 0, 0, 0, 0, 0, 0, 0, 1_000, tens]);
        let check = |a: &[u64; 11], b: &[u64; 11], expect: &str| {
            let of = Difference::means(&Scores { first: 0, counts: a }, &Scores { first: 0, counts: b });
            let write = |value| decimal(value, 2);
            assert_eq!(change(&of, write, "points", "in 2026-02").as_deref(), Some(expect));
        };
        check(&a, &b, "0.30 points higher than in 2026-02 (0.28 to 0.32).");
        check(&b, &a, "0.30 points lower than in 2026-02 (0.28 to 0.32).");
        check(&a, &a, "0.00 points higher than in 2026-02 (-0.02 to 0.02): within what chance alone does.");
    }

    #[test]
    fn what_rounds_to_nothing_has_no_sign() {
        let check = |tens: u64, expect: &str| {
            let [a, b] = [tens, 1_000].map(|tens| [0, 0, 0, 0, 0, 0, 0, 0, 0, 1_000, tens]);
            let of = Difference::means(&Scores { first: 0, counts: &a }, &Scores { first: 0, counts: &b });
            assert_eq!(difference("x", &of, |value| decimal(value, 1), "points").as_deref(), Some(expect));
        };
        check(1_010, "x: 0.0 points (0.0 to 0.0).");
        check(990, "x: 0.0 points (0.0 to 0.0).");
        check(4_000, "x: +0.3 points (+0.3 to +0.3).");
    }
}
