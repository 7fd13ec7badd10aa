//! A tally costs what its cells cost, however many responses they count.

use std::time::Instant;

use goodword_collector::acceptance::{Channel, accept};
use goodword_collector::store::{Definitions, ResponseFilter, ResponseRow, Store};
use goodword_core::rollup::Fold;
use goodword_core::{Response, Tally, Zone};
use tempfile::TempDir;

use crate::{cluster, median, report};

/// A response of a day in March; the answers are spread, so that most cells are met.
fn row(number: u64) -> ResponseRow {
    let mixed = number.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 20;
    let (minute, recommend, empathy) = (mixed % 1440, mixed / 1440 % 11, 1 + mixed / 15_840 % 5);
    let promise = ["broken", "kept", "exceeded", "none"][usize::try_from(mixed / 79_200 % 4).unwrap()];
    let text = format!(
        r#"{{"id":"0199f1c2-7c5e-7b3a-9d10-{number:012x}","survey":"support","submitted_at":"2026-03-14T{:02}:{:02}:00Z","answers":{{"empathy":{empathy},"promise":"{promise}","recommend":{recommend}}},"context":{{"device":"mobile"}}}}"#,
        minute / 60,
        minute % 60,
    );
    accept(Response::parse(&text).unwrap(), &Definitions::default(), Channel::Public, 1_800_000_000_000).unwrap()
}

async fn fill(store: &Store, rows: u64) {
    for from in (0..rows).step_by(4096) {
        let batch = (from..rows.min(from + 4096)).map(row).collect();
        store.put_or_wait(batch).await.unwrap();
    }
}

async fn read(store: &Store, zone: &Zone) -> Tally {
    let (mut tally, mut filter) = (Tally::new(zone), ResponseFilter::all("support"));
    loop {
        let page = store.page(filter.clone()).await.unwrap();
        if page.bodies.is_empty() {
            return tally;
        }
        filter.after = page.last;
        for body in &page.bodies {
            tally.record(&goodword_core::Record::parse(body).unwrap(), zone);
        }
    }
}

/// Fills a store and counts it: seconds to store a row, and seconds of a tally for each of its cells.
async fn counted(engine: &str, store: &Store, rows: u64, size: impl Fn() -> u64) -> (f64, f64) {
    let zone = Zone::utc();
    let start = Instant::now();
    fill(store, rows).await;
    let stored = start.elapsed().as_secs_f64();
    let deadline = Instant::now() + std::time::Duration::from_mins(10);
    let fold =
        store.engine().fold("support".to_owned(), String::new(), Box::new(Fold::new(&zone, None)), deadline).await;
    let cells = fold.unwrap().cells();
    let mut counted = Vec::new();
    for _ in 0..5 {
        let start = Instant::now();
        let tally = store.tally("support".to_owned(), None, &zone).await.unwrap();
        counted.push(start.elapsed().as_secs_f64());
        assert_eq!(tally.responses, rows);
    }
    let start = Instant::now();
    let tally = read(store, &zone).await;
    let one_by_one = start.elapsed().as_secs_f64();
    assert_eq!(tally, store.tally("support".to_owned(), None, &zone).await.unwrap());
    let counted = median(counted);
    // Whatever is still in a log is in the database then.
    store.close().await;
    println!(
        "tally of {rows} rows on {engine}: {cells} cells in {:.1} ms; the rows themselves in {:.1} ms; stored at {:.0} rows/s; {:.0} bytes per row on disk",
        counted * 1e3,
        one_by_one * 1e3,
        rows as f64 / stored,
        size() as f64 / rows as f64,
    );
    report(&format!("tally-against-reading-{engine}-{rows}"), one_by_one / counted, None);
    (stored / rows as f64, counted / cells as f64)
}

pub async fn bench() {
    let folder = TempDir::new().unwrap();
    let mut per_cell = Vec::new();
    for rows in [10_000, 1_000_000] {
        let file = folder.path().join(format!("{rows}.db"));
        let store = Store::sqlite(&file).unwrap();
        per_cell.push(counted("sqlite", &store, rows, || std::fs::metadata(&file).unwrap().len()).await.1);
    }
    // The cost of a cell does not depend on how many rows it counts.
    report("tally-cell-at-1e4-against-1e6", per_cell[0] / per_cell[1], Some(0.5));

    let server = cluster::Cluster::start(&[]);
    let mut per_row = Vec::new();
    for rows in [10_000, 100_000] {
        let (url, name) = server.database();
        let size = || {
            let mut psql = server.client("psql", &name);
            let out = psql.args(["-XAtc", "SELECT pg_database_size(current_database())"]).output().unwrap();
            String::from_utf8_lossy(&out.stdout).trim().parse().unwrap()
        };
        per_row.push(counted("postgres", &cluster::open(&url).await, rows, size).await.0);
    }
    // A batch does not cost more for the rows that are there before it.
    report("store-row-postgres-at-1e4-against-1e5", per_row[0] / per_row[1], Some(0.5));
}
