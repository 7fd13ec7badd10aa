//! Rows and what is stored under their ids → what is to be written. Pure: where nothing is asked, nothing waits.

use std::collections::{BTreeMap, HashMap};

use goodword_core::ResponseId;

use crate::store::changes::Changes;
use crate::store::upsert::{StoredRow, decide};
use crate::store::{Outcome, ResponseRow};

/// Survey and id of a response.
pub(super) type Key = (String, ResponseId);

/// What is to be written for a batch. Rows are named by their place in it.
pub(super) struct Plan {
    /// What becomes of each row.
    pub(super) outcomes: Vec<Outcome>,
    /// The rows to insert, with their positions.
    pub(super) created: BTreeMap<usize, i64>,
    /// The rows that take the place of stored ones.
    pub(super) replaced: Vec<usize>,
    pub(super) changes: Changes,
    /// The last position of each survey.
    pub(super) positions: HashMap<String, i64>,
}

/// What is written for `rows` in their order. `positions` are the last ones of their surveys, whose rows are locked.
pub(super) fn plan(
    rows: &mut [ResponseRow],
    mut stored: HashMap<Key, StoredRow>,
    mut positions: HashMap<String, i64>,
) -> Plan {
    let (mut changes, mut outcomes) = (Changes::default(), Vec::with_capacity(rows.len()));
    let mut created = BTreeMap::new();
    // Where several rows of a batch have one id, only the last that is stored is written: by its place among the rows.
    let (mut created_at, mut replaced_at): (HashMap<Key, usize>, HashMap<Key, usize>) = Default::default();
    for (at, row) in rows.iter_mut().enumerate() {
        let key = (row.survey().to_owned(), row.id());
        let before = stored.get(&key);
        let outcome = decide(row, before);
        outcomes.push(outcome);
        match (outcome, before) {
            (Outcome::Created, _) => {
                let position = positions.entry(key.0.clone()).or_default();
                *position += 1;
                created.insert(at, *position);
                created_at.insert(key.clone(), at);
            }
            (Outcome::Replaced, Some(StoredRow::Response { body, .. })) => {
                changes.remove(row.survey(), body);
                match created_at.get_mut(&key) {
                    // It was new in this very batch: it takes the place.
                    Some(place) => {
                        let position = created.remove(place);
                        created.extend(position.map(|position| (at, position)));
                        *place = at;
                    }
                    None => _ = replaced_at.insert(key.clone(), at),
                }
            }
            _ => continue,
        }
        changes.add(row);
        let now = StoredRow::Response { seq: row.seq(), hash: *row.hash(), body: row.body().to_owned() };
        stored.insert(key, now);
    }
    let replaced = replaced_at.into_values().collect();
    Plan { outcomes, created, replaced, changes, positions }
}
