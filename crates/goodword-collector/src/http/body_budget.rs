//! What all bodies that are being read hold in memory is bounded together.

use std::sync::Arc;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::http::problem::{ProblemDetails, ProblemType};

/// So many bytes of bodies are held in memory at a time, the first 4 KiB of each not counted:
const HELD: usize = 32 * 1024 * 1024;
/// who only answers a survey needs no more, and is let in however many large bodies are left unfinished.
const FREE: usize = 4 * 1024;

/// The memory for bodies of one collector.
pub(crate) fn budget() -> Arc<Semaphore> {
    Arc::new(Semaphore::new(HELD))
}

/// What one body holds of the memory for all.
pub(crate) struct Share {
    budget: Arc<Semaphore>,
    permit: Option<OwnedSemaphorePermit>,
    taken: usize,
}

impl Share {
    pub(crate) fn of(budget: Arc<Semaphore>) -> Self {
        Self { budget, permit: None, taken: FREE }
    }

    /// Makes room for a body of so many bytes in all; refused at once where others hold too many.
    pub(crate) fn hold(&mut self, bytes: usize) -> Result<(), ProblemDetails> {
        let more = u32::try_from(bytes.saturating_sub(self.taken)).unwrap_or(u32::MAX);
        if more == 0 {
            return Ok(());
        }
        let permit = Arc::clone(&self.budget).try_acquire_many_owned(more);
        let permit = permit.map_err(|_| ProblemDetails::new(ProblemType::Busy))?;
        match &mut self.permit {
            Some(held) => held.merge(permit),
            None => self.permit = Some(permit),
        }
        self.taken = bytes;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn share(budget: &Arc<Semaphore>) -> Share {
        Share::of(Arc::clone(budget))
    }

    #[test]
    fn all_bodies_share_one_budget_and_small_ones_need_none_of_it() {
        let budget = Arc::new(Semaphore::new(10_000));
        let (mut one, mut other) = (share(&budget), share(&budget));
        assert!(one.hold(FREE + 6_000).is_ok() && one.hold(FREE + 9_000).is_ok());
        assert!(other.hold(FREE).is_ok() && other.hold(FREE + 2_000).is_err());
        drop(one);
        assert!(other.hold(FREE + 2_000).is_ok());
        drop(other);
        assert_eq!(budget.available_permits(), 10_000);
    }
}
