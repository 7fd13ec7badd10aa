//! What goes wrong in a store, whatever keeps the rows.

use std::fmt;

use rusqlite::ffi;
use tokio_postgres::types::WrongType;

/// What went wrong, and by that what may be done about it. The text is the database's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Error {
    /// More is waiting to be written than may wait; nothing was stored. Later it will fit.
    Busy,
    /// Somebody else holds a lock in the database; nothing was stored. Later it will be free.
    Locked,
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
            Self::Locked => f.write_str("somebody else holds a lock in the database"),
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
            (ffi::ErrorCode::DatabaseBusy | ffi::ErrorCode::DatabaseLocked, _) => Self::Locked,
            _ => Self::Engine(cause),
        }
    }
}

impl From<tokio_postgres::Error> for Error {
    fn from(error: tokio_postgres::Error) -> Self {
        if let Some(failure) = error.as_db_error() {
            return of_postgres(failure.code().code(), failure.to_string());
        }
        match std::error::Error::source(&error) {
            // A column of another type than it was made with.
            Some(cause) if cause.is::<WrongType>() => Self::Engine(format!("{error}: {cause}")),
            Some(cause) => Self::Away(format!("{error}: {cause}")),
            None => Self::Away(error.to_string()),
        }
    }
}

/// What a failure of that SQLSTATE means.
fn of_postgres(state: &str, cause: String) -> Error {
    match state {
        // disk_full.
        "53100" => Error::Full(cause),
        // A conflict of transactions that the next attempt wins.
        "40001" | "40P01" | "55P03" => Error::Locked,
        // Connection lost, too many of them, shutting down or starting up, too slow.
        "53300" | "57014" | "25P03" => Error::Away(cause),
        state if state.starts_with("08") || state.starts_with("57P") => Error::Away(cause),
        // This connection is of no use any more, and a new one is: it is one to a standby, or to where nobody writes now, or
        // its statements are older than the tables.
        "25006" | "0A000" => Error::Away(cause),
        // Nobody but a pooler forgets what was prepared.
        "26000" | "42P05" => Error::Away(format!("{cause} (does a pooler hand sessions round? It must keep them)")),
        _ => Error::Engine(cause),
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
        check(ffi::SQLITE_BUSY, |_| Error::Locked);
        check(ffi::SQLITE_CORRUPT, Error::Engine);
    }

    #[test]
    fn each_state_of_postgresql_has_its_fate() {
        for (states, expect) in [
            (&["25006", "0A000", "26000", "57P01", "57P03", "08006", "57014"][..], "does not answer"),
            (&["40001", "40P01", "55P03"], "holds a lock"),
            (&["53100"], "takes no more writes"),
            (&["22P05", "42703"], "cause"),
        ] {
            for state in states {
                let error = of_postgres(state, "cause".to_owned()).to_string();
                assert!(error.contains(expect), "{state}: {error}");
            }
        }
    }
}
