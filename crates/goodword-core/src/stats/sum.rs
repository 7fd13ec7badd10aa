//! Sums of counts.

/// A sum that stops at `u64::MAX`.
pub fn sum(counts: impl IntoIterator<Item = u64>) -> u64 {
    counts.into_iter().fold(0, u64::saturating_add)
}

/// Adds to a count, which stops at `u64::MAX`.
pub fn add(count: &mut u64, more: u64) {
    *count = count.saturating_add(more);
}
