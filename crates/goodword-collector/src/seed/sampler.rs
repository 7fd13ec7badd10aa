//! Choices by repeatable chance.

use goodword_core::stats::random::Random;

pub(super) struct Sampler(Random);

impl Sampler {
    pub(super) fn new(seed: u64) -> Self {
        Self(Random::new(seed))
    }

    /// 0 to `end` - 1, each as likely as the others to within `end` in 2^64.
    pub(super) fn below(&mut self, end: u64) -> u64 {
        self.0.bits() % end.max(1)
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
        let source = self.0.bits().to_le_bytes().into_iter().chain(self.0.bits().to_le_bytes());
        bytes.iter_mut().zip(source).for_each(|(byte, random)| *byte = random);
        bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_are_kept() {
        let mut random = Sampler::new(1);
        let mut counts = [0; 3];
        (0..10_000).for_each(|_| counts[random.weighted(&[1, 0, 3])] += 1);
        assert!(counts[1] == 0 && (2200..2800).contains(&counts[0]), "{counts:?}");
    }
}
