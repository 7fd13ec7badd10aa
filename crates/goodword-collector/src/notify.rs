//! Who asked to be told is told: each message until it has arrived, and again where that is not known.

mod address;
mod client;
mod delivery;
mod dispatcher;
mod failure;
mod figures;
mod follow_ups;
mod health;
mod payload;
mod retry;
mod signals;
mod signature;
mod status;
mod target;
mod webhook;

pub use address::AllowedNetworks;
pub use dispatcher::Dispatcher;
pub use retry::Pace;
pub use signature::WebhookSecret;
pub use status::{TargetStatus, statuses};
pub use target::{Channel, Target, Targets};
pub use webhook::Webhook;
