//! What waits: on disk, and in this page alone. Everything is known by its id and its seq together, so that an older version
//! of an answer never speaks for a newer one.

use super::entry::ANYWHERE;
use super::{Change, QueuedEntry};

/// What was sent off on this page, and whether the disk took it.
#[derive(Debug, Clone)]
struct PageEntry {
    one: QueuedEntry,
    saved: bool,
}

/// Where a survey that stands on this page sends its answers today.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SurveyEndpoint {
    /// Its name.
    pub survey: String,
    /// The path of its page; empty for one that floats.
    pub place: String,
    /// Where its answers go.
    pub endpoint: String,
    /// Its public write key.
    pub key: String,
    /// Whether it only shows what it would ask, or asks in a frame that sends for itself.
    pub silent: bool,
}

impl SurveyEndpoint {
    /// Whether it may say where this answer goes: answers of its own place alone, so that no other page's endpoint sees
    /// them.
    fn is_of(&self, one: &QueuedEntry) -> bool {
        #[cfg(test)]
        if super::mutant::is(super::mutant::Mutant::PreviewNamesTheAddress) {
            return self.survey == one.entry.survey;
        }
        let here = self.place == one.entry.place || one.entry.place == ANYWHERE;
        !self.silent && self.survey == one.entry.survey && here
    }

    /// Gives an answer today's address. Says whether that changed it.
    pub fn readdress(homes: &[Self], one: &mut QueuedEntry) -> bool {
        homes.iter().find(|home| home.is_of(one)).is_some_and(|home| one.readdress(&home.endpoint, &home.key))
    }
}

/// The answers of this page: they live as long as it does, in case that the disk did not take them, or loses them.
#[derive(Debug, Clone, Default)]
pub struct Outbox {
    own: Vec<PageEntry>,
}

impl Outbox {
    /// A visitor has sent this, and `saved` says whether the disk took it. It takes the place of older versions.
    pub fn submitted(&mut self, one: QueuedEntry, saved: bool) {
        if self.own.iter().any(|own| own.one.entry.id == one.entry.id && own.one.entry.seq > one.entry.seq) {
            return;
        }
        self.own.retain(|own| own.one.entry.id != one.entry.id);
        self.own.push(PageEntry { one, saved });
    }

    /// What is on disk, and what is only here: what was never saved, and all of ours when there is no disk any more. Saved
    /// and gone from a disk that is there, it was delivered by another tab. Of two versions the newer one waits.
    pub fn waiting(&self, disk: Option<Vec<QueuedEntry>>) -> Vec<QueuedEntry> {
        let here = self.own.iter().filter(|own| !own.saved || disk.is_none()).map(|own| own.one.clone());
        let mut waiting: Vec<QueuedEntry> = here.collect();
        for one in disk.unwrap_or_default() {
            match waiting.iter_mut().find(|other| other.entry.id == one.entry.id) {
                Some(other) if other.entry.seq < one.entry.seq => *other = one,
                Some(_) => {}
                None => waiting.push(one),
            }
        }
        waiting
    }

    /// Keeps the copy of this page as the disk keeps its own.
    pub fn after(&mut self, tried: &QueuedEntry, change: &Change) {
        let (id, seq) = (&tried.entry.id, tried.entry.seq);
        match change {
            // Whichever version of it is here now.
            Change::Renewed(later) => {
                let copies = self.own.iter_mut().filter(|own| own.one.entry.id == *id);
                copies.for_each(|own| own.one = own.one.under(&later.entry.id));
            }
            Change::Later(later) | Change::Kept(later) | Change::Refused(later) => {
                let copies = self.own.iter_mut().filter(|own| own.one.entry.is(id, seq));
                copies.for_each(|own| own.one = later.clone());
            }
            Change::Delivered | Change::Erased | Change::Expired => {
                self.own.retain(|own| !own.one.entry.is(id, seq));
            }
        }
    }
}
