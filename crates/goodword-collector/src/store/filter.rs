//! Stored responses in the order of first storage, a page at a time.

use rusqlite::{Connection, params};

use super::sqlite::TENANT;

/// A page ends after this many responses,
const ROWS: i64 = 512;
/// or with the first that brings it to this many bytes.
const BYTES: usize = 256 * 1024;

/// Which responses of one survey are asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filter {
    /// The survey.
    pub survey: String,
    /// Submitted then or later, in Unix milliseconds.
    pub since_ms: i64,
    /// Submitted before then, in Unix milliseconds.
    pub until_ms: i64,
    /// Only behind this position; 0 is before the first.
    pub after: i64,
}

impl Filter {
    /// All responses of `survey`.
    pub fn all(survey: &str) -> Self {
        Self { survey: survey.to_owned(), since_ms: i64::MIN, until_ms: i64::MAX, after: 0 }
    }
}

/// Some responses, and where the next page starts.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// Each response as JSON text.
    pub bodies: Vec<String>,
    /// The position of the last of them.
    pub last: i64,
}

impl Page {
    pub(super) fn read(connection: &Connection, filter: &Filter) -> rusqlite::Result<Self> {
        let sql = "SELECT position, body FROM response WHERE tenant = ?1 AND survey = ?2 AND position > ?3
            AND submitted_ms >= ?4 AND submitted_ms < ?5 ORDER BY position LIMIT ?6";
        let mut statement = connection.prepare_cached(sql)?;
        let limits = params![TENANT, filter.survey, filter.after, filter.since_ms, filter.until_ms, ROWS];
        let (mut rows, mut page, mut bytes) = (statement.query(limits)?, Self::default(), 0);
        while bytes < BYTES
            && let Some(row) = rows.next()?
        {
            let body: String = row.get(1)?;
            bytes += body.len();
            page.bodies.push(body);
            page.last = row.get(0)?;
        }
        Ok(page)
    }
}
