//! When a message that did not arrive is tried again.

use std::time::Duration;

/// For so long is a message tried, and so long may a target fail before it is disabled.
pub(super) const PATIENCE: Duration = Duration::from_hours(5 * 24);

/// How long a try may take, and how soon a message that did not arrive is tried again.
#[derive(Debug, Clone, Copy)]
pub struct Pace {
    /// After the first failure; four times as long after each further one,
    pub first: Duration,
    /// but never longer.
    pub longest: Duration,
    /// A receiver has so long to answer, all of it.
    pub timeout: Duration,
}

impl Default for Pace {
    fn default() -> Self {
        Self { first: Duration::from_secs(5), longest: Duration::from_hours(1), timeout: Duration::from_secs(15) }
    }
}

impl Pace {
    /// The pause after so many failures, 1 or more, a fifth shorter to a fifth longer by `random`: those that failed together
    /// do not come back together.
    pub(super) fn pause(self, failures: u32, random: u8) -> Duration {
        let times = 4_u32.saturating_pow(failures.saturating_sub(1));
        let usual = self.first.saturating_mul(times).min(self.longest);
        usual.mul_f64(0.8 + 0.4 * f64::from(random) / 255.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_to_an_hour_and_are_never_all_alike() {
        let pause = |failures, random| Pace::default().pause(failures, random);
        let middle = |failures| pause(failures, 128).as_secs();
        assert_eq!([1, 2, 3, 4].map(middle), [5, 20, 80, 320]);
        assert!((3_590..3_610).contains(&middle(6)) && (3_590..3_610).contains(&middle(u32::MAX)));
        assert_eq!((pause(1, 0), pause(1, 255)), (Duration::from_secs(4), Duration::from_secs(6)));
    }
}
