//! The sender: when it looks, what it posts, and what a reply changes.

use super::endpoint::status;
use super::step::Heard;
use super::tab::Element;
use super::world::{Flight, World, home, place_of};
use crate::delivery::{
    Change, Circumstances, DeliveryStatus, Next, QueuedEntry, Reply, SurveyEndpoint, Verdict, is_outdated, verdict,
};
use crate::widget::state::Action;

impl World {
    pub(super) fn look(&mut self, at: usize) {
        if self.tabs[at].closed || self.tabs[at].busy {
            return;
        }
        let homes: Vec<_> = self.elements.iter().flatten().filter(|element| element.tab == at).map(home).collect();
        let mut old = Vec::new();
        for one in self.disk.values_mut() {
            if !SurveyEndpoint::readdress(&homes, one) && !one.refused.is_empty() && is_outdated(one, self.now) {
                old.push(one.entry.id.clone());
            }
        }
        for id in old {
            let row = self.disk.remove(&id);
            self.given_up.extend(row.map(|row| row.entry.body));
        }
        let disk = self.ground.storage.then(|| self.disk.values().cloned().collect());
        let moment = self.moment(at);
        let tab = &mut self.tabs[at];
        let waiting = tab.outbox.waiting(disk);
        let Next::Send(which) = tab.scheduler.next(&waiting, moment) else { return };
        let one = waiting[which].clone();
        tab.busy = true;
        let entry = &one.entry;
        // What went out while the page was hidden is not sent again.
        let gone = tab.frozen.get(&entry.id).filter(|(frozen, _)| frozen.seq == entry.seq).map(|(_, flight)| *flight);
        if gone.is_some() {
            tab.frozen.remove(&entry.id);
        }
        match gone.flatten().filter(|flight| self.flights[*flight].one.entry.endpoint == entry.endpoint) {
            Some(flight) => (self.flights[flight].one, self.flights[flight].awaited) = (one, true),
            None => self.post(at, one, true),
        }
    }

    pub(super) fn moment(&self, tab: usize) -> crate::delivery::Clocks {
        crate::delivery::Clocks { now: self.now, elapsed: self.tabs[tab].elapsed }
    }

    pub(super) fn post(&mut self, tab: usize, one: QueuedEntry, awaited: bool) {
        let QueuedEntry { entry, .. } = &one;
        let (survey, path) = (&entry.survey, &entry.place);
        let may = |element: &Element| {
            let home = home(element);
            home.survey == *survey && home.place == *path && home.endpoint == entry.endpoint && !home.silent
        };
        let stranger = !self.seen.contains(&(entry.place.clone(), entry.endpoint.clone()))
            && !self.elements.iter().flatten().any(may);
        if stranger {
            let what = format!("{} was sent to {}, which must not see it", entry.id, entry.endpoint);
            self.fail(what);
        }
        self.flights.push(Flight { tab, one, reply: None, awaited, over: false });
    }

    pub(super) fn arrive(&mut self, which: usize) {
        let Some(at) = self.flight(which, |flight| flight.reply.is_none()) else { return };
        let flight = &mut self.flights[at];
        let endpoint = &mut self.endpoints[place_of(&flight.one.entry.endpoint)];
        flight.reply = Some(endpoint.take(&flight.one.entry));
        // Nobody waits for what a closed tab has sent.
        if self.tabs[flight.tab].closed {
            flight.over = true;
        }
    }

    pub(super) fn read(&mut self, at: usize, heard: Heard, disk: bool) {
        let flight = &mut self.flights[at];
        let (one, tab) = (flight.one.clone(), flight.tab);
        let reply = match heard {
            Heard::Reply => flight.reply.clone().unwrap_or(Reply::Nothing),
            Heard::Nothing => Reply::Nothing,
            Heard::Status(code) => status(code, None, None),
            Heard::Doubtful(doubt) => {
                Reply::Status { status: 200, id: None, problem: None, retry_after: None, doubt: Some(doubt) }
            }
        };
        // A request of which nothing was heard may arrive later.
        flight.awaited = false;
        flight.over = flight.reply.is_some();
        self.tabs[tab].busy = false;
        let entry = &one.entry;
        let ours = self.tabs[tab].named.contains(&entry.endpoint) || self.known.contains(&entry.endpoint);
        if reply.names(entry) {
            self.tabs[tab].named.push(entry.endpoint.clone());
            if self.ground.storage {
                self.known.insert(entry.endpoint.clone());
            }
        }
        let online = self.online && self.tabs[tab].scheduler.is_settled(self.moment(tab));
        let said = verdict(entry, &reply, Circumstances { now_ms: self.now, ours, online });
        if said == Verdict::Accepted && !self.endpoints[place_of(&entry.endpoint)].has(entry) {
            self.fail(format!("{} counts as accepted and is not stored", entry.id));
        }
        let (id, moment) = (self.new_place().id.to_text(), self.moment(tab));
        let change = self.tabs[tab].scheduler.after(&one, said, moment, 1 << 31, &id);
        self.tabs[tab].outbox.after(&one, &change);
        self.apply(tab, &one, change, disk);
    }

    pub(super) fn apply(&mut self, tab: usize, one: &QueuedEntry, change: Change, disk: bool) {
        let (id, seq) = (one.entry.id.clone(), one.entry.seq);
        let disk = disk && self.ground.storage;
        let fate = match change {
            Change::Delivered | Change::Erased | Change::Expired => {
                if disk && self.disk.get(&id).is_some_and(|row| row.entry.seq <= seq) {
                    self.disk.remove(&id);
                }
                if change == Change::Delivered { DeliveryStatus::Accepted } else { DeliveryStatus::Gone }
            }
            Change::Renewed(later) => {
                let other = later.entry.id.clone();
                if disk && let Some(row) = self.disk.remove(&id) {
                    self.disk.insert(other.clone(), row.under(&other));
                }
                self.renamed(tab, &id, &other);
                return;
            }
            Change::Later(later) => self.rewrite(&id, later, disk, DeliveryStatus::Waiting),
            Change::Kept(later) => self.rewrite(&id, later, disk, DeliveryStatus::Kept),
            Change::Refused(later) => self.rewrite(&id, later, disk, DeliveryStatus::Refused),
        };
        if fate == DeliveryStatus::Gone {
            self.given_up.push(one.entry.body.clone());
        }
        let own = self.tabs[tab].own.get(&id).filter(|(own, ..)| own.is(&id, seq)).cloned();
        if let Some((own, element, first)) = own {
            // The mutant believes what is said of any version.
            self.tell(element, first, &own, Action::Sent(fate));
        }
    }
}
