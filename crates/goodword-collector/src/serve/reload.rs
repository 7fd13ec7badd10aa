//! SIGHUP: the settings are read anew, and what can change while it runs does. Settings that cannot be used change nothing.

use std::io;

use axum::Router;
use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio::sync::watch;
use tracing::level_filters::LevelFilter;

use super::announcer::Announcer;
use super::args::ServeArgs;
use super::resolved::ResolvedConfig;
use super::supervisor;
use crate::config::{Config, ConfigFile};
use crate::store::Store;
use crate::{app, log};

/// What is only looked at when a collector starts.
const AT_THE_START: [&str; 6] = ["listens on", "database", "connections", "linger", "metrics", "first admin"];

/// What a collector answers with, by the settings of the time.
pub(super) struct Reload(watch::Receiver<Router>);

/// Where settings come from, and where they go.
struct Reader {
    args: ServeArgs,
    /// As it was given beside the file.
    level: Option<LevelFilter>,
    settings: Vec<(&'static str, String)>,
    store: Store,
    config: Config,
    announcer: Announcer,
    app: watch::Sender<Router>,
}

impl Reload {
    /// Answers by `config` from now on, and by what is read at each signal after it.
    pub(super) fn listen(
        args: ServeArgs,
        level: Option<LevelFilter>,
        resolved: &ResolvedConfig,
        store: Store,
        config: Config,
        announcer: Announcer,
    ) -> io::Result<Self> {
        let (app, answering) = watch::channel(app(store.clone(), &config));
        let settings = resolved.settings().to_vec();
        let reader = Reader { args, level, settings, store, config, announcer, app };
        tokio::spawn(reader.run(signal(SignalKind::hangup())?));
        Ok(Self(answering))
    }

    /// What answers a request.
    pub(super) fn app(&self) -> watch::Receiver<Router> {
        self.0.clone()
    }
}

impl Reader {
    async fn run(mut self, mut hangups: Signal) {
        while hangups.recv().await.is_some() {
            if let Err(error) = self.reload() {
                tracing::error!("SIGHUP: every setting stays as it is: {error:#}");
            }
        }
    }

    fn reload(&mut self) -> anyhow::Result<()> {
        let resolved = ResolvedConfig::of(self.args.clone())?;
        let level = self.level.or(ConfigFile::read(self.args.config())?.log).unwrap_or(LevelFilter::INFO);
        let before = std::mem::replace(&mut self.settings, resolved.settings().to_vec());
        self.config.origins = resolved.origins;
        self.config.dist = resolved.dist;
        self.config.public_url = resolved.public_url.as_ref().map(ToString::to_string);
        self.config.surveys = resolved.surveys;
        self.config.rate_limits = resolved.rate_limits;
        self.config.trusted_proxies = resolved.trusted_proxies;
        // Secrets are not shown, so whether they changed is not looked at.
        self.config.targets = resolved.targets.clone();
        self.announcer.set(resolved.targets, resolved.webhook_allow);
        log::set_level(level);
        drop(self.app.send_replace(app(self.store.clone(), &self.config)));
        supervisor::status("the settings were read anew");
        let (late, now): (Vec<_>, Vec<_>) = self.changed(&before).partition(|name| AT_THE_START.contains(name));
        tracing::info!("SIGHUP: the settings were read anew; changed: {}", listed(&now));
        if !late.is_empty() {
            // Said again at the next signal: it still is so.
            self.settings
                .iter_mut()
                .zip(before)
                .filter(|(now, _)| late.contains(&now.0))
                .for_each(|(now, was)| *now = was);
            tracing::warn!("SIGHUP: what changed of {} takes a restart", listed(&late));
        }
        Ok(())
    }

    fn changed<'a>(&'a self, before: &'a [(&'static str, String)]) -> impl Iterator<Item = &'static str> + 'a {
        self.settings.iter().zip(before).filter(|(now, was)| now != was).map(|(now, _)| now.0)
    }
}

fn listed(names: &[&str]) -> String {
    if names.is_empty() { "nothing".to_owned() } else { names.join(", ") }
}
