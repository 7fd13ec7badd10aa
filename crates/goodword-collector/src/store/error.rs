//! What goes wrong in a store, whatever keeps the rows.

use std::fmt;

use rusqlite::ffi;

/// What went wrong, and by that what may be done about it. The text is the database's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Error {
    /// More is waiting to be written than may wait; nothing was stored. Later it will fit.
    Busy,
    /// The disk is full or takes no more writes; nothing was stored.
    Full(String),
    /// The store is closing or has stopped; nothing was stored.
    Closed,
    /// The disk did not confirm a write. What it holds is unknown, so the store stops.
    Unconfirmed(String),
    /// The database does not answer, or ended the connection: whether something was stored is unknown. Later it is known.
    Away(String),
    /// The database cannot be opened or used.
    Engine(String),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Busy => f.write_str("too many writes are waiting"),
            Self::Full(cause) => write!(f, "the database takes no more writes: {cause}"),
            Self::Closed => f.write_str("the store is closed"),
            Self::Unconfirmed(cause) => write!(f, "the disk did not confirm a write: {cause}"),
            Self::Away(cause) => write!(f, "the database does not answer: {cause}"),
            Self::Engine(cause) => f.write_str(cause),
        }
    }
}

impl std::error::Error for Error {}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        let cause = error.to_string();
        let Some(failure) = error.sqlite_error() else { return Self::Engine(cause) };
        match (failure.code, failure.extended_code) {
            (_, ffi::SQLITE_IOERR_FSYNC | ffi::SQLITE_IOERR_DIR_FSYNC) => Self::Unconfirmed(cause),
            (ffi::ErrorCode::DiskFull | ffi::ErrorCode::SystemIoFailure | ffi::ErrorCode::ReadOnly, _) => {
                Self::Full(cause)
            }
            (ffi::ErrorCode::DatabaseBusy | ffi::ErrorCode::DatabaseLocked, _) => Self::Busy,
            _ => Self::Engine(cause),
        }
    }
}

impl From<tokio_postgres::Error> for Error {
    fn from(error: tokio_postgres::Error) -> Self {
        let Some(failure) = error.as_db_error() else {
            let cause = std::error::Error::source(&error)
                .map_or_else(|| error.to_string(), |cause| format!("{error}: {cause}"));
            return Self::Away(cause);
        };
        let cause = failure.to_string();
        match failure.code().code() {
            // disk_full, and a database that only reads.
            "53100" | "25006" => Self::Full(cause),
            // A conflict of transactions that the next attempt wins.
            "40001" | "40P01" | "55P03" => Self::Busy,
            // Connection lost, too many of them, shutting down or starting up.
            code if code.starts_with("08") || code.starts_with("57P") || code == "53300" => Self::Away(cause),
            _ => Self::Engine(cause),
        }
    }
}

impl From<deadpool_postgres::PoolError> for Error {
    fn from(error: deadpool_postgres::PoolError) -> Self {
        match error {
            deadpool_postgres::PoolError::Backend(error) => error.into(),
            deadpool_postgres::PoolError::Closed => Self::Closed,
            other => Self::Away(other.to_string()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(extended_code: i32, expect: fn(String) -> Error) {
        let error = rusqlite::Error::SqliteFailure(ffi::Error::new(extended_code), None);
        let cause = error.to_string();
        assert_eq!(Error::from(error), expect(cause));
    }

    #[test]
    fn each_failure_of_sqlite_has_its_fate() {
        check(ffi::SQLITE_FULL, Error::Full);
        check(ffi::SQLITE_IOERR_WRITE, Error::Full);
        check(ffi::SQLITE_READONLY, Error::Full);
        check(ffi::SQLITE_IOERR_FSYNC, Error::Unconfirmed);
        check(ffi::SQLITE_BUSY, |_| Error::Busy);
        check(ffi::SQLITE_CORRUPT, Error::Engine);
    }
}
