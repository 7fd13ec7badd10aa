//! The pictures of docs/bench.md: who is seen when, and how time, processors and memory grow.

use super::chart::{Curve, bars, lines};
use super::figures::Figures;
use super::goal::OURS;
use super::part::Bench;
use super::piles::TEN_MILLION;
use super::record::Record;

const START: &str = "bench-start.svg";
/// What is drawn of growing files: the picture, the figure, its title.
const GROWTH: [(&str, &str, &str); 3] = [
    ("bench-time.svg", "cold", "Milliseconds until the figures are there, first reading"),
    ("bench-processors.svg", "cpu", "Milliseconds of processors, all of the browser"),
    ("bench-memory.svg", "memory", "Megabytes of memory at most, beyond the idle page"),
];

/// The pictures by their names, of what was measured.
pub fn pictures(record: &Record) -> Vec<(&'static str, String)> {
    let mut pictures = Vec::new();
    if let Some(measured) = record.of(Bench::Start) {
        pictures.push((START, start(&measured.figures)));
    }
    let (mut figures, parts) = (Vec::new(), [Bench::Reading, Bench::Growth, Bench::Native]);
    figures.extend(parts.iter().filter_map(|part| Some(&record.of(*part)?.figures)));
    if record.of(Bench::Reading).is_some() && record.of(Bench::Growth).is_some() {
        pictures
            .extend(GROWTH.map(|(name, what, title)| (name, lines(title, OURS, "responses", &growth(&figures, what)))));
    }
    pictures
}

/// What a picture shows, for whoever cannot see it.
pub fn told(name: &str) -> &'static str {
    let grown = GROWTH.iter().find(|(picture, _, _)| *picture == name);
    grown.map_or("When the first question is seen on a slow phone, by whose it is", |(_, _, title)| title)
}

fn start(figures: &Figures) -> String {
    let of = |who: &str| Some((who.to_owned(), figures.median("visible slow", who)?));
    let mut found: Vec<_> = figures.contenders("visible slow").filter_map(of).collect();
    found.sort_by(|(_, one), (_, other)| one.total_cmp(other));
    bars("Milliseconds until the first question is seen, slow phone", OURS, &found)
}

/// A curve for each that read files of several sizes.
fn growth(figures: &[&Figures], what: &str) -> Vec<Curve> {
    let contenders = [OURS, "plain JS", "Blob read", "DuckDB-WASM", "Goodword, native", "DuckDB, native"];
    let curve = |who: &str| {
        let points = std::iter::successors(Some(1_000_u64), |n| (*n < TEN_MILLION).then_some(n * 10));
        let points = points.filter_map(|n| {
            let (row, name) = match who.strip_suffix(", native") {
                // Its programs were timed, and nothing else of them.
                Some(native) if what == "cold" => (format!("native {n} ms"), native),
                Some(_) => return None,
                None => (format!("mixed {n} {what}"), who),
            };
            #[allow(clippy::cast_precision_loss, reason = "powers of ten")]
            Some((n as f64, figures.iter().find_map(|figures| figures.median(&row, name))?))
        });
        Curve { name: who.to_owned(), points: points.collect() }
    };
    contenders.map(curve).into_iter().filter(|curve| curve.points.len() > 1).collect()
}
