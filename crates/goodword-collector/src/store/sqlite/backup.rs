//! A copy of a database that is in use: whole, of one moment, and looked through before it is called a backup.

use std::fs::{self, File, OpenOptions};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags};

use super::connect::PATIENCE;
use crate::store::Error;

/// What a backup holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BackupReport {
    /// The number of responses in it.
    pub responses: i64,
    /// Its size on disk.
    pub bytes: u64,
}

/// Copies the database `from` into the new file `to`, which is there only once it is whole.
pub fn backup(from: &Path, to: &Path) -> Result<BackupReport, Error> {
    let part = PathBuf::from(format!("{}.part", to.display()));
    let failed = |error: std::io::Error| Error::Engine(format!("{}: {error}", part.display()));
    if to.exists() {
        return Err(Error::Engine(format!("{} exists", to.display())));
    }
    OpenOptions::new().write(true).create_new(true).mode(0o600).open(&part).map_err(failed)?;
    let copied = copy(from, &part).and_then(|()| {
        let report = check(&part)?;
        File::open(&part).and_then(|file| file.sync_all()).map_err(failed)?;
        fs::rename(&part, to).map_err(failed)?;
        let folder = to.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        File::open(folder).and_then(|folder| folder.sync_all()).map_err(failed)?;
        Ok(report)
    });
    if copied.is_err() {
        let _ = fs::remove_file(&part);
    }
    copied
}

fn copy(from: &Path, to: &Path) -> Result<(), Error> {
    let connection =
        Connection::open_with_flags(from, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    connection.busy_timeout(PATIENCE)?;
    connection.execute("VACUUM INTO ?1", [to.to_string_lossy()])?;
    Ok(())
}

/// Fails where the copy is not whole.
fn check(copy: &Path) -> Result<BackupReport, Error> {
    let connection = Connection::open_with_flags(copy, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    integrity(&connection)?;
    let sql = "SELECT (SELECT count(*) FROM response), (SELECT coalesce(sum(responses), 0) FROM survey)";
    let (responses, counted): (i64, i64) = connection.query_row(sql, [], |row| Ok((row.get(0)?, row.get(1)?)))?;
    if responses != counted {
        return Err(Error::Engine(format!("{responses} responses are stored and {counted} are counted")));
    }
    let bytes = fs::metadata(copy).map_or(0, |file| file.len());
    Ok(BackupReport { responses, bytes })
}

/// Fails with the first thing that is wrong in the pages of a database.
pub(in crate::store) fn integrity(connection: &Connection) -> Result<(), Error> {
    let found: String = connection.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
    if found == "ok" { Ok(()) } else { Err(Error::Engine(found)) }
}
