//! From a frozen response to an accepted reply. The rules are pure: what a waiting response looks like (`entry`,
//! `queued`), which of them wait (`outbox`), what is sent when (`scheduler`, `backoff`), what a reply means (`reply`).
//! Time, chance, disk and replies come in as values. `client`, `store`, `http` and `sender` are the thin ends that touch the
//! browser.

pub mod backoff;
pub mod client;
mod delivery_status;
pub mod endpoint;
mod entry;
pub mod http;
mod losses;
mod modules;
#[cfg(test)]
pub mod mutant;
mod outbox;
mod queued;
mod reply;
mod retry_after;
mod scheduler;
pub mod sender;
pub mod store;

pub use delivery_status::DeliveryStatus;
pub use entry::{ContentType, Entry, VERSION};
pub use losses::Losses;
pub use outbox::{Outbox, SurveyEndpoint};
pub use queued::QueuedEntry;
pub use reply::{Circumstances, Doubt, Permanence, Reply, Verdict, verdict};
pub use retry_after::retry_after;
pub use scheduler::{Change, Clocks, Next, Scheduler, is_outdated};
