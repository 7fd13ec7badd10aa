//! The settings of a collector as they are after flags, environment, file and defaults.

use std::fmt;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;

use anyhow::{anyhow, ensure};

use super::args::ServeArgs;
use crate::config::{ConfigFile, Database, ListenAddress, Network, Origin, Origins, RateLimitConfig, secret};
use crate::doctor::{self, Finding, State};
use crate::notify::Targets;
use crate::routes::files;
use crate::store::PublicSurveys;
use crate::token::Secret;

const ADMIN_TOKEN: &str = "GOODWORD_ADMIN_TOKEN";
const PORT: u16 = 8787;
const CONNECTIONS: usize = 10_000;
/// In seconds: nginx keeps connections for 60 s or 75 s, and load balancers for 60 s.
const KEEP_ALIVE: u64 = 90;
/// Open files that are no connections: the database, the log, the files that are served.
const FILES: u64 = 128;

/// Every setting, with its value.
pub(super) struct ResolvedConfig {
    pub(super) listen: ListenAddress,
    pub(super) database: Database,
    pub(super) dist: Option<PathBuf>,
    pub(super) origins: Origins,
    pub(super) public_url: Option<Origin>,
    pub(super) metrics_listen: Option<SocketAddr>,
    pub(super) max_connections: usize,
    pub(super) keep_alive: u64,
    pub(super) linger: u64,
    pub(super) surveys: PublicSurveys,
    pub(super) rate_limits: RateLimitConfig,
    pub(super) trusted_proxies: Vec<Network>,
    /// Who is told of what happens.
    pub(super) targets: Targets,
    /// Networks of the house in which they may be.
    pub(super) webhook_allow: Vec<Network>,
    /// The token of the first administrator, and where it is from.
    pub(super) admin_token: Option<(Secret, String)>,
}

impl ResolvedConfig {
    /// A flag or a variable goes before the file, and the file before the default.
    pub(super) fn of(args: ServeArgs) -> anyhow::Result<Self> {
        let file = ConfigFile::read(args.config())?;
        let allowed = if args.webhook_allow.is_empty() { &file.webhook_allow } else { &args.webhook_allow };
        let public_url = args.public_url.as_ref().or(file.public_url.as_ref()).map(ToString::to_string);
        let targets = file.targets(allowed, public_url.as_deref())?;
        let webhook_allow = allowed.clone();
        let origins = if args.allow_origin.is_empty() { file.allow_origin } else { args.allow_origin };
        let usual = RateLimitConfig::default();
        let resolved = Self {
            targets,
            webhook_allow,
            listen: args
                .listen
                .or(file.listen)
                .unwrap_or_else(|| ListenAddress::Tcp((Ipv4Addr::LOCALHOST, PORT).into())),
            database: args.database,
            dist: args.dist.or(file.dist),
            origins: Origins::new(origins),
            public_url: args.public_url.or(file.public_url),
            metrics_listen: args.metrics_listen.or(file.metrics_listen),
            max_connections: args.max_connections.or(file.max_connections).unwrap_or(CONNECTIONS),
            keep_alive: args.keep_alive.or(file.keep_alive).unwrap_or(KEEP_ALIVE),
            linger: args.linger.or(file.linger).unwrap_or_default(),
            admin_token: admin_token(args.admin_token_file.or(file.admin_token_file))?,
            surveys: args.surveys.or(file.surveys).unwrap_or_default(),
            rate_limits: RateLimitConfig {
                network: args.limit_address.or(file.limit_address).unwrap_or(usual.network),
                survey: args.limit_survey.or(file.limit_survey).unwrap_or(usual.survey),
                write_key: args.limit_write_key.or(file.limit_write_key).unwrap_or(usual.write_key),
            },
            trusted_proxies: if args.trusted_proxy.is_empty() { file.trusted_proxy } else { args.trusted_proxy },
        };
        resolved.check()?;
        Ok(resolved)
    }

    /// Fails for what no value breaks alone.
    fn check(&self) -> anyhow::Result<()> {
        if let Some(dist) = &self.dist {
            ensure!(dist.is_dir(), "there is no folder {}", dist.display());
        }
        ensure!(self.max_connections > 0, "max-connections must be 1 or more");
        ensure!((1..=86_400).contains(&self.keep_alive), "keep-alive must be 1 to 86400 seconds");
        let same = self
            .metrics_listen
            .is_some_and(|metrics| metrics.port() != 0 && self.listen == ListenAddress::Tcp(metrics));
        ensure!(!same, "metrics-listen must be another address than listen: figures are not for everybody");
        Ok(())
    }

    /// How many connections may be open, as far as the system lets this process open files.
    pub(super) fn connections(&self) -> usize {
        let needed = u64::try_from(self.max_connections).unwrap_or(u64::MAX).saturating_add(FILES);
        let allowed = rlimit::increase_nofile_limit(needed).unwrap_or(needed);
        if allowed >= needed {
            return self.max_connections;
        }
        let most = usize::try_from(allowed.saturating_sub(FILES).max(1)).unwrap_or(self.max_connections);
        tracing::warn!("the system allows {allowed} open files: at most {most} connections are taken at a time");
        most
    }

