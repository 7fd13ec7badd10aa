//! The root component: it shows the state, turns what the visitor does into actions, and carries out their effects.

mod card;
#[cfg(feature = "control-panic")]
mod control;
mod element;
mod field;
mod thank_you;

use std::rc::Rc;

use yew::html::Scope;
use yew::prelude::*;

use super::draft;
use super::freeze::{Moment, Place, freeze};
use super::outbox::{Entry, Fate};
use super::props::Props;
use super::question::standard;
use super::state::{Action, Effect, Phase, State};
use crate::edge::{host::Host, idb, page, submit::Sender};
use crate::locale::{ENGLISH, Messages};

/// How long a survey waits for what an earlier page may have left.
const DRAFT_MS: u32 = 300;

/// The place of one survey, and what it starts with.
#[derive(Properties)]
pub struct Survey {
    /// The owner's settings at the start.
    pub props: Rc<Props>,
    /// The element it lives in.
    pub host: Host,
    /// The way to the endpoint.
    pub sender: Sender,
}

/// Never given anew: later settings come as a message.
impl PartialEq for Survey {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.props, &other.props)
    }
}

/// One survey on one page.
pub struct Widget {
    owner: Rc<Props>,
    state: State,
    words: &'static Messages,
    heading: NodeRef,
    shown_ms: u64,
    /// A Retry sends the same response again, never a second one.
    place: Place,
    /// Steps that the endpoint has been told of.
    told: usize,
    shown: bool,
    moved: bool,
}

/// What a widget hears: what the visitor or the outside did, what an earlier page left, or what the owner changed.
#[derive(Debug)]
pub enum Message {
    /// An action.
    Act(Action),
    /// The draft of an earlier page; empty when there is none.
    Found(String),
    /// Other settings.
    Settings(Rc<Props>),
}

impl From<Action> for Message {
    fn from(action: Action) -> Self {
        Self::Act(action)
    }
}

impl Component for Widget {
    type Message = Message;
    type Properties = Survey;

    fn create(context: &Context<Self>) -> Self {
        let words = &ENGLISH;
        let owner = context.props().props.clone();
        let state = State::new(standard(words, owner.subject.as_deref().unwrap_or(words.us)));
        let link = context.link().clone();
        idb::unfinished(owner.survey.as_str(), DRAFT_MS, move |draft| link.send_message(Message::Found(draft)));
        let place = new_place();
        Self {
            owner,
            state,
            words,
            heading: NodeRef::default(),
            shown_ms: 0,
            place,
            told: 0,
            shown: false,
            moved: false,
        }
    }

    fn update(&mut self, context: &Context<Self>, message: Message) -> bool {
        let action = match message {
            Message::Act(action) => action,
            Message::Settings(owner) => {
                self.owner = owner;
                return true;
            }
            Message::Found(draft) => {
                // A damaged draft is as good as none.
                let _ = draft::read(&draft, &mut self.place, &mut self.state);
                self.told = self.state.reached;
                Action::Opened
            }
        };
        #[cfg(feature = "control-panic")]
        control::panic_if_asked(&self.owner, &action);
        let given = matches!(action, Action::Answer(_) | Action::Next | Action::Skip | Action::Back);
        let effect = self.state.apply(action);
        self.carry_out(context, effect);
        if given && self.state.is_answered() {
            idb::draft(self.owner.survey.as_str(), &draft::write(&self.place, &self.state));
        }
        true
    }

    fn rendered(&mut self, context: &Context<Self>, _first: bool) {
        if std::mem::take(&mut self.shown) {
            self.shown_ms = page::elapsed_ms();
            context.props().host.replace_fallback();
            self.emit(context, "shown", &[]);
            self.mention(context);
        }
        if std::mem::take(&mut self.moved) {
            page::focus(self.heading.get());
        }
    }

