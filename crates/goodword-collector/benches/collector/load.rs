//! Durable acknowledgements per second, against a handler that reads and validates the same body and answers 201.

use std::net::SocketAddr;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use axum::Router;
use axum::http::StatusCode;
use axum::routing::post;
use goodword_collector::app;
use goodword_collector::config::{Config, RateLimitConfig};
use goodword_collector::store::Store;
use goodword_core::Response;
use tempfile::TempDir;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use crate::{cluster, figure};

/// One measurement takes so long; each is made so often, in turns, because a machine has its moods.
const TIME: Duration = Duration::from_secs(1);
const TURNS: usize = 9;

pub async fn serve(router: Router) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move { axum::serve(listener, router).await });
    address
}

/// Reads, validates, answers. There is no definition that could find fault; what every response must be, reading finds.
fn baseline() -> Router {
    let handler = async |body: String| match Response::parse(&body) {
        Ok(response) => (StatusCode::CREATED, format!(r#"{{"id":"{}"}}"#, response.id.to_text())),
        Err(_) => (StatusCode::UNPROCESSABLE_ENTITY, String::new()),
    };
    Router::new().route("/v1/responses", post(handler))
}

static NEXT: AtomicU64 = AtomicU64::new(1);

/// A response to one of so many surveys; the first is `support`.
fn request(surveys: u64) -> Vec<u8> {
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    let survey = match number % surveys {
        0 => "support".to_owned(),
        other => format!("support-{other}"),
    };
    let body = format!(
        r#"{{"id":"0199f1c2-7c5e-7b3a-9d10-{number:012x}","survey":"{survey}","survey_version":"3","submitted_at":"2026-03-14T09:26:53.589Z","answers":{{"empathy":4,"promise":"kept","recommend":9,"comment":"Quick and kind."}},"complete":true,"seq":1,"order":["empathy","promise","recommend","comment"],"timing_ms":{{"shown":1200,"answered":8450}},"context":{{"url":"https://shop.example/checkout/done"}},"fields":{{"plan":"pro"}},"widget":"0.1.0"}}"#
    );
    let length = body.len();
    format!("POST /v1/responses HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: {length}\r\n\r\n{body}")
        .into_bytes()
}

/// Posts until the time is over; how long each took.
async fn client(address: SocketAddr, surveys: u64, until: Instant) -> Vec<f64> {
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.set_nodelay(true).unwrap();
    let (mut times, mut reply) = (Vec::new(), [0_u8; 2048]);
    while Instant::now() < until {
        let start = Instant::now();
        stream.write_all(&request(surveys)).await.unwrap();
        let read = stream.read(&mut reply).await.unwrap();
        assert!(reply[..read].starts_with(b"HTTP/1.1 201"), "{}", String::from_utf8_lossy(&reply[..read]));
        times.push(start.elapsed().as_secs_f64());
    }
    times
}

/// Milliseconds of processors that this process has used.
fn processors() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap();
    let fields: Vec<_> = stat.rsplit(')').next().unwrap().split_whitespace().collect();
    // A hundredth of a second each, on every Linux.
    [11, 12].iter().map(|at| fields[*at].parse::<f64>().unwrap() * 10.0).sum()
}

pub struct Measured {
    pub per_second: f64,
    /// Of processors, for each: clients and collector, and not what another process stores.
    microseconds: f64,
    p50: f64,
    p99: f64,
}

pub async fn measure(address: SocketAddr, clients: usize, time: Duration) -> Measured {
    measure_all(&[address], clients, 1, time).await
}

/// Clients that are spread over the addresses, and post to so many surveys.
pub async fn measure_all(addresses: &[SocketAddr], clients: usize, surveys: u64, time: Duration) -> Measured {
    let (until, before) = (Instant::now() + time, processors());
    let address = addresses.iter().cycle();
    let posting: Vec<_> = address.take(clients).map(|at| tokio::spawn(client(*at, surveys, until))).collect();
    let mut times = Vec::new();
    for client in posting {
        times.extend(client.await.unwrap());
    }
    let microseconds = (processors() - before) * 1e3 / times.len() as f64;
    times.sort_by(f64::total_cmp);
    let quantile = |share: usize| times[(times.len() * share / 100).min(times.len() - 1)] * 1e3;
    Measured { per_second: times.len() as f64 / time.as_secs_f64(), microseconds, p50: quantile(50), p99: quantile(99) }
}

pub async fn bench() {
    let folder = TempDir::new().unwrap();
    let sqlite = Store::sqlite(&folder.path().join("goodword.db")).unwrap();
    let server = cluster::Cluster::start(&[]);
    let postgres = cluster::open(&server.database().0).await;
    let plain = serve(baseline()).await;
    let engines = [("sqlite", sqlite.clone()), ("postgres", postgres.clone())];
    for (engine, store) in engines {
        let address =
            serve(app(store.clone(), &Config { rate_limits: RateLimitConfig::NONE, ..Config::default() })).await;
        for clients in [256, 16, 1] {
            let row = format!("load-{engine}-{clients}");
            // What is held against a goal is measured more often.
            let turns = if clients == 256 { TURNS } else { TURNS / 2 };
            for _ in 0..turns {
                let (base, own) = (measure(plain, clients, TIME).await, measure(address, clients, TIME).await);
                println!(
                    "load {engine}, {clients} clients: {:.0}/s (p50 {:.2} ms, p99 {:.2} ms) against {:.0}/s (p50 {:.2} ms, p99 {:.2} ms)",
                    own.per_second, own.p50, own.p99, base.per_second, base.p50, base.p99,
                );
                for (who, measured) in [("a handler that stores nothing", base), ("Goodword", own)] {
                    figure(&row, who, measured.per_second);
                    figure(&format!("{row} processors"), who, measured.microseconds);
                }
            }
        }
        store.close().await;
    }
}
