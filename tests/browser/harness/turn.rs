//! Whose turn it is: a few browsers run beside each other, and a test that measures time has the machine for itself.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread::{self, ThreadId};
use std::time::Duration;

use tokio::time::sleep;

/// Browsers at a time. They wait more than they work.
const BROWSERS: usize = 4;

/// What is running. Each test has a thread of its own, so the thread stands for the test.
struct Machine {
    browsers: usize,
    alone: Option<ThreadId>,
}

static MACHINE: Mutex<Machine> = Mutex::new(Machine { browsers: 0, alone: None });

/// How often somebody who waits looks again.
const LOOK: Duration = Duration::from_millis(20);

/// A share in the machine. It ends with the value.
pub enum Turn {
    /// For one browser.
    Browser,
    /// For a test beside which no other one has a browser.
    Alone,
}

impl Turn {
    /// Waits as long as there are enough browsers, or another test has the machine for itself.
    pub async fn browser() -> Self {
        let me = thread::current().id();
        loop {
            let mut machine = machine();
            if machine.browsers < BROWSERS && machine.alone.is_none_or(|alone| alone == me) {
                machine.browsers += 1;
                return Self::Browser;
            }
            drop(machine);
            sleep(LOOK).await;
        }
    }

    /// Waits until there is no browser.
    pub async fn alone() -> Self {
        loop {
            let mut machine = machine();
            if machine.browsers == 0 && machine.alone.is_none() {
                machine.alone = Some(thread::current().id());
                return Self::Alone;
            }
            drop(machine);
            sleep(LOOK).await;
        }
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        match self {
            Self::Browser => machine().browsers -= 1,
            Self::Alone => machine().alone = None,
        }
    }
}

fn machine() -> MutexGuard<'static, Machine> {
    MACHINE.lock().unwrap_or_else(PoisonError::into_inner)
}
