//! `--database`, and the file that may name it instead.

use std::fmt;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, anyhow, ensure};
use clap::Args;

use super::{ConfigFile, secret};
use crate::store::{DatabaseUrl, Limits, Store};

/// Where the responses are.
#[derive(Debug, Clone, Args)]
pub struct Database {
    /// The database: `sqlite://` and the path of a file, or `postgres://…` [default: `sqlite://goodword.db`].
    #[arg(long = "database", env = "GOODWORD_DATABASE", value_name = "URL")]
    url: Option<DatabaseUrl>,
    /// A file that holds the address of the database, and with it its password; without one, the credential
    /// `goodword-database` of systemd, if there is one.
    #[arg(long = "database-file", env = "GOODWORD_DATABASE_FILE", value_name = "FILE", conflicts_with = "url")]
    file: Option<PathBuf>,
    #[command(flatten)]
    limits: DatabaseLimits,
    /// A TOML file of settings: `listen = "…"` is `--listen …`, and so on. A flag or a variable goes before it.
    #[arg(long, env = "GOODWORD_CONFIG", value_name = "FILE")]
    config: Option<PathBuf>,
}

/// How much of the database is used, and how long it may take. Each may stand in the file of `--config` instead.
#[derive(Debug, Clone, Copy, Default, Args)]
struct DatabaseLimits {
    /// So many responses may wait to be stored; one more is refused [default: 1024].
    #[arg(long, env = "GOODWORD_QUEUE", value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    queue: Option<u32>,
    /// PostgreSQL: so many connections store responses; a survey has one of them [default: 2].
    #[arg(long, env = "GOODWORD_DATABASE_WRITERS", value_name = "N", value_parser = clap::value_parser!(u32).range(1..=64))]
    database_writers: Option<u32>,
    /// PostgreSQL: so many connections serve everything else [default: 8].
    #[arg(long, env = "GOODWORD_DATABASE_CONNECTIONS", value_name = "N", value_parser = clap::value_parser!(u32).range(1..=256))]
    database_connections: Option<u32>,
    /// PostgreSQL: so long may a commit or a statement take before its connection is thrown away [default: 10].
    #[arg(long, env = "GOODWORD_DATABASE_TIMEOUT", value_name = "SECONDS", value_parser = clap::value_parser!(u32).range(1..=3600))]
    database_timeout: Option<u32>,
    /// So long may opening the database take, with all that is to be done to it after an upgrade [default: 300].
    #[arg(long, env = "GOODWORD_DATABASE_OPEN_TIMEOUT", value_name = "SECONDS", value_parser = clap::value_parser!(u32).range(1..=86_400))]
    database_open_timeout: Option<u32>,
}

impl DatabaseLimits {
    /// A flag or a variable goes before the file, and the file before the default.
    fn resolved(self, file: &ConfigFile) -> Limits {
        let (mut limits, count) = (Limits::default(), |n: u32| usize::try_from(n).unwrap_or(usize::MAX).max(1));
        limits.queue = self.queue.or(file.queue).map_or(limits.queue, count);
        limits.writers = self.database_writers.or(file.database_writers).map_or(limits.writers, count);
        limits.connections = self.database_connections.or(file.database_connections).map_or(limits.connections, count);
        let seconds = |n: u32| Duration::from_secs(u64::from(n.max(1)));
        limits.timeout = self.database_timeout.or(file.database_timeout).map_or(limits.timeout, seconds);
        limits.open = self.database_open_timeout.or(file.database_open_timeout).map_or(limits.open, seconds);
        limits
    }
}

impl Database {
    pub(crate) fn config(&self) -> Option<&Path> {
        self.config.as_deref()
    }

    fn url(&self) -> anyhow::Result<DatabaseUrl> {
        if let Some(url) = &self.url {
            return Ok(url.clone());
        }
        if let Some(file) = self.file.clone().or_else(|| secret::credential("goodword-database")) {
            let url = secret::read(&file)?.parse::<DatabaseUrl>();
            return url.map_err(|rule| anyhow!("{}: {rule}", file.display()));
        }
        let url = ConfigFile::read(self.config())?.database;
        Ok(url.unwrap_or_else(|| DatabaseUrl::Sqlite("goodword.db".into())))
    }

    /// Opens the database, making it where there is none: for what fills one.
    pub(crate) async fn open_or_create(&self) -> anyhow::Result<Store> {
        let (url, limits) = (self.url()?, self.limits()?);
        Store::within(&url, limits).await.with_context(|| format!("cannot use the database {url}"))
    }

    /// Opens the database that there is: whoever only asks makes none.
    pub(crate) async fn open(&self) -> anyhow::Result<Store> {
        let (url, limits) = (self.existing()?, self.limits()?);
        Store::existing(&url, limits).await.with_context(|| format!("cannot use the database {url}"))
    }

    /// How much of it is used.
    pub(crate) fn limits(&self) -> anyhow::Result<Limits> {
        Ok(self.limits.resolved(&ConfigFile::read(self.config())?))
    }

    /// Where a database is. Fails where there is none.
    pub(crate) fn existing(&self) -> anyhow::Result<DatabaseUrl> {
        let url = self.url()?;
        if let DatabaseUrl::Sqlite(path) = &url {
            let name = path.display();
            ensure!(path.exists(), "there is no database {name}; `goodword serve` makes one, as do import and migrate");
        }
        Ok(url)
    }
}

impl fmt::Display for Database {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.url() {
            Ok(url) => write!(f, "{url}"),
            Err(error) => write!(f, "{error}"),
        }
    }
}
