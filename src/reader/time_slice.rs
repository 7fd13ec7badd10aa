//! How long the page's own thread is kept busy: it must stay free to answer its visitors.

use std::cell::Cell;

use js_sys::Date;

use super::stream;

/// At once, in milliseconds: half of what a frame has.
const BUSY_MS: f64 = 8.0;

/// Rows that are looked at between two looks at the clock: well under a millisecond.
pub const ROWS: usize = 4_096;

/// A worker is never in the way; the page's own thread rests every now and then.
#[derive(Debug)]
pub struct TimeSlice {
    /// Whether it is the page's own thread.
    pub on_page: bool,
    rested: Cell<f64>,
}

impl TimeSlice {
    /// Of this thread.
    pub fn new(on_page: bool) -> Self {
        Self { on_page, rested: Cell::new(Date::now()) }
    }

    /// Rests when it is time to.
    pub async fn rest(&self) {
        if self.on_page && Date::now() - self.rested.get() >= BUSY_MS {
            stream::breathe().await;
            self.rested.set(Date::now());
        }
    }
}
