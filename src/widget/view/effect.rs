//! What happens outside after an action.

use std::rc::Rc;

use yew::Context;

use super::{Widget, new_place};
use crate::edge::page;
use crate::locale::Word;
use crate::widget::OWN;
use crate::widget::freeze::{Moment, freeze};
use crate::widget::mount;
use crate::widget::outbox::{Entry, Fate};
use crate::widget::props::Mode;
use crate::widget::state::{Action, Effect};

impl Widget {
    pub(super) fn carry_out(&mut self, context: &Context<Self>, effect: Effect) {
        match effect {
            Effect::FollowUp => {
                self.place.advance(page::now_ms());
                let contact = Some(self.state.contact.trim().to_owned());
                // Kept answers hold no contact.
                self.send(context, contact, 0);
            }
            Effect::None => {}
            Effect::Shown => {
                self.shown = true;
                // Nobody can use the page behind it meanwhile: the focus belongs in there.
                self.moved = self.owner.mode == Mode::Modal;
            }
            Effect::Asked => (self.shown, self.moved) = (true, true),
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
            Effect::Dismissed(reason) => {
                self.close(context);
                if !self.is_preview() {
                    self.emit(context, "dismissed", &["reason", reason]);
                }
            }
            Effect::Closed => {
                self.close(context);
                (self.place, self.told, self.mentioned) = (new_place(), 0, false);
            }
        }
    }

    pub(super) fn is_preview(&self) -> bool {
        OWN && self.owner.preview
    }

    fn close(&mut self, context: &Context<Self>) {
        // Whoever came by the tab is back there.
        self.moved = self.state.tab;
        let host = &context.props().host;
        host.asking(false);
        host.leave();
    }

    fn submit(&mut self, context: &Context<Self>) {
        let id = self.place.id.to_text();
        let host = &context.props().host;
        if !host.consult(&["id", &id, "survey", self.owner.survey.as_str()]) {
            self.state.apply(Action::Held);
            return;
        }
        if let Some(owner) = mount::read(host) {
            self.owner = Rc::new(owner);
        }
        self.place.submit(page::now_ms(), &self.state.given);
        self.emit(context, "submitted", &[]);
        self.send(context, None, self.owner.keep_days);
    }

    fn send(&mut self, context: &Context<Self>, contact: Option<String>, keep_days: u32) {
        if self.is_preview() {
            context.link().send_message(Action::Saved);
            return;
        }
        let entry = self.entry(true, contact);
        let (link, host) = (context.link().clone(), context.props().host.clone());
        let (id, survey) = (entry.id.clone(), entry.survey.clone());
        let tell = move |action| {
            if action == Action::Sent(Fate::Accepted) {
                host.emit("delivered", &["id", &id, "survey", &survey]);
            }
            link.send_message(action);
        };
        context.props().sender.clone().submit(&entry, keep_days, Rc::new(tell));
    }

    /// An owner who asked for it hears of each step once, so that a survey left half-way is not lost.
    fn tell_step(&mut self, context: &Context<Self>) {
        if self.tells_steps() && self.state.reached > self.told {
            self.told = self.state.reached;
            self.place.advance(page::now_ms());
            context.props().sender.clone().submit(&self.entry(false, None), 0, Rc::new(|_| {}));
        }
    }

    /// … and that the survey was shown: once, and it does not matter if that is lost.
    pub(super) fn mention(&mut self, context: &Context<Self>) {
        if self.tells_steps() && self.place.seq == 0 && !std::mem::replace(&mut self.mentioned, true) {
            context.props().sender.mention(&self.entry(false, None));
        }
    }

    fn tells_steps(&self) -> bool {
        self.owner.partial && !self.owner.endpoint.is_empty() && !self.is_preview()
    }

    fn entry(&self, complete: bool, contact: Option<String>) -> Entry {
        let moment = Moment {
            shown_ms: self.shown_ms,
            answered_ms: page::elapsed_ms().saturating_sub(self.shown_ms),
            complete,
            context: page::context(self.owner.context, self.words.get(Word::Lang)),
            version: self.definition.version.clone(),
            contact,
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

    pub(super) fn emit(&self, context: &Context<Self>, name: &str, more: &[&str]) {
        let id = self.place.id.to_text();
        let mut detail = vec!["survey", self.owner.survey.as_str(), "id", &id];
        detail.extend_from_slice(more);
        context.props().host.emit(name, &detail);
    }
}
