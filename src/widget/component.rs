//! The component: it shows the state, and turns what the visitor does into actions.

use std::rc::Rc;

use yew::prelude::*;

use goodword_core::{ResponseId, Value};

use super::bootstrap;
use super::definition::{self, Definition};
use super::draft;
use super::owner;
#[cfg(feature = "control-panic")]
use super::panic_on_purpose;
use super::prefill;
use super::question::standard;
use super::response::ResponseIdentity;
use super::settings::{Mode, Settings};
use super::state::{Action, Phase, State};
use super::view::listener::Listeners;
use super::view::scene::Scene;
use super::view::{card, element, introduction, thank_you};
use crate::browser::host::Host;
use crate::browser::page;
use crate::delivery::client;
use crate::delivery::client::{News, SendFunction};
use crate::features::CUSTOM_SURVEYS;
use crate::locale::Messages;

/// The place of one survey, and what it starts with.
#[derive(Properties)]
pub struct WidgetProps {
    /// The owner's settings at the start.
    pub props: Rc<Settings>,
    /// The element it lives in.
    pub host: Host,
    /// The way to the endpoint.
    pub sender: SendFunction,
}

/// Never given anew: later settings come as a message.
impl PartialEq for WidgetProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.props, &other.props)
    }
}

/// One survey on one page.
pub struct Widget {
    pub(super) owner: Rc<Settings>,
    pub(super) state: State,
    pub(super) words: Messages,
    pub(super) definition: Definition,
    pub(super) heading: NodeRef,
    /// What the elements that are shown listen for.
    pub(super) listeners: Listeners,
    pub(super) shown_ms: u64,
    /// A Retry sends the same response again, never a second one.
    pub(super) place: ResponseIdentity,
    /// Steps that the endpoint has been told of.
    pub(super) told: usize,
    /// Whether it has been told that the survey was shown.
    pub(super) mentioned: bool,
    pub(super) shown: bool,
    pub(super) moved: bool,
}

/// What a widget hears: what the visitor or the outside did, what was found for it, or what the owner changed.
#[derive(Debug)]
pub enum Message {
    /// An action.
    Act(Action),
    /// What the visitor did: the place of what heard it, a space, and what was written there or which key was pressed.
    Done(String),
    /// The words and the owner's own questions.
    Ready(String),
    /// Whether there is a draft of an earlier page.
    Found(bool),
    /// What happens to a version of a response, which is named by the id that it began with.
    News(ResponseId, u32, News),
    /// Other settings.
    Changed(Rc<Settings>),
}

impl From<Action> for Message {
    fn from(action: Action) -> Self {
        Self::Act(action)
    }
}

impl Component for Widget {
    type Message = Message;
    type Properties = WidgetProps;

    fn create(context: &Context<Self>) -> Self {
        let link = context.link().clone();
        bootstrap::open(&context.props().host, move |found| link.send_message(Message::Ready(found)));
        Self {
            owner: context.props().props.clone(),
            state: State::new(Vec::new()),
            words: Messages::english(),
            definition: Definition::default(),
            heading: NodeRef::default(),
            listeners: Listeners::default(),
            shown_ms: 0,
            place: new_place(),
            told: 0,
            mentioned: false,
            shown: false,
            moved: false,
        }
    }

    fn update(&mut self, context: &Context<Self>, message: Message) -> bool {
        let action = match message {
            Message::Act(action) => action,
            Message::Done(done) => match self.listeners.action(&done) {
                Some(action) => action,
                None => return false,
            },
            Message::Changed(owner) => {
                self.owner = owner;
                self.apply_settings();
                bootstrap::open_again(&context.props().host);
                if CUSTOM_SURVEYS {
                    context.props().host.accent();
                    prefill::take_up(&context.props().host, &mut self.state);
                }
                return true;
            }
            Message::Ready(found) => {
                if !self.prepare(context, &found) {
                    return false;
                }
                if !matches!(self.state.phase, Phase::Opening | Phase::Called) {
                    // Only the words are others.
                    return true;
                }
                let link = context.link().clone();
                let tell = move |draft| link.send_message(Message::Found(draft));
                if self.is_preview() {
                    // It takes nothing up of what visitors have begun.
                    tell(false);
                    return false;
                }
                let usual = !CUSTOM_SURVEYS || self.definition.questions.is_empty();
                client::unfinished(
                    &self.draft_key(),
                    if usual { self.owner.survey.as_str() } else { "" },
                    draft::WAIT_MS,
                    tell,
                );
                return false;
            }
            Message::Found(found) => {
                if found {
                    // A damaged draft is as good as none.
                    let _ = draft::read(&OnDisk(&self.draft_key()), &mut self.place, &mut self.state);
                }
                self.told = self.state.reached;
                Action::Opened
            }
            Message::News(first, _, News::Under(id)) => {
                if self.place.first == first {
                    self.place.id = id;
                }
                return false;
            }
            Message::News(first, seq, news) if self.place.is(first, seq, &self.state) => match news {
                News::Sent(fate) => Action::Sent(fate),
                _ => Action::Saved,
            },
            Message::News(..) => return false,
        };
        #[cfg(feature = "control-panic")]
        panic_on_purpose::panic_if_asked(&self.owner, &action);
        let edits = matches!(action, Action::Answer(_) | Action::At(..) | Action::Next | Action::Back);
        let effect = self.state.apply(action);
        self.carry_out(context, effect);
        // What is on its way is no draft any more.
        if edits && self.state.is_open() && self.state.is_answered() && !self.is_preview() {
            client::draft(&self.draft_key(), &self.place.id.to_text(), &draft::write(&self.place, &self.state));
        }
        true
    }

