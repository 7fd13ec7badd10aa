//! How long things took, in bins that add up: each 1/32 octave wide, so a time read back is off by at most 1.1 %.

use std::collections::BTreeMap;

use libm::{exp2, log2};
use serde::{Deserialize, Serialize};

/// Bins in a doubling.
const BINS: f64 = 32.0;

/// Counts of times by bin. A commutative monoid.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct DurationHistogram(BTreeMap<u16, u64>);

/// The bin of a time: 0 for one millisecond and less.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 0 to 64 times 32")]
pub fn bin(ms: u64) -> u16 {
    (log2(crate::stats::float(ms.max(1))) * BINS).floor() as u16
}

impl DurationHistogram {
    /// Adds `n` times of a bin.
    pub fn add(&mut self, bin: u16, n: u64) {
        let count = self.0.entry(bin).or_default();
        *count = count.saturating_add(n);
    }

    /// Adds every count of `other`.
    pub fn merge(&mut self, other: &Self) {
        other.0.iter().for_each(|(bin, n)| self.add(*bin, *n));
    }

    /// The middle of each bin in milliseconds, rising, and its count.
    pub fn counted(&self) -> Vec<(f64, u64)> {
        self.0.iter().map(|(bin, n)| (exp2((f64::from(*bin) + 0.5) / BINS), *n)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_comes_back_within_one_and_a_half_percent() {
        for ms in [1, 2, 3, 7, 999, 1_000, 8_450, 65_536, 123_456_789, crate::limits::TIMING_MS, u64::MAX] {
            let mut times = DurationHistogram::default();
            times.add(bin(ms), 1);
            let (back, _) = times.counted()[0];
            assert!((back / crate::stats::float(ms) - 1.0).abs() < 0.015, "{ms} comes back as {back}");
        }
        assert_eq!(bin(0), 0);
    }
}
