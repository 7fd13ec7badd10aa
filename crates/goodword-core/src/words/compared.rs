//! Sentences on two piles beside each other.

use super::number::{decimal, points};
use crate::summary::{Comparison, Difference};

/// One sentence for each figure that can be compared, and the one about two customers picked at random.
pub fn comparison(figures: &Comparison) -> Vec<String> {
    let (a, b) = (&figures.a, &figures.b);
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
            "A random customer of {a} recommends more than one of {b} {} % of the time, ties shared ({} to {} %).",
            percent(chance),
            percent(range.low),
            percent(range.high)
        ));
    }
    sentences
}

/// What changed of the score, of promises kept and of those who felt understood, each where it can be told:
/// `6 points higher than 2026-02 (1 to 11).`
pub fn changes(figures: &Comparison) -> [Option<String>; 3] {
    let hundred = |value: f64| decimal(value * 100.0, 0);
    let than = &figures.b;
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
    Some(format!(
        "{} {unit} {way} than in {than} ({} to {}){chance}.{few}",
        write(value.abs()),
        write(low),
        write(high)
    ))
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
