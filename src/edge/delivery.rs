//! Save, send, forget: the outbox at work.

use super::promise::{before, spawn};
use super::{http, idb};
use crate::widget::outbox::{Entry, Verdict, verdict};
use crate::widget::state::Action;

/// How long a visitor waits for the disk before the answer is sent without it.
const SAVE_MS: i32 = 1_000;

/// Saves an entry, then sends it. `tell` hears what became of it.
pub fn submit(entry: Entry, tell: impl Fn(Action) + 'static, refused: impl Fn(&str) + 'static) {
    spawn(async move {
        if save(&entry).await {
            tell(Action::Saved);
        }
        match deliver(&entry).await {
            Verdict::Accepted => tell(Action::Delivered),
            Verdict::Retry => tell(Action::Undelivered),
            Verdict::Refused => {
                tell(Action::Undelivered);
                refused(&entry.endpoint);
            }
        }
    });
}

/// Sends what waits from earlier visits, one after the other.
pub fn send_waiting() {
    spawn(async {
        for entry in idb::all().await.unwrap_or_default() {
            deliver(&entry).await;
        }
    });
}

async fn deliver(entry: &Entry) -> Verdict {
    let verdict = verdict(entry, &http::post(entry).await);
    if verdict == Verdict::Accepted {
        // A failure here only means that it is sent again, and the id keeps it one response.
        let _ = idb::delete(&entry.id).await;
    }
    verdict
}

/// Whether the entry is on disk within [`SAVE_MS`].
async fn save(entry: &Entry) -> bool {
    before(SAVE_MS, idb::put(entry)).await.is_ok()
}
