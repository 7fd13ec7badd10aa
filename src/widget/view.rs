//! The root component: it shows the state, and turns what the visitor does into actions.

mod card;
#[cfg(feature = "control-panic")]
mod control;
mod effect;
mod element;
mod field;
mod thank_you;

use std::cell::RefCell;
use std::rc::Rc;

use yew::prelude::*;

use goodword_core::Value;

use self::element::On;
use super::OWN;
use super::definition::{self, Definition};
use super::draft;
use super::freeze::Place;
use super::props::{Mode, Props};
use super::question::standard;
use super::state::{Action, Phase, State};
use crate::edge::{host::Host, idb, page, submit::Sender};
use crate::locale::{Messages, Word};

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
    words: Messages,
    definition: Definition,
    heading: NodeRef,
    /// What the elements that are shown listen for.
    heard: RefCell<Vec<On>>,
    shown_ms: u64,
    /// A Retry sends the same response again, never a second one.
    place: Place,
    /// Steps that the endpoint has been told of.
    told: usize,
    /// Whether it has been told that the survey was shown.
    mentioned: bool,
    shown: bool,
    moved: bool,
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
        let link = context.link().clone();
        context.props().host.open(move |found| link.send_message(Message::Ready(found)));
        Self {
            owner: context.props().props.clone(),
            state: State::new(Vec::new()),
            words: Messages::english(),
            definition: Definition::default(),
            heading: NodeRef::default(),
            heard: RefCell::default(),
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
            Message::Done(done) => match self.hear(&done) {
                Some(action) => action,
                None => return false,
            },
            Message::Settings(owner) => {
                self.owner = owner;
                self.settle();
                if OWN {
                    context.props().host.accent();
                }
                return true;
            }
            Message::Ready(found) => {
                self.prepare(context, &found);
                let link = context.link().clone();
                let tell = move |draft| link.send_message(Message::Found(draft));
                idb::unfinished(self.owner.survey.as_str(), DRAFT_MS, tell);
                return false;
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
        let given = matches!(action, Action::Answer(_) | Action::At(..) | Action::Next | Action::Skip | Action::Back);
        let effect = self.state.apply(action);
        self.carry_out(context, effect);
        if given && self.state.is_answered() && !self.is_preview() {
            idb::draft(self.owner.survey.as_str(), &draft::write(&self.place, &self.state));
        }
        true
    }

    fn rendered(&mut self, context: &Context<Self>, _first: bool) {
        let host = &context.props().host;
        if !matches!(self.state.phase, Phase::Opening | Phase::Called) {
            // Something of ours is there to be seen, be it the tab.
            host.replace_fallback();
        }
        if std::mem::take(&mut self.shown) {
            self.shown_ms = page::elapsed_ms();
            if OWN {
                host.accent();
            }
            host.asking(self.owner.mode != Mode::Inline);
            self.emit(context, "shown", &[]);
            self.mention(context);
        }
        if std::mem::take(&mut self.moved) {
            page::focus(self.heading.get());
        }
    }

    fn view(&self, _: &Context<Self>) -> Html {
        let Self { owner, state, words, heading, definition, heard, .. } = self;
        heard.borrow_mut().clear();
        let scene = Scene { state, words, owner, definition, heading, heard };
        match state.phase {
            Phase::Closed if state.tab => card::tab(&scene),
            Phase::Opening | Phase::Called | Phase::Closed => element::nothing(),
            Phase::Thanks(fate) => thank_you::view(&scene, Some(fate)),
            Phase::Promising => thank_you::view(&scene, None),
            _ => card::view(&scene),
        }
    }
}

/// What is drawn, and what the drawing listens for.
struct Scene<'a> {
    state: &'a State,
    words: &'a Messages,
    owner: &'a Props,
    definition: &'a Definition,
    heading: &'a NodeRef,
    heard: &'a RefCell<Vec<On>>,
}

impl Widget {
    fn hear(&self, done: &str) -> Option<Action> {
        let (place, said) = done.split_once(' ')?;
        self.heard.borrow().get(place.parse::<usize>().ok()?)?.action(said)
    }

    /// Takes up the words, and the questions: the owner's own, or ours where there are none or they cannot be used.
    fn prepare(&mut self, context: &Context<Self>, found: &str) {
        let (words, own) = found.split_once('\0').unwrap_or_default();
        if !words.is_empty() {
            self.words = Messages::read(words);
        }
        let subject = self.owner.subject.as_deref().unwrap_or_else(|| self.words.get(Word::Us));
        if !OWN {
        } else if let Some(problem) = own.strip_prefix('!') {
            report(&context.props().host, self.owner.survey.as_str(), "definition", problem);
        } else {
            self.definition = definition::read(own, &self.words, subject).unwrap_or_default();
        }
        let own = if OWN { self.definition.questions.clone() } else { Vec::new() };
        let phase = self.state.phase;
        self.state = State::new(if own.is_empty() { standard(&self.words, subject) } else { own });
        self.state.phase = phase;
        self.settle();
    }

    /// What the state takes over from the owner's settings.
    fn settle(&mut self) {
        self.state.tab = self.owner.mode == Mode::Tab;
        if !OWN {
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

fn new_place() -> Place {
    Place::new(page::now_ms(), page::random())
}

/// One line on the console and one event, for the site owner.
pub fn report(host: &Host, survey: &str, code: &str, message: &str) {
    page::warn(&["Goodword: ", message].concat());
    host.emit("error", &["survey", survey, "code", code, "message", message]);
}
