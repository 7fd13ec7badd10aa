//! Stored survey definitions.

use std::collections::HashMap;
use std::sync::Arc;

use goodword_core::Survey;
use rusqlite::{Connection, OptionalExtension, params};
use sha2::{Digest, Sha256};

use super::sqlite::TENANT;
use crate::hex;

/// A definition as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Definition {
    /// The survey it defines.
    pub survey: String,
    /// Its version; empty where it names none.
    pub version: String,
    /// The JSON text, as the owner wrote it.
    pub body: String,
}

impl Definition {
    /// The entity tag of the text (RFC 9110 §8.8.3).
    pub fn etag(&self) -> String {
        let hash = Sha256::digest(&self.body);
        format!("\"{}\"", hex::digits(hash.get(..16).unwrap_or_default()))
    }

    /// Stores the definition as the latest of its survey; whether it is the first of its version.
    pub(super) fn put(&self, connection: &Connection, stored_ms: i64) -> rusqlite::Result<bool> {
        let delete = "DELETE FROM definition WHERE tenant = ?1 AND survey = ?2 AND version = ?3";
        let before = connection.prepare_cached(delete)?.execute(params![TENANT, self.survey, self.version])?;
        let insert = "INSERT INTO definition (tenant, survey, version, stored_ms, body) VALUES (?1, ?2, ?3, ?4, ?5)";
        let row = params![TENANT, self.survey, self.version, stored_ms, self.body];
        connection.prepare_cached(insert)?.execute(row)?;
        Ok(before == 0)
    }

    pub(super) fn latest(connection: &Connection, survey: &str) -> rusqlite::Result<Option<Self>> {
        let sql = "SELECT survey, version, body FROM definition WHERE tenant = ?1 AND survey = ?2
            ORDER BY position DESC LIMIT 1";
        connection.prepare_cached(sql)?.query_row(params![TENANT, survey], Self::of).optional()
    }

    pub(super) fn all(connection: &Connection) -> rusqlite::Result<Vec<Self>> {
        let sql = "SELECT survey, version, body FROM definition WHERE tenant = ?1 ORDER BY position";
        connection.prepare_cached(sql)?.query_map([TENANT], Self::of)?.collect()
    }

    fn of(row: &rusqlite::Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self { survey: row.get(0)?, version: row.get(1)?, body: row.get(2)? })
    }
}

/// Every stored definition, read once and shared: each response is checked against its own.
#[derive(Debug, Clone, Default)]
pub struct Definitions(Arc<HashMap<String, HashMap<String, Survey>>>);

impl Definitions {
    pub(super) fn new(stored: Vec<Definition>) -> Self {
        let mut surveys: HashMap<String, HashMap<String, Survey>> = HashMap::new();
        for stored in stored {
            if let Ok(survey) = Survey::parse(&stored.body) {
                surveys.entry(stored.survey).or_default().insert(stored.version, survey);
            }
        }
        Self(Arc::new(surveys))
    }

    /// The definition of that version; `None` asks for the one that names no version.
    pub fn get(&self, survey: &str, version: Option<&str>) -> Option<&Survey> {
        self.0.get(survey)?.get(version.unwrap_or_default())
    }
}
