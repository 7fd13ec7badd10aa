//! What visitors do, and what their surveys do then.

use super::step::Leaving;
use super::tab::{Element, Tab};
use super::world::{Draft, ENDPOINTS, PATHS, Put, START, World};
use crate::delivery::mutant::Mutant;
use crate::delivery::{QueuedEntry, mutant};
use crate::locale::Messages;
use crate::widget::answer::Answer;
use crate::widget::draft;
use crate::widget::question::standard;
use crate::widget::response::{ResponseIdentity, SubmitContext, address, freeze};
use crate::widget::settings::{Mode, Settings};
use crate::widget::state::{Action, Effect, State};

impl World {
    pub(super) fn new_place(&mut self) -> ResponseIdentity {
        self.names += 1;
        let [a, b, c, d] = self.names.to_be_bytes();
        ResponseIdentity::new(START, [0, 0, 0, 0, 0, 0, a, b, c, d])
    }

    pub(super) fn open(&mut self, tab: usize, page: usize, endpoint: usize, floats: bool, preview: bool) {
        if self.tabs[tab].closed {
            return;
        }
        let props = Settings {
            endpoint: ENDPOINTS[endpoint].to_owned(),
            mode: if floats { Mode::Popover } else { Mode::Inline },
            follow_up: 24,
            partial: self.ground.partial,
            preview,
            ..Settings::for_survey("support")
        };
        let mut state = State::new(standard(&Messages::english(), None));
        let mut place = self.new_place();
        let path = PATHS[page];
        self.authors += 1;
        let mut author = self.authors;
        if !preview {
            let key = draft::key(&props, "", path);
            let free = |draft: &&Draft| draft.key == key && !self.is_held(&draft.id);
            if let Some(found) = self.drafts.iter().rev().find(free) {
                let kept: serde_json::Value = serde_json::from_str(&found.text).unwrap();
                draft::read(&kept, &mut place, &mut state).unwrap();
                // Whoever is still there goes on being its author.
                if !self.lives(&found.id) {
                    author = found.author;
                }
            }
        }
        let told = state.reached;
        state.apply(Action::Opened);
        self.elements.push(Some(Element { tab, author, state, place, props, path, sent: Vec::new(), told }));
    }

    pub(super) fn lives(&self, id: &str) -> bool {
        self.elements.iter().flatten().any(|element| element.id().to_text() == id)
    }

    /// Whether a living element has this id.
    pub(super) fn is_held(&self, id: &str) -> bool {
        !mutant::is(Mutant::DraftOfTheSurvey) && self.lives(id)
    }

    pub(super) fn act(&mut self, which: usize, action: Action) {
        let Some(at) = self.element(which) else { return };
        let Some(element) = &mut self.elements[at] else { return };
        let edits = matches!(action, Action::At(..) | Action::Next);
        let effect = element.state.apply(action);
        self.carry_out(at, effect);
        if let Some(Some(element)) = self.elements.get(at)
            && edits
            && element.state.is_open()
            && element.state.is_answered()
            && !element.props.preview
            && self.ground.storage
        {
            let (id, key) = (element.id().to_text(), draft::key(&element.props, "", element.path));
            let text = draft::write(&element.place, &element.state);
            let author = element.author;
            self.drafts.retain(|draft| draft.id != id);
            self.drafts.push(Draft { key, id, text, author });
        }
    }

    pub(super) fn carry_out(&mut self, at: usize, effect: Effect) {
        let now = self.now;
        let Some(Some(element)) = self.elements.get_mut(at) else { return };
        match effect {
            Effect::Submit => {
                element.place.submit(now, &element.state.answers);
                let words = element.state.at(3).map(Answer::to_text);
                element.sent = words.into_iter().collect();
                self.submit(at, true, None);
            }
            Effect::FollowUp => {
                element.place.advance(now);
                let contact = element.state.contact.clone();
                self.submit(at, true, Some(contact));
            }
            Effect::Moved
                if element.props.partial && !element.props.preview && element.state.reached > element.told =>
            {
                element.told = element.state.reached;
                element.place.advance(now);
                self.submit(at, false, None);
            }
            Effect::Closed | Effect::Forgotten => {
                let id = element.id().to_text();
                self.drafts.retain(|draft| draft.id != id);
                self.authors += 1;
                let (author, place) = (self.authors, self.new_place());
                if let Some(Some(element)) = self.elements.get_mut(at) {
                    (element.author, element.place, element.told) = (author, place, 0);
                    element.sent.clear();
                }
            }
            _ => {}
        }
    }

    pub(super) fn submit(&mut self, at: usize, complete: bool, contact: Option<String>) {
        let Some(Some(element)) = self.elements.get_mut(at) else { return };
        if element.props.preview {
            element.state.apply(Action::Saved);
            return;
        }
        // A second address takes the place of the first.
        element.sent.retain(|words| !words.contains('@'));
        element.sent.extend(contact.clone());
        let moment = SubmitContext { complete, contact, ..SubmitContext::default() };
        let entry =
            address(&freeze(&element.state, &element.props, &element.place, moment), &element.props, element.path);
        let (id, author, tab) = (entry.id.clone(), element.author, element.tab);
        let first = element.place.first;
        if *self.owner.entry(id.clone()).or_insert(author) != author {
            self.fail(format!("an answer has another visitor's id {id}"));
        }
        let frozen = &mut self.tabs[tab].frozen;
        frozen.insert(id, (entry.clone(), None));
        self.puts.push_back(Put { tab, element: at, entry, first, again: false, late: false });
    }

    pub(super) fn leave(&mut self, at: usize, how: Leaving) {
        if self.tabs[at].closed {
            return;
        }
        let frozen: Vec<_> = self.tabs[at].frozen.values().filter(|(_, flight)| flight.is_none()).cloned().collect();
        for (entry, _) in frozen {
            let flight = self.flights.len();
            let id = entry.id.clone();
            self.post(at, QueuedEntry::fresh(entry, self.now), false);
            if let Some((_, place)) = self.tabs[at].frozen.get_mut(&id) {
                *place = Some(flight);
            }
        }
        if let Leaving::Closed = how {
            self.tabs[at].closed = true;
            for element in &mut self.elements {
                if element.as_ref().is_some_and(|element| element.tab == at) {
                    *element = None;
                }
            }
            if self.tabs.iter().all(|tab| tab.closed) && self.tabs.len() < 3 {
                self.tabs.push(Tab::default());
            }
        }
    }
}