    fn destroy(&mut self, _: &Context<Self>) {
        client::release(&self.place.id.to_text(), true);
    }

    fn rendered(&mut self, context: &Context<Self>, _first: bool) {
        let host = &context.props().host;
        match self.state.phase {
            Phase::Opening | Phase::Called => {}
            Phase::Closed if self.owner.mode == Mode::Inline => host.restore_fallback(),
            // Something of ours is there to be seen, be it the tab.
            _ => host.replace_fallback(),
        }
        if std::mem::take(&mut self.shown) {
            self.shown_ms = page::elapsed_ms();
            if CUSTOM_SURVEYS {
                host.accent();
            }
            host.asking(self.owner.mode != Mode::Inline);
            self.emit(context, "shown", &[]);
            let link = context.link().clone();
            client::ready(move || link.send_message(Action::Ready));
            self.mention(context);
        }
        if std::mem::take(&mut self.moved) {
            page::focus(self.heading.get());
        }
    }

    fn view(&self, _: &Context<Self>) -> Html {
        let Self { owner, state, words, heading, definition, listeners, .. } = self;
        listeners.clear();
        let scene = Scene { state, words, owner, definition, heading, listeners, ghost: false };
        match state.phase {
            Phase::Closed if state.tab => card::tab(&scene),
            Phase::Opening | Phase::Called | Phase::Closed => element::nothing(),
            Phase::Thanks(fate) => thank_you::view(&scene, Some(fate)),
            Phase::Promising => thank_you::view(&scene, None),
            _ => match definition.introduction.as_ref().filter(|_| state.is_introducing()) {
                Some(introduction) => introduction::view(&scene, introduction),
                None => card::view(&scene),
            },
        }
    }
}

impl Widget {
    /// Takes up the words, and the questions: the owner's own, or ours where there are none. Whether there is something to
    /// ask: never other questions under the name of a survey of the owner's own.
    fn prepare(&mut self, context: &Context<Self>, found: &str) -> bool {
        let (words, own) = found.split_once('\0').unwrap_or_default();
        if let Some(problem) = own.strip_prefix('!').filter(|_| CUSTOM_SURVEYS) {
            let host = &context.props().host;
            if matches!(self.state.phase, Phase::Opening | Phase::Called) {
                // Others may be asked instead.
                host.asking(false);
            }
            owner::report(host, self.owner.survey.as_str(), "definition", problem);
            return false;
        }
        self.words = if words.is_empty() { Messages::english() } else { Messages::read(words) };
        let subject = self.owner.subject.as_deref();
        if CUSTOM_SURVEYS {
            self.definition = definition::read(own, &self.words, subject).unwrap_or_default();
        }
        let own = if CUSTOM_SURVEYS { self.definition.questions.clone() } else { Vec::new() };
        self.state.ask(if own.is_empty() { standard(&self.words, subject) } else { own });
        if CUSTOM_SURVEYS {
            self.state.introduction = self.definition.introduction.is_some();
            prefill::take_up(&context.props().host, &mut self.state);
        }
        self.apply_settings();
        true
    }

    fn draft_key(&self) -> String {
        draft::key(&self.owner, &self.definition.version, &page::path())
    }

    /// What the state takes over from the owner's settings.
    fn apply_settings(&mut self) {
        self.state.tab = self.owner.mode == Mode::Tab;
        if !CUSTOM_SURVEYS {
            return;
        }
        self.state.page = self.owner.page;
        let mut fields = Vec::new();
        for (name, value) in &self.owner.fields {
            if let Value::Text(text) = value {
                fields.push((name.as_str().to_owned(), text.clone()));
            }
        }
        self.state.fields = fields;
    }
}

/// The draft that was found under a key, of which JavaScript reads the parts.
struct OnDisk<'a>(&'a str);

impl draft::SavedDraft for OnDisk<'_> {
    fn part(&self, of: &str, name: &str) -> Option<String> {
        client::part(self.0, of, name)
    }

    fn parts(&self, name: &str) -> Vec<String> {
        client::parts(self.0, name)
    }
}

pub(super) fn new_place() -> ResponseIdentity {
    ResponseIdentity::new(page::now_ms(), page::random())
}
