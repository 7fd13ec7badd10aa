//! The settings of a collector as they are after flags, environment, file and defaults.

use std::fmt;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;

use anyhow::ensure;

use super::args::ServeArgs;
use crate::config::{ConfigFile, Database, Origin, Origins};

const PORT: u16 = 8787;
const CONNECTIONS: usize = 10_000;
/// Open files that are no connections: the database, the log, the files that are served.
const FILES: u64 = 128;

/// Every setting, with its value.
pub(super) struct ResolvedConfig {
    pub(super) listen: SocketAddr,
    pub(super) database: Database,
    pub(super) dist: Option<PathBuf>,
    pub(super) origins: Origins,
    pub(super) public_url: Option<Origin>,
    pub(super) metrics_listen: Option<SocketAddr>,
    pub(super) max_connections: usize,
    pub(super) linger: u64,
}

impl ResolvedConfig {
    /// A flag or a variable goes before the file, and the file before the default.
    pub(super) fn of(args: ServeArgs) -> anyhow::Result<Self> {
        let file = ConfigFile::read(args.config())?;
        let origins = if args.allow_origin.is_empty() { file.allow_origin } else { args.allow_origin };
        let resolved = Self {
            listen: args.listen.or(file.listen).unwrap_or_else(|| (Ipv4Addr::LOCALHOST, PORT).into()),
            database: args.database,
            dist: args.dist.or(file.dist),
            origins: Origins::new(origins),
            public_url: args.public_url.or(file.public_url),
            metrics_listen: args.metrics_listen.or(file.metrics_listen),
            max_connections: args.max_connections.or(file.max_connections).unwrap_or(CONNECTIONS),
            linger: args.linger.or(file.linger).unwrap_or_default(),
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
        let same = self.metrics_listen == Some(self.listen) && self.listen.port() != 0;
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

    /// How the results view is signed in to.
    fn session(&self) -> &'static str {
        match &self.public_url {
            Some(url) if url.is_https() => "by a token, kept in the cookie __Host-goodword",
            _ if self.listen.ip().is_loopback() => "by a token, kept in the cookie goodword",
            _ => "not here: this takes a public-url of https, or listening to this machine only",
        }
    }
}

impl fmt::Display for ResolvedConfig {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "listens on     {}", self.listen)?;
        writeln!(f, "database       {}", self.database)?;
        match &self.dist {
            Some(dist) => writeln!(f, "files          {}", dist.display())?,
            None => writeln!(f, "files          none")?,
        }
        match &self.origins {
            Origins::Any => writeln!(f, "origins        every one")?,
            Origins::Only(origins) => {
                let texts: Vec<_> = origins.iter().map(Origin::as_str).collect();
                writeln!(f, "origins        {}", texts.join(", "))?;
            }
        }
        match &self.metrics_listen {
            Some(address) => writeln!(f, "metrics        http://{address}/metrics")?,
            None => writeln!(f, "metrics        none")?,
        }
        write!(f, "signing in     {}", self.session())
    }
}