    fn view(&self, context: &Context<Self>) -> Html {
        let Self { owner, state, words, heading, .. } = self;
        let scene = Scene { state, words, owner, heading, link: context.link() };
        match state.phase {
            Phase::Opening | Phase::Closed => Html::default(),
            Phase::Thanks(fate) => thank_you::view(&scene, fate),
            _ => card::view(&scene),
        }
    }
}

/// What is drawn, and whom the drawing tells.
struct Scene<'a> {
    state: &'a State,
    words: &'static Messages,
    owner: &'a Props,
    heading: &'a NodeRef,
    link: &'a Scope<Widget>,
}

impl Widget {
    fn carry_out(&mut self, context: &Context<Self>, effect: Effect) {
        match effect {
            Effect::None => {}
            Effect::Shown => self.shown = true,
            Effect::Moved => {
                self.moved = true;
                self.tell_step(context);
            }
            Effect::Answered(at) => {
                if let Some(question) = self.state.questions.get(at) {
                    self.emit(context, "answered", &["question", &question.id]);
                }
            }
            Effect::Submit => self.submit(context),
            Effect::Copy => page::copy(&self.words_given()),
            Effect::Dismissed => self.emit(context, "dismissed", &["reason", "close"]),
            Effect::Closed => (self.place, self.told) = (new_place(), 0),
        }
    }

    fn submit(&mut self, context: &Context<Self>) {
        self.place.submit(page::now_ms(), &self.state.given);
        let entry = self.entry(true);
        self.emit(context, "submitted", &[]);
        let (link, host) = (context.link().clone(), context.props().host.clone());
        let (id, survey) = (entry.id.clone(), entry.survey.clone());
        let tell = move |action| {
            if action == Action::Sent(Fate::Accepted) {
                host.emit("delivered", &["id", &id, "survey", &survey]);
            }
            link.send_message(action);
        };
        context.props().sender.clone().submit(&entry, self.owner.keep_days, Rc::new(tell));
    }

    /// An owner who asked for it hears of each step once, so that a survey left half-way is not lost.
    fn tell_step(&mut self, context: &Context<Self>) {
        if self.tells_steps() && self.state.reached > self.told {
            self.told = self.state.reached;
            self.place.advance(page::now_ms());
            context.props().sender.clone().submit(&self.entry(false), 0, Rc::new(|_| {}));
        }
    }

    /// … and that the survey was shown: once, and it does not matter if that is lost.
    fn mention(&self, context: &Context<Self>) {
        if self.tells_steps() && self.place.seq == 0 {
            context.props().sender.mention(&self.entry(false));
        }
    }

    fn tells_steps(&self) -> bool {
        self.owner.partial && !self.owner.endpoint.is_empty()
    }

    fn entry(&self, complete: bool) -> Entry {
        let moment = Moment {
            shown_ms: self.shown_ms,
            answered_ms: page::elapsed_ms().saturating_sub(self.shown_ms),
            complete,
            context: page::context(self.owner.context, self.words.lang),
        };
        Entry::new(&freeze(&self.state, &self.owner, &self.place, moment), &self.owner)
    }

    /// Every answer in words, for the clipboard of a visitor whose browser could not keep them.
    fn words_given(&self) -> String {
        let mut words = String::new();
        for (question, given) in self.state.questions.iter().zip(&self.state.given) {
            if let Some(given) = given {
                words.push_str(&[&*question.label, " ", &given.to_text(), "\n"].concat());
            }
        }
        words
    }

    fn emit(&self, context: &Context<Self>, name: &str, more: &[&str]) {
        let id = self.place.id.to_text();
        let mut detail = vec!["survey", self.owner.survey.as_str(), "id", &id];
        detail.extend_from_slice(more);
        context.props().host.emit(name, &detail);
    }
}

fn new_place() -> Place {
    Place::new(page::now_ms(), page::random())
}

/// One line on the console and one event, for the site owner.
pub fn report(host: &Host, survey: &str, code: &str, message: &str) {
    page::warn(&["Goodword: ", message].concat());
    host.emit("error", &["survey", survey, "code", code, "message", message]);
}
