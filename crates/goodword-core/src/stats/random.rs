//! Repeatable chance for resampling: the same numbers everywhere, because nothing is drawn from the machine.

/// `SplitMix64` (Steele, Lea & Flood 2014, <https://doi.org/10.1145/2714064.2660195>).
#[derive(Debug, Clone)]
pub struct Random(u64);

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

    /// A number from 0 to below 1, by 53 of the bits.
    #[allow(clippy::cast_precision_loss, reason = "53 bits are what a double holds")]
    pub fn unit(&mut self) -> f64 {
        (self.bits() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// Puts a list in an order by chance, each as likely as the others to within its length in 2^64.
    ///
    /// Source: Durstenfeld (1964), "Algorithm 235: Random permutation", Comm. ACM 7(7) 420.
    pub fn shuffle<T>(&mut self, list: &mut [T]) {
        for (many, last) in (2_u128..).zip(1..list.len()) {
            let place = (u128::from(self.bits()) * many) >> 64;
            list.swap(last, usize::try_from(place).unwrap_or(last));
        }
    }
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
