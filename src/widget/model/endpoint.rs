//! An endpoint as the owner runs it: it keeps what it takes, and tells the truth.

use std::collections::{BTreeMap, BTreeSet};

use crate::delivery::{Entry, Reply};

/// One endpoint.
#[derive(Debug, Default)]
pub struct Endpoint {
    /// Whether it knows ids, as our collector does. Another keeps whatever comes.
    ours: bool,
    /// Seq and body by id, where it knows ids.
    stored: BTreeMap<String, (u32, String)>,
    /// Everything that came, where it knows none.
    heap: Vec<String>,
    /// Ids that somebody else's answers have.
    taken: BTreeSet<String>,
}

impl Endpoint {
    /// One that knows ids, or none.
    pub fn new(ours: bool) -> Self {
        Self { ours, ..Self::default() }
    }

    /// Stores an entry, or not, and says so.
    pub fn take(&mut self, entry: &Entry) -> Reply {
        if !self.ours {
            self.heap.push(entry.body.clone());
            return status(200, None, None);
        }
        let problem = |name: &str| Some(format!("urn:goodword:problem:{name}"));
        if self.taken.contains(&entry.id) {
            return status(409, None, problem("id-conflict"));
        }
        match self.stored.get(&entry.id) {
            Some((seq, body)) if *seq == entry.seq && *body != entry.body => {
                return status(409, None, problem("id-conflict"));
            }
            Some((seq, _)) if *seq >= entry.seq => {}
            _ => drop(self.stored.insert(entry.id.clone(), (entry.seq, entry.body.clone()))),
        }
        status(201, Some(entry.id.clone()), None)
    }

    /// From now on somebody else's answers have this id, unless ours are there already.
    pub fn steal(&mut self, id: &str) {
        if self.ours && !self.stored.contains_key(id) {
            self.taken.insert(id.to_owned());
        }
    }

    /// Whether it has this version of an answer, or a later one.
    pub fn has(&self, entry: &Entry) -> bool {
        let stored = self.stored.get(&entry.id).is_some_and(|(seq, _)| *seq >= entry.seq);
        stored || self.heap.contains(&entry.body)
    }

    /// Whether it holds these words.
    pub fn holds(&self, words: &str) -> bool {
        self.stored.values().any(|(_, body)| body.contains(words)) || self.heap.iter().any(|body| body.contains(words))
    }
}

/// A reply with nothing else to say.
pub fn status(status: u16, id: Option<String>, problem: Option<String>) -> Reply {
    Reply::Status { status, id, problem, retry_after: None, doubt: None }
}
