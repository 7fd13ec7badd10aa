//! How much a figure would move if the same people were drawn again.

use super::median::quantile;
use super::random::Random;
use super::{Interval, LEVEL};

/// How often all are drawn again.
pub const DRAWS: usize = 1_000;
/// Any number does; it is fixed so that the same counts give the same range everywhere.
const SEED: u64 = 0x0060_6f64_776f_7264;

/// The 95 % percentile intervals of the figures that `of` makes of resampled counts. `None` for all when more than half
/// of the samples have no such figures.
///
/// Each sample is multinomial, drawn cell by cell as a binomial of what is left, so its cost is that of the cells, not
/// of the answers. Source: Efron (1979), Annals of Statistics 7(1) 1-26; conditional binomials: Davis (1993), Comput.
/// Stat. Data Anal. 16, 205-217.
pub fn intervals<const K: usize>(counts: &[f64], of: impl Fn(&[f64]) -> Option<[f64; K]>) -> Option<[Interval; K]> {
    let (mut random, mut sample) = (Random::new(SEED), counts.to_vec());
    let mut figures: [Vec<(f64, u64)>; K] = std::array::from_fn(|_| Vec::with_capacity(DRAWS));
    for _ in 0..DRAWS {
        draw(counts, &mut sample, &mut random);
        for (list, figure) in figures.iter_mut().zip(of(&sample).into_iter().flatten()) {
            list.push((figure, 1));
        }
    }
    let mut intervals = [Interval { low: 0.0, high: 0.0 }; K];
    for (interval, list) in intervals.iter_mut().zip(&mut figures) {
        list.sort_by(|a, b| a.0.total_cmp(&b.0));
        let at = |share| (2 * list.len() > DRAWS).then(|| quantile(list, share)).flatten();
        *interval = Interval { low: at((1.0 - LEVEL) / 2.0)?, high: at(f64::midpoint(1.0, LEVEL))? };
    }
    Some(intervals)
}

fn draw(counts: &[f64], sample: &mut [f64], random: &mut Random) {
    let mut mass: f64 = counts.iter().sum();
    let mut left = mass;
    for (place, count) in sample.iter_mut().zip(counts) {
        let share = if mass > *count { count / mass } else { 1.0 };
        *place = if *count > 0.0 { random.binomial(left, share) } else { 0.0 };
        left -= *place;
        mass -= count;
    }
}
