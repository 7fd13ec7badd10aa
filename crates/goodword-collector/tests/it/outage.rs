//! What a collector does while its PostgreSQL does not what it should: it goes mute, it is locked, it only reads, its
//! tables change. The program is seen from outside.

mod mute;
mod pooler;
mod proxy;
mod readiness;
mod refusing;
mod tls;

pub use tls::Certificates;

use std::thread;
use std::time::{Duration, Instant};

use serde_json::Value;
use tempfile::TempDir;

use crate::cluster::Cluster;
use crate::collector::{id, response};
use crate::program::{Program, request};

/// A collector on that database, with two seconds for what may take ten.
pub fn start(url: &str) -> Program {
    Program::start_in(TempDir::new().unwrap(), |mut command| {
        command.args(["--database", url]).env("GOODWORD_DATABASE_TIMEOUT", "2");
        command
    })
}

fn body(survey: &str, number: u64) -> Value {
    let mut body = response(&id(number));
    body["survey"] = survey.into();
    body
}

/// The status of a post, and all of the reply.
pub fn post(program: &Program, survey: &str, number: u64) -> (u16, String) {
    post_to(&program.address, survey, number)
}

pub fn post_to(address: &str, survey: &str, number: u64) -> (u16, String) {
    let head = "POST /v1/responses HTTP/1.1\r\nContent-Type: application/json";
    request(address, head, body(survey, number).to_string().as_bytes()).unwrap()
}

pub fn ready(program: &Program) -> u16 {
    program.request("GET /readyz HTTP/1.1", b"").unwrap().0
}

/// Waits for what must come by then.
#[track_caller]
pub fn within(seconds: u64, what: &str, mut came: impl FnMut() -> bool) {
    let start = Instant::now();
    while !came() {
        assert!(start.elapsed() < Duration::from_secs(seconds), "not within {seconds} s: {what}");
        thread::sleep(Duration::from_millis(50));
    }
}

/// Statements in a session of their own, which stays open until this is dropped.
pub struct Session {
    client: tokio_postgres::Client,
    runtime: tokio::runtime::Runtime,
}

impl Session {
    pub fn open(url: &str) -> Self {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
        let (client, connection) = runtime.block_on(tokio_postgres::connect(url, tokio_postgres::NoTls)).unwrap();
        runtime.spawn(connection);
        Self { client, runtime }
    }

    pub fn run(&self, sql: &str) {
        self.runtime.block_on(self.client.batch_execute(sql)).unwrap();
    }

    pub fn number(&self, sql: &str) -> i64 {
        self.runtime.block_on(self.client.query_one(sql, &[])).unwrap().get(0)
    }
}

/// The address of a database that either cluster may have.
pub fn either(one: &Cluster, other: &Cluster, name: &str) -> String {
    let host = |cluster: &Cluster| cluster.socket().parent().unwrap().display().to_string().replace('/', "%2F");
    format!("postgres://postgres@{},{}/{name}", host(one), host(other))
}

/// A new database of the shared cluster: its address and a session.
pub fn database() -> (String, Session) {
    let url = Cluster::shared().database().0;
    let session = Session::open(&url);
    (url, session)
}
