//! How often somebody may come, so that no flood fills the disk. What is refused is told when to come again, and the
//! widget does: no answer is lost by it.

use std::hash::{BuildHasher, Hash, RandomState};
use std::net::IpAddr;
use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use governor::clock::{Clock, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};

use crate::config::RateLimitConfig;
use crate::http::problem::{ProblemDetails, ProblemType};

/// So many wrong tokens may come from one network within a minute.
const WRONG_TOKENS: u32 = 60;
/// From so many keys on, those whose time has passed are forgotten now and then.
const KEYS: usize = 16_384;

/// What has come lately, by whom.
pub(crate) struct RateLimits {
    /// Names of networks, surveys and keys are kept as hashes by a key that this process alone has.
    hasher: RandomState,
    networks: Option<Limiter>,
    surveys: Option<Limiter>,
    write_keys: Option<Limiter>,
    wrong_tokens: Option<Limiter>,
}

struct Limiter {
    cells: DefaultKeyedRateLimiter<u64>,
    clock: DefaultClock,
    /// With so many keys they are looked through again: rarely enough to cost each request next to nothing.
    full: AtomicUsize,
}

impl RateLimits {
    /// Nothing has come yet.
    pub(crate) fn new(config: &RateLimitConfig) -> Self {
        Self {
            hasher: RandomState::new(),
            networks: Limiter::a_minute(config.network),
            surveys: Limiter::a_minute(config.survey),
            write_keys: Limiter::a_minute(config.write_key),
            wrong_tokens: Limiter::a_minute(if config.network == 0 { 0 } else { WRONG_TOKENS }),
        }
    }

    /// A response from this network.
    pub(crate) fn network(&self, network: Option<IpAddr>) -> Result<(), ProblemDetails> {
        self.check(self.networks.as_ref(), "network", network)
    }

    /// A response to this survey, with this write key.
    pub(crate) fn survey(&self, survey: &str, write_key: Option<&str>) -> Result<(), ProblemDetails> {
        self.check(self.write_keys.as_ref(), "write key", write_key.map(|key| (survey, key)))?;
        self.check(self.surveys.as_ref(), "survey", Some(survey))
    }

    /// A wrong token from this network: it is refused either way, after too many with the time to come again.
    pub(crate) fn wrong_token(&self, network: Option<IpAddr>) -> Result<(), ProblemDetails> {
        self.check(self.wrong_tokens.as_ref(), "wrong tokens", network)
    }

    fn check(
        &self,
        limiter: Option<&Limiter>,
        name: &'static str,
        key: Option<impl Hash>,
    ) -> Result<(), ProblemDetails> {
        let (Some(limiter), Some(key)) = (limiter, key) else { return Ok(()) };
        limiter.check(self.hasher.hash_one(key)).map_err(|wait| {
            metrics::counter!("goodword_rate_limited_total", "by" => name).increment(1);
            ProblemDetails::new(ProblemType::RateLimited).retry_after(wait)
        })
    }
}

impl Limiter {
    /// So many a minute, all of them at once if they must; `None` for 0, which is no limit.
    fn a_minute(most: u32) -> Option<Self> {
        let quota = Quota::per_minute(NonZero::new(most)?);
        Some(Self { cells: RateLimiter::keyed(quota), clock: DefaultClock::default(), full: KEYS.into() })
    }

    /// How long to wait, where there were too many.
    fn check(&self, key: u64) -> Result<(), Duration> {
        if self.cells.len() >= self.full.load(Ordering::Relaxed) {
            self.cells.retain_recent();
            self.full.store((2 * self.cells.len()).max(KEYS), Ordering::Relaxed);
        }
        self.cells.check_key(&key).map_err(|until| until.wait_time_from(self.clock.now()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn limits(network: u32, survey: u32, write_key: u32) -> RateLimits {
        RateLimits::new(&RateLimitConfig { network, survey, write_key })
    }

    #[test]
    fn each_network_has_its_own_limit() {
        let (limits, [one, other]) = (limits(3, 0, 0), [[203, 0, 113, 1], [203, 0, 113, 2]].map(IpAddr::from));
        assert!((0..3).all(|_| limits.network(Some(one)).is_ok()));
        assert!(limits.network(Some(one)).is_err());
        assert!(limits.network(Some(other)).is_ok());
        assert!((0..100).all(|_| limits.network(None).is_ok()), "what is not known is not limited");
    }

    #[test]
    fn each_survey_and_each_key_of_it_has_its_own_limit() {
        let limits = limits(0, 3, 2);
        assert!((0..2).all(|_| limits.survey("a", Some("k")).is_ok()));
        assert!(limits.survey("a", Some("k")).is_err());
        assert!(limits.survey("b", Some("k")).is_ok(), "the same key of another survey is another");
        assert!(limits.survey("a", None).is_ok());
        assert!(limits.survey("a", None).is_err(), "three in all");
    }

    #[test]
    fn no_limit_is_none() {
        let limits = limits(0, 0, 0);
        let one = Some(IpAddr::from([203, 0, 113, 1]));
        assert!((0..10_000).all(|_| limits.network(one).is_ok() && limits.survey("a", Some("k")).is_ok()));
        assert!((0..10_000).all(|_| limits.wrong_token(one).is_ok()));
    }

    #[test]
    fn a_million_networks_fill_no_memory() {
        let limits = limits(60_000, 0, 0);
        // Each has its place back within a millisecond.
        for number in 0..1_000_000_u32 {
            assert!(limits.network(Some(IpAddr::from(number.to_be_bytes()))).is_ok());
        }
        let kept = limits.networks.map_or(0, |limiter| limiter.cells.len());
        assert!(kept < 8 * KEYS, "{kept} are kept");
    }
}
