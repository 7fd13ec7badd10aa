//! The sender at work: post an entry, read the reply, forget what was accepted.

use super::{http, idb};
use crate::widget::outbox::{Entry, Verdict, verdict};

/// Sends the entry that the widget just saved.
pub async fn deliver_one(fields: Vec<String>) -> &'static str {
    match Entry::from_fields(fields) {
        Some(entry) => deliver(&entry).await.as_str(),
        None => Verdict::Refused.as_str(),
    }
}

/// Sends what waits from earlier visits, one after the other.
pub async fn deliver_waiting() {
    for entry in idb::all().await {
        deliver(&entry).await;
    }
}

async fn deliver(entry: &Entry) -> Verdict {
    let verdict = verdict(entry, &http::post(entry).await);
    if verdict == Verdict::Accepted {
        idb::delete(&entry.id).await;
    }
    verdict
}
