//! Memory stays where it is, however much is posted, and however much is exported at once.

use std::net::SocketAddr;
use std::time::Duration;

use goodword_collector::config::Config;
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
    let address = serve(app(store.clone(), &Config::default())).await;
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

    let (bytes, most) = export(address, &token(&store).await).await;
    println!("memory before the export of {} MB: {} kB; at most during it: {most} kB", bytes / 1_000_000, late.1);
    report("memory-before-export-against-during", late.1 as f64 / most as f64, Some(0.7));
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

/// Reads everything in one reply: its bytes, and the most memory that was seen meanwhile.
async fn export(address: SocketAddr, token: &str) -> (u64, u64) {
    let mut stream = TcpStream::connect(address).await.unwrap();
    let request = format!(
        "GET /v1/surveys/support/responses?format=ndjson&end=1 HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer {token}\r\nConnection: close\r\n\r\n"
    );
    stream.write_all(request.as_bytes()).await.unwrap();
    let (mut bytes, mut most, mut chunk) = (0_u64, resident(), vec![0; 1 << 16]);
    let mut tail = Vec::new();
    loop {
        let read = stream.read(&mut chunk).await.unwrap();
        if read == 0 {
            break;
        }
        bytes += read as u64;
        most = most.max(resident());
        tail.extend_from_slice(&chunk[..read]);
        tail.drain(..tail.len().saturating_sub(400));
    }
    assert!(String::from_utf8_lossy(&tail).contains("goodword_end"), "the export is whole");
    (bytes, most)
}
