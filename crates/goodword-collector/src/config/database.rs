//! `--database`, and the file that may name it instead.

use std::fmt;
use std::path::{Path, PathBuf};

use anyhow::{Context, anyhow, ensure};
use clap::Args;

use super::{ConfigFile, secret};
use crate::store::{DatabaseUrl, Store};

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
    /// A TOML file of settings: `listen = "…"` is `--listen …`, and so on. A flag or a variable goes before it.
    #[arg(long, env = "GOODWORD_CONFIG", value_name = "FILE")]
    config: Option<PathBuf>,
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
        let url = self.url()?;
        Store::open(&url).await.with_context(|| format!("cannot use the database {url}"))
    }

    /// Opens the database that there is: whoever only asks makes none.
    pub(crate) async fn open(&self) -> anyhow::Result<Store> {
        self.existing()?;
        self.open_or_create().await
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
