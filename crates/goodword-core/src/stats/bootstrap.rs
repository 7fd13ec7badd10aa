//! How much a figure would move if the same people were drawn again.

use super::median;
use super::poisson::Quantiles;
use super::random::Random;
use super::{Interval, LEVEL};

/// How often all are drawn again.
pub const DRAWS: u32 = 1_000;
/// Any number does; it is fixed so that the same counts give the same range everywhere.
const SEED: u64 = 0x0060_6f64_776f_7264;

/// The 95 % percentile intervals of the figures that `of` makes of resampled counts, for figures that depend on shares
/// of the whole alone. `None` for all when more than half of the samples have no such figures.
///
/// Each count is drawn from a Poisson distribution of its own, which is multinomial but for the size of the sample: that
/// is not fixed, and drops out of such figures. Its 1,000 quantiles come once each, in an order by chance, so the cost is
/// that of the cells, whatever the counts. Source: Efron (1979), Annals of Statistics 7(1) 1-26; Poisson counts: Hanley &
/// `MacGibbon` (2006), Comput. Methods Programs Biomed. 83, 57-62; each quantile once: `McKay`, Beckman & Conover (1979),
/// Technometrics 21(2) 239-245.
pub fn intervals<const K: usize>(counts: &[f64], of: impl Fn(&[f64]) -> Option<[f64; K]>) -> Option<[Interval; K]> {
    let (mut random, quantiles) = (Random::new(SEED), Quantiles::new(DRAWS));
    let draws = |count: &f64| {
        let mut draws = quantiles.of(*count);
        random.shuffle(&mut draws);
        draws.into_iter()
    };
    let mut cells: Vec<_> = counts.iter().map(draws).collect();
    let (mut sample, mut figures) = (Vec::with_capacity(counts.len()), std::array::from_fn::<_, K, _>(|_| Vec::new()));
    for _ in 0..DRAWS {
        sample.clear();
        sample.extend(cells.iter_mut().filter_map(Iterator::next));
        for (list, figure) in figures.iter_mut().zip(of(&sample).into_iter().flatten()) {
            list.push((figure, 1));
        }
    }
    let mut intervals = [Interval { low: 0.0, high: 0.0 }; K];
    for (interval, list) in intervals.iter_mut().zip(&mut figures) {
        list.sort_by(|a, b| a.0.total_cmp(&b.0));
        let enough = u32::try_from(2 * list.len()).is_ok_and(|twice| twice > DRAWS);
        let at = |share| enough.then(|| median::quantile(list, share)).flatten();
        *interval = Interval { low: at((1.0 - LEVEL) / 2.0)?, high: at(f64::midpoint(1.0, LEVEL))? };
    }
    Some(intervals)
}