    /// What is to be said of settings that can be used.
    pub(super) fn findings(&self) -> Vec<Finding> {
        let mut findings = vec![doctor::finding(State::Fine, "settings", "they can be used")];
        let (wanted, most) = (self.max_connections, self.connections());
        if most < wanted {
            let what = format!(
                "the system allows {most} of {wanted} connections: raise its limit of open files (LimitNOFILE=)"
            );
            findings.push(doctor::finding(State::Look, "settings", what));
        }
        if !self.tells_visitors_apart() {
            let what = "visitors are not told apart, so none is limited: name the proxy in front with trusted-proxy";
            findings.push(doctor::finding(State::Look, "settings", what));
        }
        if !self.keeps_sessions() {
            findings.push(doctor::finding(State::Look, "settings", format!("signing in: {}", self.session())));
        }
        findings
    }

    /// Whether visitors can be told apart: not behind a proxy that is not named.
    fn tells_visitors_apart(&self) -> bool {
        !(self.trusted_proxies.is_empty() && self.listen.is_local() && self.public_url.is_some())
    }

    fn proxies(&self) -> String {
        let named: Vec<_> = self.trusted_proxies.iter().map(Network::to_string).collect();
        if named.is_empty() { "none is trusted".to_owned() } else { named.join(", ") }
    }

    fn limits(&self) -> String {
        let RateLimitConfig { network, survey, write_key } = self.rate_limits;
        let limits = [(network, "an address"), (survey, "a survey"), (write_key, "a write key")];
        let limits: Vec<_> = limits.iter().filter(|(n, _)| *n > 0).map(|(n, of)| format!("{n} for {of}")).collect();
        if limits.is_empty() { "none".to_owned() } else { format!("{} a minute", limits.join(", ")) }
    }

    /// Who is told, of what and where; an address may be a secret but for its host.
    fn told(&self) -> String {
        let told: Vec<_> = self.targets.iter().map(ToString::to_string).collect();
        if told.is_empty() { "nobody".to_owned() } else { told.join("; ") }
    }

    fn keeps_sessions(&self) -> bool {
        let https = self.public_url.as_ref().is_some_and(|url| url.to_string().starts_with("https://"));
        https || self.listen.is_local()
    }

    /// How the results view is signed in to.
    fn session(&self) -> &'static str {
        match &self.public_url {
            Some(url) if url.to_string().starts_with("https://") => "by a token, kept in the cookie __Host-goodword",
            _ if self.listen.is_local() => "by a token, kept in the cookie goodword",
            _ => "not here: this takes a public-url of https, or listening to this machine only",
        }
    }
}

/// What is served where no folder is named.
fn own_files() -> String {
    if files::has_own() { "those that the program holds" } else { "none" }.to_owned()
}

/// The token of the first administrator, where one is given, and by what.
fn admin_token(file: Option<PathBuf>) -> anyhow::Result<Option<(Secret, String)>> {
    let variable = secret::variable(ADMIN_TOKEN).filter(|_| file.is_none());
    let (text, from) = match (variable, file.or_else(|| secret::credential("goodword-admin-token"))) {
        (Some(text), _) => (text, ADMIN_TOKEN.to_owned()),
        (None, Some(file)) => (secret::read(&file)?, file.display().to_string()),
        (None, None) => return Ok(None),
    };
    let secret = Secret::parse(&text).map_err(|rule| anyhow!("{from}: {rule}"))?;
    Ok(Some((secret, from)))
}

impl ResolvedConfig {
    /// Every setting as it is shown, by its name.
    pub(super) fn settings(&self) -> [(&'static str, String); 14] {
        let none = || "none".to_owned();
        let origins = match &self.origins {
            Origins::Any => "every one".to_owned(),
            Origins::Only(origins) => origins.iter().map(Origin::to_string).collect::<Vec<_>>().join(", "),
        };
        let admin = self.admin_token.as_ref().map(|(_, from)| format!("from {from}"));
        [
            ("listens on", self.listen.to_string()),
            ("database", self.database.to_string()),
            ("files", self.dist.as_ref().map_or_else(own_files, |dist| dist.display().to_string())),
            ("public-url", self.public_url.as_ref().map_or_else(none, Origin::to_string)),
            ("origins", origins),
            ("surveys", self.surveys.to_string()),
            ("proxies", self.proxies()),
            ("limits", self.limits()),
            ("connections", format!("{}, each kept for {} s", self.max_connections, self.keep_alive)),
            ("tells", self.told()),
            ("linger", format!("{} s", self.linger)),
            ("metrics", self.metrics_listen.map_or_else(none, |address| format!("http://{address}/metrics"))),
            ("first admin", admin.unwrap_or_else(|| "a token that is made and printed".to_owned())),
            ("signing in", self.session().to_owned()),
        ]
    }
}

impl fmt::Display for ResolvedConfig {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let lines = self.settings().map(|(name, value)| format!("{name:<15}{value}"));
        f.write_str(&lines.join("\n"))
    }
}
