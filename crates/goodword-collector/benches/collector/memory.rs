//! Memory stays where it is, however much is posted, and however much is exported at once.

use std::net::SocketAddr;
use std::time::Duration;

use goodword_collector::config::{Config, RateLimitConfig};
use goodword_collector::store::Store;
use goodword_collector::token::{Scope, Scopes, Secret, Token};
use goodword_collector::{app, clock};
use tempfile::TempDir;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::load::{measure, serve};
use crate::report;

/// Kilobytes of this process that are in memory.
fn resident() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap();
    line.trim().trim_end_matches(" kB").parse().unwrap()
}

pub async fn bench() {
    let folder = TempDir::new().unwrap();
    let store = Store::sqlite(&folder.path().join("goodword.db")).unwrap();
    let address = serve(app(store.clone(), &Config { rate_limits: RateLimitConfig::NONE, ..Config::default() })).await;
    let posts: u64 = std::env::var("GOODWORD_BENCH_POSTS").map_or(1_000_000, |posts| posts.parse().unwrap());
    let mut marks = vec![(0, resident())];
    while marks[marks.len() - 1].0 < posts {
        // The clients' own lists of times are gone before memory is looked at.
        let measured = measure(address, 64, Duration::from_secs(2)).await;
        marks.push((marks[marks.len() - 1].0 + (measured.per_second * 2.0).round() as u64, resident()));
    }
    let (early, late) = (marks[marks.len() / 4], marks[marks.len() - 1]);
    println!("memory after {} posts: {} kB; after {}: {} kB", early.0, early.1, late.0, late.1);
    report("memory-early-against-late", early.1 as f64 / late.1 as f64, Some(0.7));

    let seen = export(address, &token(&store).await).await;
    let bytes = seen[seen.len() - 1].0;
    let most =
        |until: u64| seen.iter().filter(|(read, _)| *read <= until).map(|(_, kilobytes)| *kilobytes).max().unwrap();
    let (first, whole) = (most(bytes / 10), most(bytes));
    println!(
        "memory before the export of {} MB: {} kB; at most in its first tenth: {first} kB; in all of it: {whole} kB",
        bytes / 1_000_000,
        late.1,
    );
    report("memory-export-first-tenth-against-whole", first as f64 / whole as f64, Some(0.7));
    store.close().await;
}

async fn token(store: &Store) -> String {
    let secret = Secret::random().unwrap();
    let token = Token {
        hash: Secret::hash(secret.as_str()),
        name: "bench".to_owned(),
        scopes: Scopes::new(&[Scope::Read]),
        survey: None,
        created_ms: clock::now_ms(),
        revoked_ms: None,
        expires_ms: None,
        used_ms: None,
    };
    store.put_token(token).await.unwrap();
    secret.as_str().to_owned()
}

/// Reads everything in one reply: how much memory was seen after how many bytes.
async fn export(address: SocketAddr, token: &str) -> Vec<(u64, u64)> {
    let mut stream = TcpStream::connect(address).await.unwrap();
    let request = format!(
        "GET /v1/surveys/support/responses?format=ndjson&end=1 HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer {token}\r\nConnection: close\r\n\r\n"
    );
    stream.write_all(request.as_bytes()).await.unwrap();
    let (mut bytes, mut seen, mut chunk) = (0_u64, Vec::new(), vec![0; 1 << 16]);
    let mut tail = Vec::new();
    loop {
        let read = stream.read(&mut chunk).await.unwrap();
        if read == 0 {
            break;
        }
        bytes += read as u64;
        seen.push((bytes, resident()));
        tail.extend_from_slice(&chunk[..read]);
        tail.drain(..tail.len().saturating_sub(400));
    }
    assert!(String::from_utf8_lossy(&tail).contains("goodword_end"), "the export is whole");
    seen
}
