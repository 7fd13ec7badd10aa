//! Random bytes for ids and delays. Secrets are made in [`crate::token`], where a failure is told.

/// `N` bytes from the operating system; zeros in the unheard-of case that it has none to give.
pub fn bytes<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    if let Err(error) = getrandom::fill(&mut bytes) {
        tracing::warn!("no random bytes: {error}");
        return [0; N];
    }
    bytes
}
