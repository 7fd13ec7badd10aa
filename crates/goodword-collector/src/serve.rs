//! `goodword serve`: from an address and a database to a running collector, and back to silence.

use std::io::{self, Write};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use anyhow::{Context, ensure};
use axum::serve::ListenerExt;
use clap::Args;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;

use crate::cli::Database;
use crate::config::{Config, Origin, Origins};
use crate::store::Store;
use crate::token::{Scope, Scopes, Secret, Token};
use crate::{app, clock};

/// So long may requests that are under way take after the signal to stop.
const DRAIN: Duration = Duration::from_secs(25);

/// The settings of a collector that serves.
#[derive(Debug, Args)]
pub struct Serve {
    /// The address to listen on; port 0 takes a free one.
    #[arg(long, env = "GOODWORD_LISTEN", default_value = "127.0.0.1:8787", value_name = "ADDRESS")]
    listen: SocketAddr,
    #[command(flatten)]
    database: Database,
    /// A folder of files to serve, as `cargo xtask dist` makes it.
    #[arg(long, env = "GOODWORD_DIST", value_name = "FOLDER")]
    dist: Option<PathBuf>,
    /// An origin whose pages may post and read, such as `https://shop.example`; may be given several times. Without it,
    /// every origin.
    #[arg(long, env = "GOODWORD_ALLOW_ORIGIN", value_delimiter = ',', value_name = "ORIGIN")]
    allow_origin: Vec<Origin>,
    /// Where the world reaches this collector, for the links it prints.
    #[arg(long, env = "GOODWORD_PUBLIC_URL", value_name = "URL")]
    public_url: Option<String>,
}

impl Serve {
    pub(crate) async fn run(self) -> anyhow::Result<ExitCode> {
        if let Some(dist) = &self.dist {
            ensure!(dist.is_dir(), "there is no folder {}", dist.display());
        }
        let listener =
            TcpListener::bind(self.listen).await.with_context(|| format!("cannot listen on {}", self.listen))?;
        let store = self.database.open().await?;
        let config = Config { origins: Origins::new(self.allow_origin), dist: self.dist };
        greet(&store, listener.local_addr()?, self.public_url).await?;
        let listener = listener.tap_io(|stream| {
            // A reply is one small write: waiting to fill a packet would only delay it.
            let _ = stream.set_nodelay(true);
        });
        let stop = Stop::listen();
        let server = axum::serve(listener, app(store.clone(), &config)).with_graceful_shutdown(stop.clone().asked());
        tokio::select! {
            ended = server.into_future() => ended?,
            () = stop.overdue() => tracing::warn!("requests that are still open are cut"),
            cause = store.stopped() => {
                tracing::error!("the store stopped: {}", cause.map_or_else(String::new, |cause| cause.to_string()));
                return Ok(ExitCode::FAILURE);
            }
        }
        store.close().await;
        tracing::info!("stopped");
        Ok(ExitCode::SUCCESS)
    }
}

/// Says on stdout where it listens and, when the database has never had one, the token of its administrator.
async fn greet(store: &Store, address: SocketAddr, public_url: Option<String>) -> anyhow::Result<()> {
    let secret = Secret::random().context("no random bytes for a secret")?;
    let first = Token {
        hash: Secret::hash(secret.as_str()),
        name: "first administrator".to_owned(),
        scopes: Scopes::new(&[Scope::Admin]),
        survey: None,
        created_ms: clock::now_ms(),
        revoked_ms: None,
        expires_ms: None,
        used_ms: None,
    };
    let mut out = io::stdout().lock();
    if store.put_first_admin(first).await? {
        writeln!(out, "admin token, shown only this once: {}", secret.as_str())?;
    }
    writeln!(out, "listening on {}", public_url.unwrap_or_else(|| format!("http://{address}")))?;
    Ok(out.flush()?)
}

/// The wish of whoever runs the program that it ends: Ctrl-C, or SIGTERM.
#[derive(Clone)]
struct Stop(watch::Receiver<bool>);

impl Stop {
    fn listen() -> Self {
        let (sender, receiver) = watch::channel(false);
        tokio::spawn(async move {
            signalled().await;
            tracing::info!("stopping: what is under way is finished first");
            let _ = sender.send(true);
        });
        Self(receiver)
    }

    async fn asked(mut self) {
        let _ = self.0.wait_for(|stop| *stop).await;
    }

    async fn overdue(self) {
        self.asked().await;
        tokio::time::sleep(DRAIN).await;
    }
}

async fn signalled() {
    let interrupt = tokio::signal::ctrl_c();
    match signal(SignalKind::terminate()) {
        Ok(mut terminate) => {
            tokio::select! { _ = interrupt => {} _ = terminate.recv() => {} }
        }
        Err(_) => drop(interrupt.await),
    }
}
