//! Several collectors on one PostgreSQL, against one of the same run: on one survey, and on a hundred.

use std::net::SocketAddr;
use std::time::Duration;

use goodword_collector::app;
use goodword_collector::config::{Config, RateLimitConfig};
use goodword_collector::store::{Limits, Store};

use crate::load::{measure_all, serve};
use crate::{cluster, median, report};

const TIME: Duration = Duration::from_secs(1);
const TURNS: usize = 9;
/// In all, however many collectors there are.
const CLIENTS: usize = 128;

/// The usual ones, unless a number of writers is asked for.
fn limits() -> Limits {
    let (usual, asked) = (Limits::default(), std::env::var("GOODWORD_DATABASE_WRITERS"));
    Limits { writers: asked.map_or(usual.writers, |writers| writers.parse().unwrap()), ..usual }
}

/// So many collectors on a database of their own.
async fn collectors(server: &cluster::Cluster, count: usize) -> Vec<SocketAddr> {
    let (url, mut addresses) = (server.database().0, Vec::new());
    for _ in 0..count {
        let store = Store::within(&url.parse().unwrap(), limits()).await.unwrap();
        addresses.push(serve(app(store, &Config { rate_limits: RateLimitConfig::NONE, ..Config::default() })).await);
    }
    addresses
}

pub async fn bench() {
    for surveys in [1, 100] {
        // Seven collectors have up to eleven connections each.
        let server = cluster::Cluster::start(&["max_connections=200"]);
        let mut groups = Vec::new();
        for count in [1, 2, 4] {
            groups.push(collectors(&server, count).await);
        }
        // The first posts make the surveys and the plans.
        for group in &groups {
            measure_all(group, CLIENTS, surveys, TIME).await;
        }
        let mut figures = vec![Vec::new(); groups.len()];
        for _ in 0..TURNS {
            for (group, figures) in groups.iter().zip(&mut figures) {
                let measured = measure_all(group, CLIENTS, surveys, TIME).await;
                println!("collectors: {} on {surveys} surveys: {:.0}/s", group.len(), measured.per_second);
                figures.push(measured.per_second);
            }
        }
        for (group, several) in groups.iter().zip(&figures).skip(1) {
            let ratios = figures[0].iter().zip(several).map(|(one, several)| several / one).collect();
            // They share two cores and one disk with the clients and the database; 0.99 and 0.67 were measured at least.
            let gate = if group.len() == 2 { 0.75 } else { 0.5 };
            report(&format!("collectors-{}-surveys-{surveys}", group.len()), median(ratios), Some(gate));
        }
    }
}
