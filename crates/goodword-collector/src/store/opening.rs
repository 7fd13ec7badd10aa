//! How a database is opened: made where that is wanted, and within a time of its own.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use std::{io, thread};

use tokio::sync::oneshot;

use super::cache::Cache;
use super::engine::Engine;
use super::postgres::Postgres;
use super::readiness::Readiness;
use super::sqlite::Sqlite;
use super::tables::Tables;
use super::{DatabaseUrl, Error, Limits, Store};

impl Store {
    /// Opens the database, making its tables where there are none. Fails where it is another program's or a newer version's.
    pub async fn open(url: &DatabaseUrl) -> Result<Self, Error> {
        Self::within(url, Limits::default()).await
    }

    /// As [`Store::open`], within limits of its own.
    pub async fn within(url: &DatabaseUrl, limits: Limits) -> Result<Self, Error> {
        Self::in_time(url, limits, Tables::Make).await
    }

    /// As [`Store::within`], of a database that has its tables already; fails where it has none.
    pub async fn existing(url: &DatabaseUrl, limits: Limits) -> Result<Self, Error> {
        Self::in_time(url, limits, Tables::Expect).await
    }

    /// Opens a file of SQLite, making it where there is none.
    pub fn sqlite(path: &Path) -> Result<Self, Error> {
        let (engine, (definitions, settings)) = Sqlite::open(path, Limits::default())?;
        Ok(Self::new(Arc::new(engine), Cache::new(definitions, settings), Readiness::default()))
    }

    async fn in_time(url: &DatabaseUrl, limits: Limits, tables: Tables) -> Result<Self, Error> {
        let opening = Self::opened(url, limits, tables);
        tokio::time::timeout(limits.open, opening).await.unwrap_or_else(|_| Err(late(limits.open)))
    }

    async fn opened(url: &DatabaseUrl, limits: Limits, tables: Tables) -> Result<Self, Error> {
        match url {
            DatabaseUrl::Sqlite(path) if tables == Tables::Expect && !path.exists() => {
                Err(Error::Engine("there is no such file".to_owned()))
            }
            DatabaseUrl::Sqlite(path) => {
                let (engine, (definitions, settings)) = on_a_thread(path.clone(), limits).await?;
                Ok(Self::new(Arc::new(engine), Cache::new(definitions, settings), Readiness::default()))
            }
            DatabaseUrl::Postgres(url) => {
                let engine = Postgres::open(url, limits, tables).await?;
                let cache = Cache::new(engine.definitions().await?, engine.settings().await?);
                Ok(Self::new(Arc::new(engine), cache, Readiness::new(limits.lock())))
            }
        }
    }
}

/// Opens a file on a thread that nobody waits for at the end: a disk that does not answer must not hold the program.
async fn on_a_thread(path: PathBuf, limits: Limits) -> Result<(Sqlite, super::sqlite::SurveyConfigs), Error> {
    let (tell, told) = oneshot::channel();
    let open = move || _ = tell.send(Sqlite::open(&path, limits));
    thread::Builder::new()
        .name("open".to_owned())
        .spawn(open)
        .map_err(|error: io::Error| Error::Engine(error.to_string()))?;
    told.await.unwrap_or(Err(Error::Closed))
}

fn late(limit: Duration) -> Error {
    let seconds = limit.as_secs();
    Error::Engine(format!(
        "it was not open within {seconds} s: another program holds it, or what is stored is being counted anew; \
         --database-open-timeout gives it longer"
    ))
}
