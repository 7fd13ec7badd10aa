//! What must be true of the world, at every moment and in the end.

use proptest::prelude::*;

use super::step::{Heard, Leaving};
use super::tab::Tab;
use super::world::{World, home, place_of};
use crate::widget::state;
use crate::widget::state::{Offer, Phase};

impl World {
    pub(super) fn is_somewhere(&self, words: &str) -> bool {
        self.endpoints.iter().any(|endpoint| endpoint.holds(words))
            || self.disk.values().any(|row| row.entry.body.contains(words))
            || self.given_up.iter().any(|body| body.contains(words))
    }

    /// What must be true at every moment.
    pub fn check(&mut self) -> Result<(), TestCaseError> {
        let homes: Vec<_> = self.elements.iter().flatten().map(home).filter(|home| !home.silent).collect();
        self.seen.extend(homes.into_iter().map(|home| (home.place, home.endpoint)));
        if let Some(wrong) = &self.wrong {
            return Err(TestCaseError::fail(wrong.clone()));
        }
        let mut thanked = Vec::new();
        for element in self.elements.iter().flatten().filter(|element| !element.props.preview) {
            let Phase::Thanks(fate) = element.state.phase else { continue };
            let made = element.state.offer == Offer::Made;
            let told = element.sent.iter().filter(|words| made || !words.contains('@'));
            for words in told {
                prop_assert!(self.is_somewhere(words), "told {fate:?}, and {words} is nowhere");
                let arrived = self.endpoints.iter().any(|endpoint| endpoint.holds(words));
                let newest = fate == state::Confirmation::Arrived;
                prop_assert!(!newest || arrived, "told that it has arrived, and {words} has not");
                thanked.push((element.author, words.clone()));
            }
        }
        for (author, words) in thanked {
            let promised = self.promised.entry(author).or_default();
            if !promised.contains(&words) {
                promised.push(words);
            }
        }
        Ok(())
    }

    /// Everybody goes, and one visitor comes back later: the endpoints take what waits.
    pub fn settle(&mut self) {
        self.full = false;
        self.online = true;
        for at in 0..self.tabs.len() {
            self.leave(at, Leaving::Closed);
        }
        while !self.puts.is_empty() {
            self.written(true);
        }
        self.tabs.push(Tab::default());
        let last = self.tabs.len() - 1;
        for _ in 0..self.disk.len() * 3 + 3 {
            self.pass(24 * 60 * 60 * 1000);
            // What is old may be given up after one more failure, and none fails any more.
            self.look(last);
            if let Some(at) = self.flight(0, |flight| flight.tab == last && flight.awaited) {
                let entry = self.flights[at].one.entry.clone();
                self.flights[at].reply = Some(self.endpoints[place_of(&entry.endpoint)].take(&entry));
                self.read(at, Heard::Reply, true);
            }
        }
    }

    /// What was promised is at an endpoint, or rests with the reason of a refusal.
    pub fn check_settled(&self) -> Result<(), TestCaseError> {
        if let Some(wrong) = &self.wrong {
            return Err(TestCaseError::fail(wrong.clone()));
        }
        for words in self.promised.values().flatten() {
            let rests = self.disk.values().any(|row| !row.refused.is_empty() && row.entry.body.contains(words));
            let there = self.endpoints.iter().any(|endpoint| endpoint.holds(words));
            let given_up = self.given_up.iter().any(|body| body.contains(words));
            prop_assert!(there || rests || given_up, "told that {words} is safe, and it was never delivered");
        }
        Ok(())
    }
}
