//! `--database`, and the file that may name it instead.

use std::fmt;
use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::Args;

use super::ConfigFile;
use crate::store::{DatabaseUrl, Store};

/// Where the responses are.
#[derive(Debug, Clone, Args)]
pub struct Database {
    /// The database: `sqlite://` and the path of a file, or `postgres://…` [default: `sqlite://goodword.db`].
    #[arg(long = "database", env = "GOODWORD_DATABASE", value_name = "URL")]
    url: Option<DatabaseUrl>,
    /// A TOML file of settings: `listen = "…"` is `--listen …`, and so on. A flag or a variable goes before it.
    #[arg(long, env = "GOODWORD_CONFIG", value_name = "FILE")]
    config: Option<PathBuf>,
}

impl Database {
    pub(crate) fn config(&self) -> Option<&Path> {
        self.config.as_deref()
    }

    fn url(&self) -> anyhow::Result<DatabaseUrl> {
        let url = match &self.url {
            Some(url) => Some(url.clone()),
            None => ConfigFile::read(self.config())?.database,
        };
        Ok(url.unwrap_or_else(|| DatabaseUrl::Sqlite("goodword.db".into())))
    }

    pub(crate) async fn open(&self) -> anyhow::Result<Store> {
        let url = self.url()?;
        Store::open(&url).await.with_context(|| format!("cannot use the database {url}"))
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
