//! One tab: the surveys in it, and its sender.

use std::collections::BTreeMap;

use goodword_core::ResponseId;

use crate::delivery::{Entry, Outbox, Scheduler};
use crate::widget::response::ResponseIdentity;
use crate::widget::settings::{Mode, Settings};
use crate::widget::state::State;

/// A survey in a page.
#[derive(Debug)]
pub struct Element {
    /// Which tab it is in.
    pub tab: usize,
    /// Whose answers it takes: a number for each response that a visitor begins.
    pub author: usize,
    pub state: State,
    pub place: ResponseIdentity,
    pub props: Settings,
    pub path: &'static str,
    /// The words that were sent last, as far as a claim can be made of them.
    pub sent: Vec<String>,
    /// Steps that were told of.
    pub told: usize,
}

impl Element {
    pub fn is_floating(&self) -> bool {
        self.props.mode != Mode::Inline
    }

    pub fn id(&self) -> ResponseId {
        self.place.id
    }
}

/// One tab. Its sender is the page's.
#[derive(Debug, Default)]
pub struct Tab {
    pub closed: bool,
    pub elapsed: u64,
    pub scheduler: Scheduler,
    pub outbox: Outbox,
    pub named: Vec<String>,
    /// Whether a try of its sender is under way.
    pub busy: bool,
    /// Frozen and not yet sent, by id; and the number of the request that it went out with while the page was left.
    pub frozen: BTreeMap<String, (Entry, Option<usize>)>,
    /// Which version of which element's answer an id stands for, and the id that the answer began with.
    pub own: BTreeMap<String, (Entry, usize, ResponseId)>,
}
