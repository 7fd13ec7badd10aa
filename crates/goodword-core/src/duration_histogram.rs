//! How long things took, in bins that add up: each 1/32 octave wide, so a time read back is off by at most 1.1 %.

use std::collections::BTreeMap;

use libm::exp2;
use serde::{Deserialize, Serialize};

/// Bins in a doubling.
const BINS: f64 = 32.0;

/// Counts of times by bin. A commutative monoid.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct DurationHistogram(BTreeMap<u16, u64>);

/// Where the bins of the last octave begin behind the first: 2 to the power of 63 and 1 to 31 thirty-seconds, rounded up.
const BEGINNINGS: [u64; 31] = [
    0x82cd_8698_ac2b_a1d8,
    0x85aa_c367_cc48_7b15,
    0x8898_0e80_92da_8528,
    0x8b95_c1e3_ea8b_d6e7,
    0x8ea4_398b_45cd_53c1,
    0x91c3_d373_ab11_c337,
    0x94f4_efa8_fef7_0962,
    0x9837_f051_8db8_a970,
    0x9b8d_39b9_d54e_5539,
    0x9ef5_3260_91a1_11ae,
    0xa270_4303_0c49_6819,
    0xa5fe_d6a9_b151_38eb,
    0xa9a1_5ab4_ea7c_0ef9,
    0xad58_3eea_42a1_4ac7,
    0xb123_f581_d2ac_2590,
    0xb504_f333_f9de_6485,
    0xb8fb_af47_62fb_9eea,
    0xbd08_a39f_580c_36bf,
    0xc12c_4cca_6670_9457,
    0xc567_2a11_5506_dade,
    0xc9b9_bd86_6e2f_27a3,
    0xce24_8c15_1f84_80e4,
    0xd2a8_1d91_f12a_e45b,
    0xd744_fcca_d69d_6af5,
    0xdbfb_b797_daf2_3756,
    0xe0cc_deec_2a94_e112,
    0xe5b9_06e7_7c83_48a9,
    0xeac0_c6e7_dd24_392f,
    0xefe4_b99b_dcda_f5cc,
    0xf525_7d15_2486_cc2d,
    0xfa83_b2db_722a_033b,
];

/// The bin of a time: 0 for one millisecond and less. It is 32 times its logarithm to the base of 2, rounded down.
pub fn bin(ms: u64) -> u16 {
    let octave = ms.max(1).ilog2();
    let begun = BEGINNINGS.partition_point(|begin| ms.max(1) << (63 - octave) >= *begin);
    u16::try_from(octave).unwrap_or(0) * 32 + u16::try_from(begun).unwrap_or(0)
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

    #[test]
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 0 to 64 times 32")]
    fn a_bin_is_a_part_of_an_octave() {
        let by_logarithm = |ms: u64| (libm::log2(crate::stats::float(ms)) * BINS).floor() as u16;
        // Around every beginning up to a day and a half, and all the times that visitors take.
        let beginnings = (0..27 * 32).map(|bin| exp2(f64::from(bin) / BINS) as u64);
        let around = beginnings.flat_map(|ms| ms.saturating_sub(2).max(1)..ms + 3);
        for ms in around.chain(1..200_000) {
            assert_eq!(bin(ms), by_logarithm(ms), "{ms}");
        }
        assert_eq!((bin(u64::MAX), bin(1 << 63)), (64 * 32 - 1, 63 * 32));
    }
}
