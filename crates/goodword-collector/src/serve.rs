//! `goodword serve`: from settings to a running collector, and back to silence.

mod greet;
mod listen;
mod patience;
mod settled;
mod stop;

use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use anyhow::Context;
use clap::Args;
use tokio::net::TcpListener;

use crate::cli::Database;
use crate::config::{Config, Origin, Stopping, reached_at};
use crate::store::Store;
use crate::{app, monitor};
use settled::Settled;
use stop::Stop;

/// Old responses are looked for this often.
const SWEEP: Duration = Duration::from_hours(1);

/// The settings of a collector that serves. Each may stand in the environment or in the file of `--config` instead.
#[derive(Debug, Args)]
pub struct Serve {
    /// The address to listen on; port 0 takes a free one [default: 127.0.0.1:8787].
    #[arg(long, env = "GOODWORD_LISTEN", value_name = "ADDRESS")]
    listen: Option<SocketAddr>,
    #[command(flatten)]
    database: Database,
    /// A folder of files to serve, as `cargo xtask dist` makes it.
    #[arg(long, env = "GOODWORD_DIST", value_name = "FOLDER")]
    dist: Option<PathBuf>,
    /// An origin whose pages may post and read, such as `https://shop.example`; may be given several times. Without it,
    /// every origin.
    #[arg(long, env = "GOODWORD_ALLOW_ORIGIN", value_delimiter = ',', value_name = "ORIGIN")]
    allow_origin: Vec<Origin>,
    /// Where the world reaches this collector, such as `https://feedback.shop.example`: for the links it prints, and, with
    /// https, for signing in to the results view.
    #[arg(long, env = "GOODWORD_PUBLIC_URL", value_parser = reached_at, value_name = "URL")]
    public_url: Option<Origin>,
    /// An address of its own for `/metrics` (Prometheus). Without it, there is none.
    #[arg(long, env = "GOODWORD_METRICS_LISTEN", value_name = "ADDRESS")]
    metrics_listen: Option<SocketAddr>,
    /// So many connections may be open at a time; further ones wait [default: 10000].
    #[arg(long, env = "GOODWORD_MAX_CONNECTIONS", value_name = "N")]
    max_connections: Option<usize>,
    /// For so many seconds after the signal to stop it still takes connections, while `/readyz` says that it is not
    /// ready: a balancer in front can turn away first [default: 0].
    #[arg(long, env = "GOODWORD_LINGER", value_name = "SECONDS")]
    linger: Option<u64>,
}

impl Serve {
    /// The file of `--config`.
    pub(crate) fn config(&self) -> Option<&std::path::Path> {
        self.database.config()
    }

    /// Finds fault with the settings, and does nothing else.
    pub(crate) fn check(self) -> anyhow::Result<()> {
        let settled = Settled::of(self)?;
        println!("{settled}");
        Ok(())
    }

    pub(crate) async fn run(self) -> anyhow::Result<ExitCode> {
        let settled = Settled::of(self)?;
        let connections = settled.connections();
        let listener = bind(settled.listen).await?;
        let metrics = match settled.metrics_listen {
            Some(address) => Some((bind(address).await?, monitor::begin()?)),
            None => None,
        };
        let store = settled.database.open().await?;
        let stopping = Stopping::default();
        let address = listener.local_addr()?;
        let config = Config {
            origins: settled.origins,
            dist: settled.dist,
            public_url: settled.public_url.clone(),
            loopback: address.ip().is_loopback(),
            stopping: stopping.clone(),
        };
        let public_url = settled.public_url.as_ref().map(|url| url.as_str().to_owned());
        greet::greet(&store, &public_url.unwrap_or_else(|| format!("http://{address}"))).await?;
        tokio::spawn(keep(store.clone()));
        let stop = Stop::listen(stopping, Duration::from_secs(settled.linger));
        if let Some((listener, page)) = metrics {
            let routes = monitor::routes(page, store.clone());
            tokio::spawn(listen::serve(listener, routes, monitor::CONNECTIONS, stop.clone()));
        }
        tokio::select! {
            () = listen::serve(listener, app(store.clone(), &config), connections, stop) => {}
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

/// What becomes due by itself: old responses go.
async fn keep(store: Store) {
    loop {
        match store.sweep().await {
            Ok(0) => {}
            Ok(swept) => tracing::info!(swept, "responses were kept as long as their survey keeps them"),
            Err(error) => tracing::warn!("old responses could not be removed: {error}"),
        }
        tokio::time::sleep(SWEEP).await;
    }
}

async fn bind(address: SocketAddr) -> anyhow::Result<TcpListener> {
    TcpListener::bind(address).await.with_context(|| format!("cannot listen on {address}"))
}
