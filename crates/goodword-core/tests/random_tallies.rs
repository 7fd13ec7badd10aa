//! Two hundred tallies by chance, the same everywhere, and what their Summaries amount to: a part of the native tests and of
//! those that run in a browser.

use goodword_core::stats::random::Random;
use goodword_core::{Day, Empathy, Promise, Recommend, Segment, Summary, Tally, Zone};

/// FNV-1a of all the JSON, one after the other.
pub const FINGERPRINT: u64 = 13_743_343_099_851_616_174;

/// Counts of 2,831 passengers of an airport in May 2017 (City and County of San Francisco, `DataSF` `nnh5-5rwz`): no answer
/// to "any problem?", yes (as broken) and no (as kept); by rating of the information booths, none and 1 to 5; by recommend,
/// none and 0 to 10.
const SFO_2017: [[[u64; 12]; 6]; 3] = [
    [
        [22, 1, 0, 1, 0, 0, 5, 4, 5, 11, 7, 10],
        [1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
        [2, 0, 0, 0, 0, 0, 1, 2, 1, 0, 0, 0],
        [5, 1, 0, 0, 0, 0, 1, 2, 4, 6, 2, 2],
        [8, 0, 0, 0, 0, 0, 2, 3, 3, 5, 1, 7],
        [8, 0, 0, 0, 0, 0, 0, 1, 0, 3, 6, 9],
    ],
    [
        [4, 2, 1, 1, 2, 2, 15, 4, 17, 36, 25, 31],
        [0, 0, 0, 0, 1, 0, 1, 2, 0, 0, 0, 0],
        [0, 0, 0, 1, 2, 0, 2, 3, 3, 5, 0, 0],
        [0, 2, 0, 0, 1, 2, 4, 4, 9, 10, 6, 7],
        [3, 2, 0, 0, 2, 0, 2, 4, 7, 24, 18, 15],
        [4, 0, 1, 0, 0, 0, 3, 0, 3, 5, 11, 11],
    ],
    [
        [14, 5, 3, 1, 3, 4, 50, 35, 78, 216, 188, 288],
        [1, 0, 0, 0, 0, 0, 2, 1, 5, 6, 0, 1],
        [0, 0, 0, 1, 1, 1, 4, 11, 17, 16, 7, 12],
        [3, 2, 0, 2, 4, 9, 33, 34, 61, 115, 51, 60],
        [3, 1, 1, 0, 3, 0, 15, 16, 60, 163, 159, 140],
        [7, 0, 0, 1, 0, 0, 4, 4, 18, 56, 83, 279],
    ],
];

fn sfo() -> Tally {
    let mut tally = Tally::new(&Zone::utc());
    let promises = [None, Some(Promise::Broken), Some(Promise::Kept)];
    for (promise, rows) in promises.into_iter().zip(SFO_2017) {
        for (empathy, row) in with_none(Empathy::ALL).zip(rows) {
            for (recommend, n) in with_none(Recommend::ALL).zip(row) {
                tally.total.add((empathy, promise, recommend), n);
            }
        }
    }
    tally.responses = tally.total.total();
    tally.lines = tally.responses;
    tally
}

fn with_none<T, const N: usize>(levels: [T; N]) -> impl Iterator<Item = Option<T>> {
    std::iter::once(None).chain(levels.into_iter().map(Some))
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
