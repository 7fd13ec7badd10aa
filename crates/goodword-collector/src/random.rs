//! Random bytes for ids and delays. Secrets are made in [`crate::token`], where a failure is told.

use std::cell::RefCell;

/// So many bytes the operating system is asked for at a time: it takes as long to give a few.
const STOCK: usize = 512;

thread_local! {
    /// What is left of them on this thread, from that place on.
    static LEFT: RefCell<([u8; STOCK], usize)> = const { RefCell::new(([0; STOCK], STOCK)) };
}

/// `N` bytes from the operating system, at most [`STOCK`]; zeros in the unheard-of case that it has none to give.
pub fn bytes<const N: usize>() -> [u8; N] {
    LEFT.with_borrow_mut(|(stock, at)| {
        if *at + N > STOCK {
            if let Err(error) = getrandom::fill(stock) {
                tracing::warn!("no random bytes: {error}");
                return [0; N];
            }
            *at = 0;
        }
        let mut bytes = [0; N];
        for (byte, given) in bytes.iter_mut().zip(stock.iter().skip(*at)) {
            *byte = *given;
        }
        *at += N;
        bytes
    })
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn no_bytes_are_given_twice() {
        let given: HashSet<[u8; 10]> = (0..1_000).map(|_| bytes()).collect();
        assert_eq!(given.len(), 1_000);
        assert!(!given.contains(&[0; 10]));
    }
}
