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
    let sign = |value: f64| if value > 0.0 { format!("+{}", write(value)) } else { write(value) };
    let range = of.interval.map_or_else(String::new, |range| format!(" ({} to {})", sign(range.low), sign(range.high)));
    let few = if of.few.few { " Few answers." } else { "" };
    Some(format!("{name}: {} {unit}{range}.{few}", sign(value)))
}
