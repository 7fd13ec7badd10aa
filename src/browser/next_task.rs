//! The page's next turn: until what is done then, it is free.

use gloo::timers::callback::Timeout;

/// Work that waits. Dropped, it is not done.
pub struct NextTask(Timeout);

impl NextTask {
    /// Does the work in the next turn.
    pub fn next(work: impl FnOnce() + 'static) -> Self {
        Self(Timeout::new(0, work))
    }

    /// Does it whatever becomes of whoever asked.
    pub fn forget(self) {
        self.0.forget();
    }
}
