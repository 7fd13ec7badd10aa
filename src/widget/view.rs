//! The root component: it shows the state, turns what the visitor does into actions, and carries out their effects.

mod card;
#[cfg(feature = "control-panic")]
mod control;
mod field;
mod thank_you;

use std::rc::Rc;

use yew::prelude::*;

use super::freeze::{Moment, Place, freeze};
use super::outbox::Entry;
use super::props::Props;
use super::question::{Given, standard};
use super::state::{Action, Effect, Phase, State};
use crate::edge::{host::Host, page, submit::Sender};
use crate::locale::{ENGLISH, Messages};

/// Settings and place of one survey.
#[derive(Properties, Clone, PartialEq)]
pub struct Survey {
    /// The owner's settings.
    pub props: Rc<Props>,
    /// The element it lives in.
    pub host: Host,
    /// The way to the endpoint.
    pub sender: Sender,
}

/// One survey on one page.
pub struct Widget {
    state: State,
    words: &'static Messages,
    heading: NodeRef,
    shown_ms: u64,
    /// A Retry sends the same response again, never a second one.
    place: Place,
    moved: bool,
}

impl Component for Widget {
    type Message = Action;
    type Properties = Survey;

    fn create(context: &Context<Self>) -> Self {
        let words = &ENGLISH;
        let subject = context.props().props.subject.as_deref().unwrap_or(words.us);
        let state = State::new(standard(words, subject));
        Self { state, words, heading: NodeRef::default(), shown_ms: 0, place: new_place(), moved: false }
    }

    fn update(&mut self, context: &Context<Self>, action: Action) -> bool {
        #[cfg(feature = "control-panic")]
        control::panic_if_asked(&context.props().props, &action);
        let effect = self.state.apply(action);
        self.carry_out(context, effect);
        true
    }

    fn rendered(&mut self, context: &Context<Self>, first: bool) {
        if first {
            self.shown_ms = page::elapsed_ms();
            context.props().host.replace_fallback();
            self.emit(context, "shown", &[]);
        }
        if std::mem::take(&mut self.moved) {
            page::focus(self.heading.get());
        }
    }

    fn view(&self, context: &Context<Self>) -> Html {
        let link = context.link();
        let owner = &context.props().props;
        match self.state.phase {
            Phase::Closed => Html::default(),
            Phase::Thanks(fate) => thank_you::view(&self.state, self.words, owner, fate, &self.heading, link),
            _ => card::view(&self.state, self.words, owner, &self.heading, link),
        }
    }
}

impl Widget {
    fn carry_out(&mut self, context: &Context<Self>, effect: Effect) {
        match effect {
            Effect::None => {}
            Effect::Moved => self.moved = true,
            Effect::Delivered => self.emit(context, "delivered", &[]),
            Effect::Refused => {
                let Survey { props, host, .. } = context.props();
                report(host, props, "refused", &[&props.endpoint, " refused the answer; it is kept"].concat());
            }
            Effect::Answered(at) => {
                if let Some(question) = self.state.questions.get(at) {
                    self.emit(context, "answered", &["question", &question.id]);
                }
            }
            Effect::Submit => self.submit(context),
            Effect::Copy => page::copy(&self.words_given()),
            Effect::Dismissed => self.emit(context, "dismissed", &["reason", "close"]),
            Effect::Closed => self.place = new_place(),
        }
    }

    fn submit(&mut self, context: &Context<Self>) {
        let owner = &context.props().props;
        self.place.submit(page::now_ms(), &self.state.given);
        let entry = Entry::new(&freeze(&self.state, owner, &self.place, self.moment(owner)), owner);
        self.emit(context, "submitted", &[]);
        let (link, sender) = (context.link().clone(), context.props().sender.clone());
        sender.submit(entry, move |action| link.send_message(action));
    }

    fn moment(&self, owner: &Props) -> Moment {
        Moment {
            shown_ms: self.shown_ms,
            answered_ms: page::elapsed_ms().saturating_sub(self.shown_ms),
            context: page::context(owner.context, self.words.lang),
        }
    }

    /// Every answer in words, for the clipboard of a visitor whose browser could not keep them.
    fn words_given(&self) -> String {
        let lines = self.state.questions.iter().zip(&self.state.given).filter_map(|(question, given)| {
            let given = match given.as_ref()? {
                Given::Number(number) => number.to_string(),
                Given::Word(text) | Given::Text(text) => text.clone(),
            };
            Some([&question.label, " ", &given, "\n"].concat())
        });
        lines.collect()
    }

    fn emit(&self, context: &Context<Self>, name: &str, more: &[&str]) {
        let Survey { props, host, .. } = context.props();
        let id = self.place.id.to_text();
        let mut detail = vec!["survey", props.survey.as_str(), "id", &id];
        detail.extend_from_slice(more);
        host.emit(name, &detail);
    }
}

fn new_place() -> Place {
    Place::new(page::now_ms(), page::random())
}

/// One line on the console and one event, for the site owner.
pub fn report(host: &Host, props: &Props, code: &str, message: &str) {
    page::warn(&["Goodword: ", message].concat());
    host.emit("error", &["survey", props.survey.as_str(), "code", code, "message", message]);
}
