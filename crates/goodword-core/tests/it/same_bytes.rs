//! A Summary is the same bytes wherever it is made: the browser's tests hold themselves to the same number.

#[path = "../random_tallies.rs"]
pub mod random_tallies;

use goodword_core::{Summary, Tally};
use random_tallies::{FINGERPRINT, fingerprint, tallies};

#[test]
fn two_hundred_summaries_are_the_bytes_they_were() {
    assert_eq!(fingerprint(), FINGERPRINT, "if the Summary was meant to change, this is the new number");
}

/// How many times as long the slowest of three takes, which must not grow with the number of responses.
#[test]
fn a_summary_costs_cells_and_not_responses() {
    let tally = tallies().into_iter().max_by_key(|tally| tally.days.len()).unwrap();
    let time = |tally: &Tally| {
        let once = || {
            let start = std::time::Instant::now();
            assert!(!Summary::of(tally).json().is_empty());
            start.elapsed()
        };
        (0..5).map(|_| once()).min().unwrap()
    };
    // The same cells, each counted 10^3 and 10^6 times as often.
    let of = |times: u64| {
        let mut large = tally.clone();
        let more = |cube: &mut goodword_core::cube::Cube| {
            let cells: Vec<_> = cube.cells().collect();
            for (cell, n) in cells {
                cube.add(cell, n * (times - 1));
            }
        };
        more(&mut large.total);
        large.days.values_mut().for_each(more);
        time(&large)
    };
    let (small, middle, large) = (of(1), of(1_000), of(1_000_000));
    println!("a Summary of 1, 1,000 and 1,000,000 times the counts: {small:?}, {middle:?}, {large:?}");
    // Drawing few from a cell is cheaper than drawing many; beyond that nothing may grow.
    assert!(large < middle * 2 && large < small * 8, "{small:?} {middle:?} {large:?}");
}
