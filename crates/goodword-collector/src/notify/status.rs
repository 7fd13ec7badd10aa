//! How it stands with who is told, for whoever administers.

use goodword_core::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;

use super::health;
use super::target::Target;
use crate::store::{Error, MessageCount, Store};

/// One who is told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = Target)]
pub struct TargetStatus {
    /// Its name in the settings.
    pub name: String,
    /// Scheme, host and port of where it is.
    pub place: String,
    /// So many messages wait.
    pub waiting: i64,
    /// So many arrived within the last 30 days.
    pub delivered: i64,
    /// So many were given up within the last 30 days.
    pub failed: i64,
    /// Since when nothing has arrived.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = "date-time")]
    pub failing_since: Option<Timestamp>,
    /// Since when nothing is sent there any more.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = "date-time")]
    pub disabled_at: Option<Timestamp>,
    /// What went wrong last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error: Option<String>,
}

/// How each of these targets stands, in their order.
pub async fn statuses(store: &Store, targets: &[Target]) -> Result<Vec<TargetStatus>, Error> {
    let (counts, states) = (store.engine().message_counts().await?, store.engine().target_states().await?);
    let of = |target: &Target| {
        let name = target.name();
        let state = health::known(states.clone(), name, target.address_hash());
        let count = counts.iter().find(|count| count.target == name).cloned().unwrap_or_default();
        let MessageCount { waiting, delivered, failed, .. } = count;
        TargetStatus {
            name: name.to_owned(),
            place: target.place(),
            waiting,
            delivered,
            failed,
            failing_since: state.failing_ms.map(Timestamp::from_unix_ms),
            disabled_at: state.disabled_ms.map(Timestamp::from_unix_ms),
            error: state.error,
        }
    };
    Ok(targets.iter().map(of).collect())
}
