//! Where what the analyst wants meets the browser: it asks the reader, and hands what it hears to the state.

use std::cell::{Cell, RefCell};

use yew::UseReducerDispatcher;

use super::address::Address;
use super::given::{Given, Source};
use super::message::{Origin, Report, Request, Token};
use super::props::Settings;
use super::state::{Action, State};
use crate::edge::files::File;
use crate::edge::{address, download, worker, zone};

/// The address of what this browser keeps.
const KEPT: &str = "local:";

/// One view's way to its reader.
pub struct Desk {
    reader: worker::Reader,
    dispatch: UseReducerDispatcher<State>,
    wanted: RefCell<Wanted>,
    acted: Cell<bool>,
}

/// What was asked for last, to ask for it again.
#[derive(Default)]
struct Wanted {
    settings: Settings,
    token: Option<Token>,
    files: Vec<File>,
}

impl Desk {
    /// A desk whose reader's files stand in the folder `base`.
    pub fn new(base: &str, dispatch: UseReducerDispatcher<State>) -> Self {
        let heard = dispatch.clone();
        let reader = worker::Reader::new(base, move |message, blob| {
            if let (Report::Responses, Some(blob)) = (&message.body, blob) {
                download::save(&blob, "responses.json");
            }
            heard.dispatch(Action::Hear(message));
        });
        Self { reader, dispatch, wanted: RefCell::default(), acted: Cell::default() }
    }

    /// The settings have changed: what they name is read, or what was chosen is read again by them.
    pub fn set(&self, settings: Settings, token: Option<Token>) {
        let moved = {
            let wanted = &mut *self.wanted.borrow_mut();
            let moved = wanted.settings.src != settings.src;
            wanted.token = token.or_else(|| wanted.token.take().filter(|_| !moved));
            wanted.settings = settings;
            if moved {
                wanted.files.clear();
            }
            moved
        };
        if moved || self.has_source() {
            self.read();
        }
    }

    fn has_source(&self) -> bool {
        let wanted = self.wanted.borrow();
        wanted.settings.src.is_some() || !wanted.files.is_empty()
    }

    /// Reads files instead of what was shown.
    pub fn open(&self, files: Vec<File>) {
        if !files.is_empty() {
            self.wanted.borrow_mut().files = files;
            self.again();
        }
    }

    /// Reads what is protected with a token.
    pub fn unlock(&self, token: Token) {
        self.wanted.borrow_mut().token = Some(token);
        self.again();
    }

    /// Reads the same once more.
    pub fn again(&self) {
        self.acted.set(true);
        self.read();
    }

    /// Whether the analyst has done something since this was last asked.
    pub fn has_acted(&self) -> bool {
        self.acted.take()
    }

    fn read(&self) {
        let wanted = self.wanted.borrow();
        let Settings { src, survey, tz } = wanted.settings.clone();
        let zone = tz.unwrap_or_else(zone::here);
        let (origin, source) = match (wanted.files.as_slice(), src) {
            ([_, ..], _) => (Origin::Files, Source::Files(wanted.files.iter().map(File::name).collect())),
            ([], None) => return,
            ([], Some(src)) if src == KEPT => (Origin::Kept, Source::Kept),
            ([], Some(src)) => match address::resolve(&src).filter(Address::is_allowed) {
                None => return self.dispatch.dispatch(Action::Refuse),
                Some(Address { href, .. }) => {
                    (Origin::Address { url: href.clone(), token: wanted.token.clone() }, Source::Address(src, href))
                }
            },
        };
        let given = Given { source, survey: survey.clone() };
        let job = self.reader.ask(Request::Read { origin, zone, survey }, &wanted.files);
        self.dispatch.dispatch(Action::Open { job, given });
    }

    /// Ends the reading.
    pub fn stop(&self) {
        self.acted.set(true);
        self.reader.ask(Request::Stop, &[]);
        self.dispatch.dispatch(Action::Stop);
    }

    /// Fetches comments behind those there are.
    pub fn comments(&self, after: usize) {
        self.reader.ask(Request::Comments { after }, &[]);
        self.dispatch.dispatch(Action::More);
    }

    /// Offers the responses that count as a file.
    pub fn save_responses(&self) {
        self.reader.ask(Request::Responses, &[]);
        self.dispatch.dispatch(Action::Save);
    }

    /// Offers the Summary as a file, as it is.
    pub fn save_summary(&self, json: &str) {
        if let Some(blob) = download::json(json) {
            download::save(&blob, "summary.json");
        }
    }
}
