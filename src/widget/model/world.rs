//! Everything around the rules: what happens to it, and what must be true of it.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use goodword_core::ResponseId;

use super::endpoint::Endpoint;
use super::step::{Ground, Step};
use super::tab::{Element, Tab};
use crate::delivery::{Entry, QueuedEntry, Reply, SurveyEndpoint};
use crate::widget::answer::Answer;
use crate::widget::state::Action;

pub(super) const ENDPOINTS: [&str; 2] = ["https://a.example/r", "https://b.example/r"];
pub(super) const PATHS: [&str; 2] = ["/one", "/two"];
pub(super) const START: u64 = 1_773_480_413_589;

/// A write that has begun.
#[derive(Debug)]
pub struct Put {
    pub(super) tab: usize,
    pub(super) element: usize,
    pub(super) entry: Entry,
    pub(super) first: ResponseId,
    pub(super) again: bool,
    /// Its survey has been told that it is not saved.
    pub(super) late: bool,
}

/// A request on its way.
#[derive(Debug)]
pub struct Flight {
    pub(super) tab: usize,
    pub(super) one: QueuedEntry,
    pub(super) reply: Option<Reply>,
    /// Whether the sender waits for it.
    pub(super) awaited: bool,
    pub(super) over: bool,
}

#[derive(Debug)]
pub struct Draft {
    pub(super) key: String,
    pub(super) id: String,
    pub(super) text: String,
    pub(super) author: usize,
}

/// The world.
#[derive(Debug)]
pub struct World {
    pub(super) ground: Ground,
    pub(super) now: u64,
    pub(super) online: bool,
    pub(super) full: bool,
    pub(super) disk: BTreeMap<String, QueuedEntry>,
    pub(super) drafts: Vec<Draft>,
    pub(super) known: BTreeSet<String>,
    pub(super) endpoints: [Endpoint; 2],
    pub(super) tabs: Vec<Tab>,
    pub(super) elements: Vec<Option<Element>>,
    pub(super) puts: VecDeque<Put>,
    pub(super) flights: Vec<Flight>,
    pub(super) authors: usize,
    pub(super) words: usize,
    pub(super) names: u32,
    /// Who used an id first.
    pub(super) owner: BTreeMap<String, usize>,
    /// What a visitor was thanked for, by whose answer it is.
    pub(super) promised: BTreeMap<usize, Vec<String>>,
    /// Words whose answer was given up for its age, or let go after a refusal as old.
    pub(super) given_up: Vec<String>,
    /// Places and the endpoints that surveys there have named.
    pub(super) seen: BTreeSet<(String, String)>,
    /// The first thing that went wrong.
    pub(super) wrong: Option<String>,
}

impl World {
    pub fn new(ground: Ground) -> Self {
        let endpoints = ground.ours.map(Endpoint::new);
        Self {
            ground,
            now: START,
            online: true,
            full: false,
            disk: BTreeMap::new(),
            drafts: Vec::new(),
            known: BTreeSet::new(),
            endpoints,
            tabs: vec![Tab::default()],
            elements: Vec::new(),
            puts: VecDeque::new(),
            flights: Vec::new(),
            authors: 0,
            words: 0,
            names: 0,
            owner: BTreeMap::new(),
            promised: BTreeMap::new(),
            given_up: Vec::new(),
            seen: BTreeSet::new(),
            wrong: None,
        }
    }

    pub fn take(&mut self, step: &Step) {
        match step {
            Step::Tab if self.tabs.len() < 3 => self.tabs.push(Tab::default()),
            Step::Open { tab, page, endpoint, floats, preview } => {
                if self.elements.iter().flatten().count() < 4 {
                    self.open(tab % self.tabs.len(), *page, *endpoint, *floats, *preview);
                }
            }
            Step::Remove(at) => {
                if let Some(at) = self.element(*at) {
                    self.elements[at] = None;
                }
            }
            Step::Answer(at) => {
                self.words += 1;
                let words = format!("word{}.", self.words);
                self.act(*at, Action::At(3, Answer::Text(words)));
            }
            Step::Next(at) => self.act(*at, Action::Next),
            Step::Send(at) => self.act(*at, Action::Send),
            Step::Accept(at) => {
                self.words += 1;
                let contact = format!("a{}.@b.example", self.words);
                self.act(*at, Action::Contact(contact));
                self.act(*at, Action::Accept);
            }
            Step::Close(at) => self.act(*at, Action::Close),
            Step::Forget(at) => self.act(*at, Action::Forget),
            Step::Written(well) => self.written(*well),
            Step::TooLate(at) => self.too_late(*at),
            Step::Look(tab) => self.look(tab % self.tabs.len()),
            Step::Arrive(at) => self.arrive(*at),
            Step::Read(at, heard, disk) => {
                if let Some(at) = self.flight(*at, |flight| flight.awaited) {
                    self.read(at, *heard, *disk);
                }
            }
            Step::Leave(tab, how) => self.leave(tab % self.tabs.len(), *how),
            Step::Full(full) => self.full = *full,
            Step::Online(online) => {
                self.online = *online;
                if self.online {
                    for at in 0..self.tabs.len() {
                        let moment = self.moment(at);
                        self.tabs[at].scheduler.online(moment);
                    }
                }
            }
            Step::Pass(ms) => self.pass((*ms).into()),
            Step::SetClock(by) => self.now = self.now.saturating_add_signed(*by),
            Step::Take(at) => {
                if let Some(at) = self.flight(*at, |flight| flight.reply.is_none()) {
                    let entry = &self.flights[at].one.entry;
                    self.endpoints[place_of(&entry.endpoint)].steal(&entry.id);
                }
            }
            Step::Tab => {}
        }
    }

    pub(super) fn pass(&mut self, ms: u64) {
        self.now += ms;
        self.tabs.iter_mut().for_each(|tab| tab.elapsed += ms);
    }

    /// One of the surveys that are there.
    pub(super) fn element(&self, which: usize) -> Option<usize> {
        let there: Vec<_> = (0..self.elements.len()).filter(|at| self.elements[*at].is_some()).collect();
        (!there.is_empty()).then(|| there[which % there.len()])
    }

    pub(super) fn flight(&self, which: usize, fits: impl Fn(&Flight) -> bool) -> Option<usize> {
        let there: Vec<_> =
            (0..self.flights.len()).filter(|at| !self.flights[*at].over && fits(&self.flights[*at])).collect();
        (!there.is_empty()).then(|| there[which % there.len()])
    }

    pub(super) fn fail(&mut self, what: String) {
        self.wrong.get_or_insert(what);
    }
}

pub(super) fn place_of(endpoint: &str) -> usize {
    usize::from(endpoint == ENDPOINTS[1])
}

pub(super) fn home(element: &Element) -> SurveyEndpoint {
    SurveyEndpoint {
        survey: element.props.survey.as_str().to_owned(),
        place: if element.is_floating() { String::new() } else { element.path.to_owned() },
        endpoint: element.props.endpoint.clone(),
        key: String::new(),
        silent: element.props.preview,
    }
}
