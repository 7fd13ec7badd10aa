//! How long everything takes, in milliseconds.

/// The first pause after a failure, at most; each further one is twice as long.
pub const FIRST_PAUSE_MS: u64 = 2_000;
/// No pause of our own is longer.
pub const LAST_PAUSE_MS: u64 = 15 * 60 * 1_000;
/// What an endpoint asks for with `Retry-After` counts for at least this long …
pub const SHORTEST_PAUSE_MS: u64 = 1_000;
/// … and at most this long.
pub const LONGEST_PAUSE_MS: u64 = 24 * 60 * 60 * 1_000;
/// The whole exchange at the first try, body included.
pub const FIRST_TRY_MS: u64 = 15_000;
/// The same at later tries.
pub const LATER_TRY_MS: u64 = 30_000;
/// How long a sender may be silent before another tab takes its place.
pub const LEASE_MS: u64 = 45_000;
/// After this long a response that cannot be delivered is given up, and counted.
pub const EXPIRY_MS: u64 = 30 * LONGEST_PAUSE_MS;

/// A pause with full jitter (Brooker, "Exponential Backoff and Jitter", 2015): anything between nothing and the
/// ceiling, which doubles with each failure. `draw` is uniform over its range.
pub fn backoff(failures: u32, draw: u32) -> u64 {
    let ceiling = FIRST_PAUSE_MS.saturating_mul(1 << failures.saturating_sub(1).min(20)).min(LAST_PAUSE_MS);
    between(0, ceiling, draw)
}

/// When a page looks for what earlier ones left: soon, but not in every tab at once.
pub fn start(draw: u32) -> u64 {
    between(1_000, 5_000, draw)
}

fn between(least: u64, most: u64, draw: u32) -> u64 {
    least + (((most - least) * u64::from(draw)) >> 32)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_ceiling_doubles_up_to_a_quarter_of_an_hour() {
        let longest: Vec<_> = [1, 2, 3, 9, 10, 11, u32::MAX].map(|failures| backoff(failures, u32::MAX)).into();
        assert_eq!(longest, [1_999, 3_999, 7_999, 511_999, 899_999, 899_999, 899_999]);
    }

    proptest! {
        #[test]
        fn a_pause_stays_below_its_ceiling(failures: u32, draw: u32) {
            prop_assert!(backoff(failures, draw) < LAST_PAUSE_MS);
            prop_assert!((1_000..5_000).contains(&start(draw)));
        }
    }
}
