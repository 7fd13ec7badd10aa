//! `goodword serve`: from settings to a running collector, and back to silence.

mod announcer;
mod args;
mod banner;
mod listen;
mod listener;
mod phase;
mod read_timeout;
mod reload;
mod resolved;
mod retention;
mod shutdown;
mod supervisor;
mod write_timeout;

use std::io::{self, Write};
use std::process::ExitCode;
use std::time::Duration;

use tokio::sync::watch;
use tracing::level_filters::LevelFilter;

use crate::config::{Config, ListenAddress, ShutdownFlag};
use crate::doctor::{self, Finding, State};
use crate::log::LogFormat;
use crate::metrics::{self, MetricLimits};
use crate::store::PublicSurveys;
use announcer::Announcer;
pub use args::ServeArgs;
use listen::ConnectionBounds;
use listener::{BoundListener, bind};
use reload::Reload;
use resolved::ResolvedConfig;
use shutdown::ShutdownSignal;

/// Finds fault with the settings, and does nothing else.
pub(crate) fn check(args: ServeArgs, level: LevelFilter, format: LogFormat) -> anyhow::Result<()> {
    let resolved = ResolvedConfig::of(args)?;
    writeln!(io::stdout(), "{resolved}\n{:<15}{level}, as {}", "log", format.as_str())?;
    Ok(())
}

/// What is to be said of the settings, without using them; and which surveys the public may post to by them.
pub(crate) fn look(args: ServeArgs) -> (Vec<Finding>, PublicSurveys) {
    match ResolvedConfig::of(args) {
        Ok(resolved) => (resolved.findings(), resolved.surveys),
        Err(error) => {
            let what = format!("they cannot be used: {error:#}");
            (vec![doctor::finding(State::Wrong, "settings", what)], PublicSurveys::default())
        }
    }
}

/// Serves until it is told to stop, or the store stops by itself.
pub(crate) async fn run(args: ServeArgs, level: Option<LevelFilter>) -> anyhow::Result<ExitCode> {
    let mut resolved = ResolvedConfig::of(args.clone())?;
    let bounds =
        ConnectionBounds { most: resolved.connections(), keep_alive: Duration::from_secs(resolved.keep_alive) };
    let listener = BoundListener::bind(&resolved.listen).await?;
    let metrics = match resolved.metrics_listen {
        Some(address) => Some((bind(address).await?, metrics::begin()?)),
        None => None,
    };
    let store = resolved.database.open_or_create().await?;
    let stopping = ShutdownFlag::default();
    let address = listener.address()?;
    let config = config(&resolved, address.is_local(), stopping.clone());
    let announcer = Announcer::start(store.clone(), resolved.targets.clone(), resolved.webhook_allow.clone());
    let reload = Reload::listen(args, level, &resolved, store.clone(), config.clone(), announcer)?;
    let shutdown = ShutdownSignal::listen(stopping, Duration::from_secs(resolved.linger))?;
    let admin_token = resolved.admin_token.take().map(|(secret, _)| secret);
    let shown = config.public_url.unwrap_or_else(|| match &address {
        ListenAddress::Tcp(address) => format!("http://{address}"),
        ListenAddress::Unix(_) => address.to_string(),
    });
    banner::print(&store, &shown, admin_token).await?;
    supervisor::ready();
    tokio::spawn(retention::keep(store.clone()));
    if let Some((listener, page)) = metrics {
        let limits = MetricLimits { connections: bounds.most, writes: resolved.database.limits()?.queue };
        let routes = watch::Sender::new(metrics::routes(page, store.clone(), limits)).subscribe();
        tokio::spawn(listen::serve(
            listener,
            routes,
            ConnectionBounds { most: metrics::CONNECTIONS, ..bounds },
            shutdown.clone(),
        ));
    }
    let served = async {
        match listener {
            BoundListener::Tcp(listener) => listen::serve(listener, reload.app(), bounds, shutdown).await,
            BoundListener::Unix(socket) => listen::serve(socket, reload.app(), bounds, shutdown).await,
        }
    };
    tokio::select! {
        () = served => {}
        cause = store.stopped() => {
            tracing::error!("the store stopped: {}", cause.map_or_else(String::new, |cause| cause.to_string()));
            return Ok(ExitCode::FAILURE);
        }
    }
    store.close().await;
    tracing::info!("stopped");
    Ok(ExitCode::SUCCESS)
}

/// The settings of the application.
fn config(resolved: &ResolvedConfig, loopback: bool, stopping: ShutdownFlag) -> Config {
    Config {
        origins: resolved.origins.clone(),
        dist: resolved.dist.clone(),
        embedded: true,
        public_url: resolved.public_url.as_ref().map(ToString::to_string),
        loopback,
        surveys: resolved.surveys,
        rate_limits: resolved.rate_limits,
        trusted_proxies: resolved.trusted_proxies.clone(),
        targets: resolved.targets.clone(),
        stopping,
    }
}
