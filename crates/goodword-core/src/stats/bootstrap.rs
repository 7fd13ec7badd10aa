//! How much a figure would move if the same people were drawn again.

use super::poisson::Quantiles;
use super::random::Random;

/// How often all are drawn again.
pub const DRAWS: u32 = 1_000;
/// Any number does; it is fixed so that the same counts give the same range everywhere.
const SEED: u64 = 0x0060_6f64_776f_7264;

/// The variances of the figures that `of` makes of resampled counts, for figures that depend on shares of the whole alone.
/// `None` for all when more than half of the samples have no such figures.
///
/// Each count is drawn from a Poisson distribution of its own, which is multinomial but for the size of the sample: that
/// is not fixed, and drops out of such figures. Its 1,000 quantiles come once each, in an order by chance, so the cost is
/// that of the cells, whatever the counts. Source: Efron (1979), Annals of Statistics 7(1) 1-26; Poisson counts: Hanley &
/// `MacGibbon` (2006), Comput. Methods Programs Biomed. 83, 57-62; each quantile once: `McKay`, Beckman & Conover (1979),
/// Technometrics 21(2) 239-245.
pub fn variances<const K: usize>(counts: &[f64], of: impl Fn(&[f64]) -> Option<[f64; K]>) -> Option<[f64; K]> {
    let (mut random, quantiles) = (Random::new(SEED), Quantiles::new(DRAWS));
    let draws = |count: &f64| {
        let mut draws = quantiles.of(*count);
        random.shuffle(&mut draws);
        draws.into_iter()
    };
    let mut cells: Vec<_> = counts.iter().map(draws).collect();
    let (mut sample, mut figures) = (Vec::with_capacity(counts.len()), Vec::new());
    for _ in 0..DRAWS {
        sample.clear();
        sample.extend(cells.iter_mut().filter_map(Iterator::next));
        figures.extend(of(&sample));
    }
    let n = u32::try_from(figures.len()).ok().filter(|n| 2 * n > DRAWS)?;
    let mut of_figure = 0;
    Some([(); K].map(|()| {
        let values = || figures.iter().filter_map(|all| all.get(of_figure).copied());
        let mean = values().sum::<f64>() / f64::from(n);
        let variance = values().map(|value| (value - mean) * (value - mean)).sum::<f64>() / f64::from(n - 1);
        of_figure += 1;
        variance
    }))
}
