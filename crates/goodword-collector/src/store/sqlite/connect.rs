//! Opening a database file with the settings that the promise of durability rests on.

use std::fs::{self, OpenOptions};
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};

use super::schema;
use crate::store::Error;

/// Versions before this one can lose committed pages when the log restarts: <https://sqlite.org/wal.html#walresetbug>
const LEAST_VERSION: i32 = 3_051_003;
/// How long another process may hold the write lock.
pub(super) const PATIENCE: Duration = Duration::from_secs(5);

/// So many pages of 4 KiB the log holds before they are copied into the database: 32 MiB, eight times SQLite's own.
const LOG_PAGES: i64 = 8192;

/// The connection that writes, with the schema as this version knows it.
pub(super) fn to_write(path: &Path) -> Result<Connection, Error> {
    if rusqlite::version_number() < LEAST_VERSION {
        return Err(Error::Engine(format!("SQLite {} may lose data; 3.51.3 is needed", rusqlite::version())));
    }
    keep_private(path);
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut connection = open(path, flags)?;
    let mode: String = connection.pragma_update_and_check(None, "journal_mode", "WAL", |row| row.get(0))?;
    if mode != "wal" {
        return Err(Error::Engine(format!("the file system cannot keep a write-ahead log (journal mode {mode})")));
    }
    // FULL syncs the log on every commit: an acknowledged response survives a power cut. NORMAL would not.
    connection.pragma_update(None, "synchronous", synchronous())?;
    connection.pragma_update(None, "fullfsync", true)?;
    connection.pragma_update(None, "checkpoint_fullfsync", true)?;
    // What is erased is overwritten.
    connection.pragma_update(None, "secure_delete", true)?;
    // Under load the same pages change again and again: they are copied from the log less often.
    connection.pragma_update(None, "wal_autocheckpoint", LOG_PAGES)?;
    schema::migrate(&mut connection)?;
    Ok(connection)
}

/// Makes a new file for its owner alone; SQLite makes what stands beside it alike. Of one that others may read it is said.
fn keep_private(path: &Path) {
    let made = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path);
    let others = fs::metadata(path).is_ok_and(|file| file.permissions().mode() & 0o077 != 0);
    if made.is_err() && others {
        let name = path.display();
        tracing::warn!(
            "others on this machine may read the answers in {name}: chmod 600 it, and what stands beside it"
        );
    }
}

fn synchronous() -> String {
    // Builds for tests alone can be told to lose rows, so that a test can show that it would notice.
    #[cfg(debug_assertions)]
    if let Ok(control) = std::env::var("GOODWORD_CONTROL_SYNCHRONOUS") {
        return control;
    }
    "FULL".to_owned()
}

/// A connection that only reads.
pub(super) fn to_read(path: &Path) -> rusqlite::Result<Connection> {
    open(path, OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX)
}

fn open(path: &Path, flags: OpenFlags) -> rusqlite::Result<Connection> {
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(PATIENCE)?;
    // A mapped file turns a disk error into a signal that ends the process.
    connection.pragma_update(None, "mmap_size", 0)?;
    Ok(connection)
}
