//! Writes that begin, are confirmed, fail or come too late.

use goodword_core::ResponseId;

use super::world::{Put, World};
use crate::delivery::{DeliveryStatus, Entry, QueuedEntry};
use crate::widget::state::Action;

impl World {
    /// The oldest write ends.
    pub(super) fn written(&mut self, well: bool) {
        let Some(put) = self.puts.pop_front() else { return };
        let (id, seq) = (put.entry.id.clone(), put.entry.seq);
        if well && self.ground.storage && !self.full {
            let newer = self.disk.get(&id).is_some_and(|row| row.entry.seq > seq);
            if !(put.again && newer) {
                self.disk.insert(id.clone(), QueuedEntry::fresh(put.entry.clone(), self.now));
            }
            if !put.entry.partial && !put.again {
                self.drafts.retain(|draft| draft.id != id);
            }
            return self.hand_over(&put, true);
        }
        if put.again || self.tabs[put.tab].closed {
            return self.hand_over(&put, false);
        }
        self.drafts.clear();
        self.puts.push_back(Put { again: true, ..put });
    }

    pub(super) fn too_late(&mut self, which: usize) {
        let there: Vec<_> = (0..self.puts.len()).filter(|at| !self.puts[*at].late).collect();
        if there.is_empty() {
            return;
        }
        let put = &mut self.puts[there[which % there.len()]];
        let copy = Put { entry: put.entry.clone(), ..*put };
        put.late = true;
        self.hand_over(&copy, false);
    }

    /// The write has ended, or took too long: the survey is told, and the sender has the entry.
    pub(super) fn hand_over(&mut self, put: &Put, saved: bool) {
        if put.late || self.tabs[put.tab].closed {
            return;
        }
        if saved {
            self.tell(put.element, put.first, &put.entry, Action::Saved);
        }
        let tab = &mut self.tabs[put.tab];
        tab.own.insert(put.entry.id.clone(), (put.entry.clone(), put.element, put.first));
        tab.scheduler.submitted(&put.entry.id);
        tab.outbox.submitted(QueuedEntry::fresh(put.entry.clone(), self.now), saved);
    }

    /// A survey hears of a version of its answer.
    pub(super) fn tell(&mut self, at: usize, first: ResponseId, entry: &Entry, action: Action) {
        if entry.partial {
            return;
        }
        if let Some(Some(element)) = self.elements.get_mut(at)
            && element.place.is(first, entry.seq, &element.state)
        {
            element.state.apply(action);
        }
    }

    pub(super) fn rewrite(&mut self, id: &str, later: QueuedEntry, disk: bool, fate: DeliveryStatus) -> DeliveryStatus {
        if disk && let Some(row) = self.disk.get_mut(id).filter(|row| row.entry.seq == later.entry.seq) {
            *row = later;
        }
        fate
    }

    /// An answer goes on under another id, and so does its survey.
    pub(super) fn renamed(&mut self, tab: usize, id: &str, other: &str) {
        let author = self.owner.get(id).copied();
        self.owner.extend(author.map(|author| (other.to_owned(), author)));
        let tab = &mut self.tabs[tab];
        if let Some((entry, element, first)) = tab.own.get(id).cloned() {
            tab.own.insert(other.to_owned(), (entry.under(other), element, first));
            if let Some(Some(element)) = self.elements.get_mut(element)
                && element.place.first == first
            {
                element.place.id = ResponseId::parse(other).unwrap();
            }
        }
    }
}
