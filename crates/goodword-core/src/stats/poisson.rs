//! The Poisson distribution.

use libm::exp;

use super::normal;

/// From this mean on an expansion around the normal quantile; below, the chances themselves are added up.
const SERIES_FROM: f64 = 50.0;

/// Quantiles at the middles of so many equal parts of all chances: a sample without chance.
#[derive(Debug, Clone)]
pub struct Quantiles {
    shares: Vec<f64>,
    normal: Vec<f64>,
}

impl Quantiles {
    /// Of `many` parts.
    pub fn new(many: u32) -> Self {
        let middle = |part: u32| (f64::from(part) + 0.5) / f64::from(many);
        let shares: Vec<f64> = (0..many).map(middle).collect();
        let normal = shares.iter().filter_map(|share| normal::quantile(*share)).collect();
        Self { shares, normal }
    }

    /// Of counts with this mean, rising.
    ///
    /// From a mean λ of 50 on: λ + √λ z + (z² - 1) / 6 + (z - z³) / (72 √λ), z the normal quantile, which is not a whole
    /// number. Source: Cornish & Fisher (1938), Revue de l'Institut international de statistique 5(4) 307-320.
    pub fn of(&self, mean: f64) -> Vec<f64> {
        if mean < SERIES_FROM { self.counted(mean) } else { self.expanded(mean) }
    }

    fn counted(&self, mean: f64) -> Vec<f64> {
        let (mut count, mut chance): (f64, f64) = (0.0, exp(-mean));
        let mut passed = chance;
        let reach = |share: &f64| {
            // The sum of all chances may stay a hair below 1; what is left then is too small to matter.
            while passed < *share && chance > 1e-30 {
                count += 1.0;
                chance *= mean / count;
                passed += chance;
            }
            count
        };
        self.shares.iter().map(reach).collect()
    }

    fn expanded(&self, mean: f64) -> Vec<f64> {
        let root = mean.sqrt();
        let quantile = |z: &f64| mean + root * z + (z * z - 1.0) / 6.0 + (z - z * z * z) / (72.0 * root);
        self.normal.iter().map(quantile).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(mean: f64) {
        let (quantiles, many) = (Quantiles::new(1_000).of(mean), 1_000.0);
        let ours = quantiles.iter().sum::<f64>() / many;
        let variance = quantiles.iter().map(|x| (x - ours) * (x - ours)).sum::<f64>() / many;
        assert!((ours / mean - 1.0).abs() < 0.001, "{mean}: the mean is {ours}");
        assert!((variance / mean - 1.0).abs() < 0.01, "{mean}: the variance is {variance}");
        assert!(quantiles.is_sorted() && quantiles.iter().all(|x| *x >= 0.0));
    }

    #[test]
    fn mean_and_variance_are_the_same_number() {
        [1.0, 2.0, 7.5, 49.0, 50.0, 1e3, 1e9, 1e18].into_iter().for_each(check);
    }

    #[test]
    fn the_table_of_mean_three_is_met() {
        // P(X <= 0), …, P(X <= 4) = .0498, .1991, .4232, .6472, .8153
        let quantiles = Quantiles::new(100).of(3.0);
        let below = |x: f64| quantiles.iter().filter(|quantile| **quantile <= x).count();
        assert_eq!([0.0, 1.0, 2.0, 3.0, 4.0].map(below), [5, 20, 42, 65, 82]);
    }

    #[test]
    fn both_ways_meet() {
        let quantiles = Quantiles::new(1_000);
        let gaps = quantiles.counted(50.0).into_iter().zip(quantiles.expanded(50.0)).map(|(a, b)| (a - b).abs());
        assert!(gaps.fold(0.0, f64::max) < 0.6, "no further apart than whole numbers must be");
    }
}
