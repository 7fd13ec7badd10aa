//! What holds of any bytes on a connection: they are answered in HTTP or not at all, and never by a fault of ours; who shows no
//! token reads nothing of a survey that asks for one, and changes nothing of it.

use std::fs;
use std::time::Duration;

use axum::Router;
use goodword_collector::app;
use goodword_collector::config::{Config, RateLimitConfig};
use goodword_collector::store::{ResponseRow, Settings, Store, SurveyRevision};
use goodword_core::Response;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tempfile::TempDir;
use tokio::io::{AsyncReadExt, AsyncWriteExt, duplex, split};
use tokio::runtime::{Builder, Runtime};

const SURVEY: &str = "guarded";
const COMMENT: &str = "only who holds a token reads this";
/// Answering takes no longer; not even where a body does not arrive.
const PATIENCE: Duration = Duration::from_secs(20);

/// A collector with one survey to which nobody may write, and one response in it.
pub struct Guarded {
    runtime: Runtime,
    app: Router,
    store: Store,
    before: (SurveyRevision, Settings),
    _folder: TempDir,
}

impl Guarded {
    pub fn start() -> Self {
        Self::by(Settings { keys: vec!["gw_pub_nobody_knows_it".to_owned()], ..Settings::default() })
    }

    /// By these settings of the survey.
    pub fn by(settings: Settings) -> Self {
        let runtime = Builder::new_current_thread().enable_all().build().unwrap();
        let folder = TempDir::new().unwrap();
        let dist = folder.path().join("dist");
        fs::create_dir(&dist).unwrap();
        for (name, text) in [("goodword.js", "plain"), ("goodword.js.br", "brotli"), ("goodword.js.gz", "gzip")] {
            fs::write(dist.join(name), text).unwrap();
        }
        let config =
            Config { dist: Some(dist), loopback: true, rate_limits: RateLimitConfig::NONE, ..Config::default() };
        let (store, before) = runtime.block_on(guard(&folder, settings));
        let app = runtime.block_on(async { app(store.clone(), &config) });
        Self { runtime, app, store, before, _folder: folder }
    }

    /// What comes back for these bytes, by whoever then says no more.
    pub fn answer(&self, bytes: &[u8]) -> Vec<u8> {
        let reply = self.runtime.block_on(async { tokio::time::timeout(PATIENCE, self.exchange(bytes)).await });
        let reply = reply.expect("it is answered or closed");
        let text = String::from_utf8_lossy(&reply);
        let status: Option<u16> = text.get(9..12).and_then(|digits| digits.parse().ok());
        assert!(reply.is_empty() || text.starts_with("HTTP/1.") && status.is_some_and(|status| status < 500), "{text}");
        assert!(!text.contains("HTTP/1.1 5") && !text.contains(COMMENT), "{text}");
        assert_eq!(self.runtime.block_on(seen(&self.store)), self.before, "{text}");
        reply
    }

    async fn exchange(&self, bytes: &[u8]) -> Vec<u8> {
        let (near, far) = duplex(1 << 16);
        let (mut reading, mut writing) = split(near);
        // As `serve` speaks to a connection.
        let mut http = http1::Builder::new();
        http.timer(TokioTimer::new()).header_read_timeout(None).max_buf_size(48 * 1024).half_close(true);
        let served = http.serve_connection(TokioIo::new(far), TowerToHyperService::new(self.app.clone()));
        let said = async {
            // Who says too much may be cut off before the end.
            let _ = writing.write_all(bytes).await;
            let _ = writing.shutdown().await;
        };
        let heard = async {
            let mut reply = Vec::new();
            let _ = reading.read_to_end(&mut reply).await;
            reply
        };
        let (_, (), reply) = tokio::join!(served, said, heard);
        reply
    }
}

async fn guard(folder: &TempDir, settings: Settings) -> (Store, (SurveyRevision, Settings)) {
    let store = Store::sqlite(&folder.path().join("goodword.db")).unwrap();
    store.put_settings(SURVEY.to_owned(), settings).await.unwrap();
    let text = format!(
        r#"{{"id":"0199f1c2-7c5e-7b3a-9d10-3f6d8a2b4c00","survey":"{SURVEY}","submitted_at":"2026-03-14T09:26:53Z","answers":{{"comment":"{COMMENT}"}}}}"#
    );
    let row = ResponseRow::new(Response::parse(&text).unwrap(), 1_773_480_413_589);
    store.put(vec![row]).await.unwrap();
    let before = seen(&store).await;
    (store, before)
}

async fn seen(store: &Store) -> (SurveyRevision, Settings) {
    (store.revision(SURVEY.to_owned()).await.unwrap(), store.stored_settings(SURVEY).await.unwrap())
}
