//! Repeatable randomness: splitmix64 (Steele, Lea, Flood 2014, <https://doi.org/10.1145/2714064.2660195>).

pub(super) struct Random(u64);

impl Random {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// 0 to `end` - 1, each as likely as the others to within `end` in 2^64.
    pub(super) fn below(&mut self, end: u64) -> u64 {
        self.next() % end.max(1)
    }

    /// True `percent` times in a hundred.
    pub(super) fn chance(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }

    /// An index of `weights`, each as likely as its weight says.
    pub(super) fn weighted(&mut self, weights: &[u64]) -> usize {
        let mut left = self.below(weights.iter().sum());
        weights.iter().take_while(|weight| left.checked_sub(**weight).map(|rest| left = rest).is_some()).count()
    }

    pub(super) fn pick<'a>(&mut self, texts: &[&'a str]) -> &'a str {
        let at = self.below(u64::try_from(texts.len()).unwrap_or(u64::MAX));
        usize::try_from(at).ok().and_then(|at| texts.get(at)).copied().unwrap_or_default()
    }

    pub(super) fn bytes(&mut self) -> [u8; 10] {
        let mut bytes = [0; 10];
        let source = self.next().to_le_bytes().into_iter().chain(self.next().to_le_bytes());
        bytes.iter_mut().zip(source).for_each(|(byte, random)| *byte = random);
        bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_splitmix64() {
        // The first outputs for the seed 1234567, as the reference implementation prints them.
        let mut random = Random::new(1_234_567);
        assert_eq!([random.next(), random.next()], [6_457_827_717_110_365_317, 3_203_168_211_198_807_973]);
    }

    #[test]
    fn weights_are_kept() {
        let mut random = Random::new(1);
        let mut counts = [0; 3];
        (0..10_000).for_each(|_| counts[random.weighted(&[1, 0, 3])] += 1);
        assert!(counts[1] == 0 && (2200..2800).contains(&counts[0]), "{counts:?}");
    }
}
