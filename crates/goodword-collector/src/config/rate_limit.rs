//! How many responses may come, from whom and to what.

/// So many a minute each; 0 is no limit. All of a minute's may come at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RateLimitConfig {
    /// From one address, or one /64 of IPv6. Room for a shop whose visitors share an address.
    pub network: u32,
    /// To one survey.
    pub survey: u32,
    /// With one write key.
    pub write_key: u32,
}

impl Default for RateLimitConfig {
    fn default() -> Self {
        Self { network: 600, survey: 300_000, write_key: 300_000 }
    }
}

impl RateLimitConfig {
    /// Everything may come.
    pub const NONE: Self = Self { network: 0, survey: 0, write_key: 0 };
}
