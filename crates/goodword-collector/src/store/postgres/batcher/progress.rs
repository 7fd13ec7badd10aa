//! How much was stored since the start.

use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};

use crate::store::Error;
use crate::store::postgres::connect::{Connector, within};

/// After so many rows since the start the tables are looked at.
const ANALYZE_AFTER: [usize; 3] = [256, 4096, 65_536];
/// That may take so many times as long as a statement that stores.
const LONGER: u32 = 6;

pub(super) struct Progress {
    connector: Connector,
    commits: AtomicU64,
    rows: AtomicUsize,
}

impl Progress {
    pub(super) fn new(connector: Connector) -> Self {
        Self { connector, commits: AtomicU64::new(0), rows: AtomicUsize::new(0) }
    }

    pub(super) fn commits(&self) -> u64 {
        self.commits.load(Ordering::Relaxed)
    }

    pub(super) fn committed(&self, rows: usize) {
        self.commits.fetch_add(1, Ordering::Relaxed);
        let before = self.rows.fetch_add(rows, Ordering::Relaxed);
        if ANALYZE_AFTER.iter().any(|mark| before < *mark && before + rows >= *mark) {
            tokio::spawn(analyze(self.connector.clone()));
        }
    }
}

/// Has PostgreSQL count what the tables hold, as it does by itself some minutes later. Of a new database it knows nothing,
/// and looks for the ids of a batch by reading all responses of the survey; it keeps to that plan until it knows better.
async fn analyze(connector: Connector) {
    let analyzed: Result<(), Error> = async {
        let client = connector.connect().await?;
        let analyze = client.batch_execute("ANALYZE response; ANALYZE cell; ANALYZE tombstone");
        within(connector.limits.timeout * LONGER, analyze).await
    }
    .await;
    if let Err(error) = analyzed {
        tracing::warn!(%error, "the tables were not analysed");
    }
}
