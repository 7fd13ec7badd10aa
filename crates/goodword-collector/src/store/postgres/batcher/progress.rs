//! How much was stored since the start, and what PostgreSQL should know of it.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use tokio::sync::Notify;

use crate::store::Error;
use crate::store::postgres::connect::{Connector, within};

/// When a survey has so many responses, the tables are looked at,
const MARKS: [i64; 3] = [256, 4096, 65_536];
/// but not more often than this.
const REST: Duration = Duration::from_secs(5);
/// That may take so many times as long as a statement that stores.
const LONGER: u32 = 6;

#[derive(Default)]
pub(super) struct Progress {
    commits: AtomicU64,
    grown: Notify,
}

impl Progress {
    pub(super) fn commits(&self) -> u64 {
        self.commits.load(Ordering::Relaxed)
    }

    pub(super) fn committed(&self, mut positions: impl Iterator<Item = i64>) {
        self.commits.fetch_add(1, Ordering::Relaxed);
        if positions.any(|position| MARKS.contains(&position)) {
            self.grown.notify_one();
        }
    }

    /// Looks at the tables when a survey has grown, for ever.
    pub(super) async fn analyze(&self, connector: &Connector) {
        loop {
            self.grown.notified().await;
            if let Err(error) = analyze(connector).await {
                tracing::warn!(%error, "the tables were not analysed");
            }
            tokio::time::sleep(REST).await;
        }
    }
}

/// Has PostgreSQL count what the tables hold, as it does by itself some minutes later. Of a new survey it knows nothing, and
/// looks for the ids of a batch by reading all responses of the survey; it keeps to that plan until it knows better.
async fn analyze(connector: &Connector) -> Result<(), Error> {
    let client = connector.connect().await?;
    let tables = client.batch_execute("ANALYZE response; ANALYZE cell; ANALYZE tombstone; ANALYZE survey");
    within(connector.limits.timeout * LONGER, tables).await
}
