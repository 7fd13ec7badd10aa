//! Why the store did not do what it was asked.

use std::fmt;

use rusqlite::ffi;

/// What went wrong, and by that what the asker may do about it.
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
