//! Repeatable chance for resampling: the same numbers everywhere, because nothing is drawn from the machine.

use libm::{lgamma, log, log1p};

/// `SplitMix64` (Steele, Lea & Flood 2014, <https://doi.org/10.1145/2714064.2660195>).
#[derive(Debug, Clone)]
pub struct Random(u64);

/// Below this many expected successes each is found one by one; from it on by rejection.
const ONE_BY_ONE: f64 = 10.0;

impl Random {
    /// The same seed gives the same numbers.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next 64 bits.
    pub fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number above 0 and below 1.
    pub fn unit(&mut self) -> f64 {
        (super::float(self.bits() >> 12) + 0.5) / 4_503_599_627_370_496.0
    }

    /// How many of `n` succeed when each does with chance `p`: a whole number from 0 to `n`.
    ///
    /// Below ten expected by inversion; else by transformed rejection with squeeze, at a cost that does not grow with
    /// `n`. Source: Hörmann (1993), J. Stat. Comput. Simul. 46, 101-110, algorithm BTRS.
    pub fn binomial(&mut self, n: f64, p: f64) -> f64 {
        if n < 1.0 || p <= 0.0 || p.is_nan() {
            return 0.0;
        }
        if p >= 1.0 {
            return n;
        }
        if p > 0.5 {
            return n - self.binomial(n, 1.0 - p);
        }
        if n * p < ONE_BY_ONE { self.inversion(n, p) } else { self.rejection(n, p) }
    }

    /// From one success to the next, by the geometric distribution of the failures between.
    fn inversion(&mut self, n: f64, p: f64) -> f64 {
        let fail = log1p(-p);
        let (mut at, mut successes) = (0.0, 0.0);
        loop {
            at += (log(self.unit()) / fail).floor() + 1.0;
            if at > n {
                return successes;
            }
            successes += 1.0;
        }
    }

    fn rejection(&mut self, n: f64, p: f64) -> f64 {
        let spread = (n * p * (1.0 - p)).sqrt();
        let width = 1.15 + 2.53 * spread;
        let tail = -0.0873 + 0.0248 * width + 0.01 * p;
        let (centre, squeeze) = (n * p + 0.5, 0.92 - 4.2 / width);
        let mode = ((n + 1.0) * p).floor();
        loop {
            let (u, height) = (self.unit() - 0.5, self.unit());
            let us = 0.5 - u.abs();
            let k = ((2.0 * tail / us + width) * u + centre).floor();
            if us >= 0.07 && height <= squeeze {
                return k.clamp(0.0, n);
            }
            if !(0.0..=n).contains(&k) {
                continue;
            }
            let alpha = (2.83 + 5.1 / width) * spread;
            let bound = log(height * alpha / (tail / (us * us) + width));
            if bound <= likelihood(n, p, k, mode) {
                return k;
            }
        }
    }
}

/// The logarithm of how much likelier `k` successes are than the most likely number.
fn likelihood(n: f64, p: f64, k: f64, mode: f64) -> f64 {
    let odds = log(p) - log1p(-p);
    // Logarithms of huge factorials cancel each other's digits; the normal shape is exact enough there.
    if n > 1e9 {
        let spread = n * p * (1.0 - p);
        let far = (k - mode) * (k - mode) / (2.0 * spread);
        return -far;
    }
    lgamma(mode + 1.0) + lgamma(n - mode + 1.0) - lgamma(k + 1.0) - lgamma(n - k + 1.0) + (k - mode) * odds
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_splitmix64() {
        // The first outputs for the seed 1234567, as the reference implementation prints them.
        let mut random = Random::new(1_234_567);
        assert_eq!([random.bits(), random.bits()], [6_457_827_717_110_365_317, 3_203_168_211_198_807_973]);
    }
}
