//! What happens outside after an action.

use std::rc::Rc;

use yew::Context;

use super::component::{Message, Widget, new_place};
use super::context::context;
use super::owner;
use super::response::{SubmitContext, address, freeze};
use super::settings::Mode;
use super::state::{Action, Effect, Phase};
use super::view::rich_text;
use super::wording;
use crate::browser::page;
use crate::delivery::client;
use crate::delivery::client::News;
use crate::delivery::{DeliveryStatus, Entry};
use crate::features::CUSTOM_SURVEYS;
use crate::locale::Word;

/// As much as an endpoint takes, less what each try adds.
const MOST_BYTES: usize = 65_536 - 512;

impl Widget {
    pub(super) fn carry_out(&mut self, context: &Context<Self>, effect: Effect) {
        match effect {
            Effect::FollowUp => {
                self.place.advance(page::now_ms());
                let entry = self.entry(true, Some(self.state.contact.trim().to_owned()));
                // Kept answers hold no contact.
                self.send(context, &entry, 0);
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
            Effect::Copy => {
                let link = context.link().clone();
                page::copy(&self.words_given(), move |done| link.send_message(Action::Copied(done)));
            }
            Effect::Withdrawn => self.close(context),
            Effect::Dismissed(reason) => {
                self.close(context);
                if !self.is_preview() {
                    self.emit(context, "dismissed", &["reason", reason]);
                }
            }
            Effect::Closed => {
                self.close(context);
                self.begin_anew();
            }
            Effect::Forgotten => {
                self.begin_anew();
                self.moved = self.state.phase == Phase::Asking;
            }
        }
    }

    /// The next answers are another response.
    fn begin_anew(&mut self) {
        client::release(&self.place.id.to_text(), false);
        (self.place, self.told, self.mentioned) = (new_place(), 0, false);
    }

    pub(super) fn is_preview(&self) -> bool {
        CUSTOM_SURVEYS && self.owner.preview
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
        if let Some(owner) = owner::settings(host) {
            self.owner = Rc::new(owner);
        }
        let before = self.place.clone();
        self.place.submit(page::now_ms(), &self.state.answers);
        let entry = self.entry(true, None);
        if entry.body.len() > MOST_BYTES {
            // While it can still be shortened.
            self.place = before;
            self.state.apply(Action::TooLong);
            return;
        }
        self.emit(context, "submitted", &[]);
        self.send(context, &entry, self.owner.keep_days);
    }

    fn send(&mut self, context: &Context<Self>, entry: &Entry, keep_days: u32) {
        if self.is_preview() {
            context.link().send_message(Action::Saved);
            return;
        }
        let (link, first, seq) = (context.link().clone(), self.place.first, entry.seq);
        // Of what goes to an endpoint the sender tells the page.
        let kept =
            entry.endpoint.is_empty().then(|| (context.props().host.clone(), entry.id.clone(), entry.survey.clone()));
        client::submit(entry, &context.props().sender, keep_days, move |news| {
            if let (Some((host, id, survey)), News::Sent(DeliveryStatus::Accepted)) = (&kept, news) {
                host.emit("delivered", &["id", id, "survey", survey]);
            }
            link.send_message(Message::News(first, seq, news));
        });
    }

    /// An owner who asked for it hears of each step once, so that a survey left half-way is not lost.
    fn tell_step(&mut self, context: &Context<Self>) {
        if self.tells_steps() && self.state.reached > self.told {
            self.told = self.state.reached;
            self.place.advance(page::now_ms());
            let step = self.entry(false, None);
            // What is too long for a step is said at Send.
            if step.body.len() <= MOST_BYTES {
                client::submit(&step, &context.props().sender, 0, |_| {});
            }
        }
    }

    /// … and that the survey was shown: once, and it does not matter if that is lost.
    pub(super) fn mention(&mut self, context: &Context<Self>) {
        if self.tells_steps() && self.place.seq == 0 && !std::mem::replace(&mut self.mentioned, true) {
            client::mention(&self.entry(false, None), &context.props().sender);
        }
    }

    fn tells_steps(&self) -> bool {
        self.owner.partial && !self.owner.endpoint.is_empty() && !self.is_preview()
    }

    fn entry(&self, complete: bool, contact: Option<String>) -> Entry {
        let moment = SubmitContext {
            shown_ms: self.shown_ms,
            answered_ms: page::elapsed_ms().saturating_sub(self.shown_ms),
            complete,
            context: context(self.owner.context, self.words.get(Word::Lang)),
            version: self.definition.version.clone(),
            contact,
        };
        address(&freeze(&self.state, &self.owner, &self.place, moment), &self.owner, &page::path())
    }

    /// Every answer as it is read, for the clipboard of a visitor whose browser could not keep them.
    fn words_given(&self) -> String {
        let mut words = String::new();
        for at in self.state.route() {
            if let (Some(question), Some(answer)) = (self.state.questions.get(at), self.state.at(at)) {
                let label = rich_text::plain(&wording::label(&self.state, &self.words, question));
                words.push_str(&[&*label, "\n", &question.label_of(answer), "\n\n"].concat());
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
