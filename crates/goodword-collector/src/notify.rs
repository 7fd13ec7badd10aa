//! Who asked to be told is told: each message until it has arrived, and again where that is not known.

mod address;
mod client;
mod content;
mod delivery;
mod dispatcher;
mod email;
mod failure;
mod figures;
mod follow_ups;
mod health;
mod retry;
mod signals;
mod signature;
mod status;
mod target;
mod text;
pub(crate) mod webhook;

pub use address::AllowedNetworks;
pub use dispatcher::Dispatcher;
pub use email::{Email, SmtpServer};
pub use retry::Pace;
pub use signature::WebhookSecret;
pub use status::{TargetStatus, statuses};
pub use target::{Channel, Target, Targets};
pub use webhook::{BodyFormat, Webhook};
