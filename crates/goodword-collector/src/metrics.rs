//! Figures about the collector itself, for Prometheus: how much, how fast, how full. None of them is about a person.

use std::time::Duration;

use anyhow::Context;
use axum::Router;
use axum::http::{HeaderName, header};
use axum::routing::get;
use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};
use metrics_process::Collector;

use crate::clock;
use crate::store::{PoolStatus, Store};

/// So many connections may read the figures at a time.
pub const CONNECTIONS: usize = 64;
/// What waits to be put in order is put in order this often.
const UPKEEP: Duration = Duration::from_secs(5);
/// The upper bounds, in seconds, by which durations are counted.
const SECONDS: [f64; 12] = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1.0, 5.0, 15.0];
const MEDIA_TYPE: (HeaderName, &str) = (header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8");

/// Begins to count. Fails when that was done before in this process.
pub fn begin() -> anyhow::Result<PrometheusHandle> {
    let page = PrometheusBuilder::new()
        .set_buckets_for_metric(Matcher::Suffix("_seconds".to_owned()), &SECONDS)
        .and_then(PrometheusBuilder::install_recorder)
        .context("cannot count")?;
    describe();
    let upkeep = page.clone();
    tokio::spawn(async move {
        loop {
            tokio::time::sleep(UPKEEP).await;
            upkeep.run_upkeep();
        }
    });
    Ok(page)
}

fn describe() {
    metrics::describe_counter!("goodword_requests_total", "Requests by method, route and status");
    metrics::describe_histogram!("goodword_request_seconds", "How long a reply took to begin, by route");
    metrics::describe_counter!("goodword_responses_total", "Posted responses by what became of them");
    metrics::describe_counter!(
        "goodword_rate_limited_total",
        "Requests refused because too many came, by what was limited"
    );
    metrics::describe_counter!("goodword_problems_total", "Refusals by the name of their problem");
    metrics::describe_gauge!("goodword_writes_waiting", "Writes that wait for the database");
    metrics::describe_counter!("goodword_commits_total", "Groups of writes that were committed");
    metrics::describe_counter!("goodword_messages_total", "Tries to tell a target, by what became of them");
    metrics::describe_gauge!("goodword_messages_waiting", "Messages that wait to be told, by target");
    metrics::describe_gauge!("goodword_message_oldest_seconds", "How long the oldest of them has waited");
    metrics::describe_gauge!("goodword_target_disabled", "1 where nothing is sent to a target any more");
    metrics::describe_gauge!("goodword_build_info", "1, with the version");
    metrics::describe_gauge!("goodword_writes_limit", "So many writes may wait");
    metrics::describe_gauge!("goodword_oldest_write_seconds", "How long the write that waits longest has waited");
    metrics::describe_gauge!("goodword_database_connections", "Connections of the pool, by state");
    metrics::describe_gauge!("goodword_database_connections_limit", "So many of them may be open");
    metrics::describe_gauge!("goodword_connections_limit", "So many connections may be open");
    metrics::describe_gauge!("goodword_connections", "Connections that are open");
}

/// What may be, beside which stands what is.
#[derive(Debug, Clone, Copy)]
pub struct MetricLimits {
    /// So many connections may be open.
    pub connections: usize,
    /// So many writes may wait.
    pub writes: usize,
}

fn number(of: usize) -> f64 {
    f64::from(u32::try_from(of).unwrap_or(u32::MAX))
}

/// `GET /metrics`, in the text format of Prometheus.
pub fn routes(page: PrometheusHandle, store: Store, limits: MetricLimits) -> Router {
    let process = Collector::default();
    process.describe();
    metrics::gauge!("goodword_build_info", "version" => env!("CARGO_PKG_VERSION")).set(1);
    metrics::gauge!("goodword_connections_limit").set(number(limits.connections));
    metrics::gauge!("goodword_writes_limit").set(number(limits.writes));
    let render = async move || {
        process.collect();
        metrics::gauge!("goodword_writes_waiting").set(number(store.waiting()));
        metrics::gauge!("goodword_oldest_write_seconds").set(store.oldest_write().as_secs_f64());
        if let Some(PoolStatus { open, in_use, most }) = store.connections() {
            metrics::gauge!("goodword_database_connections", "state" => "idle")
                .set(number(open.saturating_sub(in_use)));
            metrics::gauge!("goodword_database_connections", "state" => "used").set(number(in_use));
            metrics::gauge!("goodword_database_connections_limit").set(number(most));
        }
        metrics::counter!("goodword_commits_total").absolute(store.commits());
        messages(&store).await;
        ([MEDIA_TYPE], page.render())
    };
    Router::new().route("/metrics", get(render))
}

/// What waits to be told. Where the database does not answer, the figures stay as they were.
async fn messages(store: &Store) {
    let (counts, states) = tokio::join!(store.engine().message_counts(), store.engine().target_states());
    for count in counts.unwrap_or_default() {
        let waited_ms = count.oldest_ms.map_or(0, |oldest_ms| clock::now_ms().saturating_sub(oldest_ms).max(0));
        let waited = Duration::from_millis(u64::try_from(waited_ms).unwrap_or_default());
        let waiting = u32::try_from(count.waiting).unwrap_or(u32::MAX);
        metrics::gauge!("goodword_messages_waiting", "target" => count.target.clone()).set(waiting);
        metrics::gauge!("goodword_message_oldest_seconds", "target" => count.target).set(waited.as_secs_f64());
    }
    for state in states.unwrap_or_default() {
        let disabled = if state.disabled_ms.is_some() { 1.0 } else { 0.0 };
        metrics::gauge!("goodword_target_disabled", "target" => state.name).set(disabled);
    }
}
