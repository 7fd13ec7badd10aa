//! Two hundred tallies by chance, the same everywhere, and what their Summaries amount to: a part of the native tests and of
//! those that run in a browser.

use goodword_core::stats::random::Random;
use goodword_core::{Day, Empathy, Promise, Recommend, Segment, Summary, Tally, Zone};

/// FNV-1a of all the JSON, one after the other.
pub const FINGERPRINT: u64 = 10_769_048_233_171_109_033;

/// Counts of an airport's passengers of May 2017 (City and County of San Francisco, `DataSF` `nnh5-5rwz`): recommend by rating
/// of the information booths, 1 to 5.
const SFO_2017: [[u64; 11]; 5] = [
    [1, 0, 0, 1, 0, 3, 3, 5, 6, 0, 1],
    [0, 0, 2, 3, 1, 7, 16, 21, 21, 7, 12],
    [5, 0, 2, 5, 11, 38, 40, 74, 131, 59, 69],
    [3, 1, 0, 5, 0, 19, 23, 70, 192, 178, 162],
    [0, 1, 1, 0, 0, 7, 5, 21, 64, 100, 299],
];

fn sfo() -> Tally {
    let mut tally = Tally::new(&Zone::utc());
    for (empathy, row) in Empathy::ALL.into_iter().zip(SFO_2017) {
        for (recommend, n) in Recommend::ALL.into_iter().zip(row) {
            tally.total.add((Some(empathy), None, Some(recommend)), n);
        }
    }
    tally.responses = tally.total.total();
    tally.lines = tally.responses;
    tally
}

fn pick<T: Copy>(random: &mut Random, list: &[T]) -> Option<T> {
    let places = u64::try_from(list.len() + 1).ok()?;
    list.get(usize::try_from(random.bits() % places).ok()?).copied()
}

fn by_chance(random: &mut Random) -> Tally {
    let segment = Segment::Device;
    let mut tally = Tally::by(&Zone::utc(), std::slice::from_ref(&segment));
    let size = random.bits() % 20;
    for _ in 0..random.bits() % 60 {
        let cell = (pick(random, &Empathy::ALL), pick(random, &Promise::ALL), pick(random, &Recommend::ALL));
        // From single answers to a thousand million.
        let n = 1 + random.bits() % (1 << (1 + random.bits() % (1 + size + 10)));
        let day = Day::new(i64::try_from(20_000 + random.bits() % 90).unwrap_or(0));
        tally.total.add(cell, n);
        tally.days.entry(day).or_default().add(cell, n);
        tally.responses += n;
        tally.lines += n;
        tally.started += n;
        tally.times.add(u16::try_from(random.bits() % 1_000).unwrap_or(0), n);
        let mut cube = goodword_core::cube::Cube::default();
        cube.add(cell, n);
        for counts in tally.by.values_mut() {
            counts.add(pick(random, &["mobile", "desktop", "tablet"]), &cube);
        }
    }
    tally
}

/// Those, and the passengers.
pub fn tallies() -> Vec<Tally> {
    let mut random = Random::new(2_026);
    let mut tallies: Vec<_> = (0..200).map(|_| by_chance(&mut random)).collect();
    tallies.push(sfo());
    tallies
}

/// FNV-1a of all the JSON.
pub fn fingerprint() -> u64 {
    let texts = tallies().into_iter().map(|tally| Summary::of(&tally).json());
    let hash = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    texts.fold(0xcbf2_9ce4_8422_2325, |sum, text| text.bytes().fold(sum, hash))
}
