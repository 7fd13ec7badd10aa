//! Where what the analyst wants meets the browser: it asks the reader, and hands what it hears to the state.

use std::cell::{Cell, RefCell};

use yew::UseReducerDispatcher;

use goodword_core::columns::Filter;

use super::address::Address;
use super::asked::{Asked, Compare};
use super::fragment;
use super::given::{Given, Source};
use super::message::{Format, Look, Origin, Report, Request, Sort, Token};
use super::props::Settings;
use super::state::{Action, State};
use crate::edge::files::File;
use crate::edge::turn::Turn;
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
    asked: Asked,
}

impl Desk {
    /// A desk whose reader's files stand in the folder `base`.
    pub fn new(base: &str, asked: Asked, dispatch: UseReducerDispatcher<State>) -> Self {
        let heard = dispatch.clone();
        let reader = worker::Reader::new(base, move |message, blob| {
            if let (Report::Saved(format), Some(blob)) = (&message.body, blob) {
                download::save(&blob, &format!("responses.{}", format.ending()));
            }
            // Each in a task of its own: a Summary is large to read, and its view is large to draw.
            let heard = heard.clone();
            later(move || {
                message.body.read();
                later(move || heard.dispatch(Action::Hear(message)));
            });
        });
        let wanted = RefCell::new(Wanted { asked, ..Wanted::default() });
        Self { reader, dispatch, wanted, acted: Cell::default() }
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

    /// Reads made-up responses instead of what was shown.
    pub fn sample(&self) {
        self.acted.set(true);
        self.wanted.borrow_mut().files.clear();
        let (tz, asked) = {
            let wanted = self.wanted.borrow();
            (wanted.settings.tz.clone(), wanted.asked.options())
        };
        let zone = tz.unwrap_or_else(zone::here);
        let read = Request::Read { origin: Origin::Sample, zone, survey: None, definition: None, asked };
        let job = self.reader.ask(read, &[]);
        self.dispatch.dispatch(Action::Open { job, given: Given { source: Source::Sample, survey: None } });
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
        let Settings { src, survey, definition, tz } = wanted.settings.clone();
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
        let definition = definition.as_deref().and_then(address::resolve).filter(Address::is_allowed);
        let definition = definition.map(|address| address.href);
        let asked = wanted.asked.options();
        let job = self.reader.ask(Request::Read { origin, zone, survey, definition, asked }, &wanted.files);
        self.dispatch.dispatch(Action::Open { job, given });
    }

    /// Ends the reading.
    pub fn stop(&self) {
        self.acted.set(true);
        self.reader.ask(Request::Stop, &[]);
        self.dispatch.dispatch(Action::Stop);
    }

    /// What is wanted changes; so do all figures, and the address of the page.
    pub fn ask(&self, change: impl FnOnce(&mut Asked)) {
        let asked = {
            let wanted = &mut *self.wanted.borrow_mut();
            change(&mut wanted.asked);
            wanted.asked.clone()
        };
        address::set_fragment(&fragment::write(&asked.options()));
        self.reader.ask(Request::Sum { asked: asked.options() }, &[]);
        self.dispatch.dispatch(Action::Ask(asked));
    }

    /// What the address of the page now asks for is wanted, unless it is somebody else's.
    pub fn follow(&self, written: &str) {
        match fragment::read(written).map(|options| Asked::read(&options)) {
            Some(Ok(asked)) if asked != self.wanted.borrow().asked => self.ask(|wanted| *wanted = asked),
            Some(Err(problem)) => self.dispatch.dispatch(Action::Mistake(problem.to_string())),
            _ => {}
        }
    }

    /// All responses count again.
    pub fn clear(&self) {
        self.ask(|asked| asked.filter = Filter::default());
    }

    /// Two piles are compared, or nothing, or the latest time with the one before it.
    pub fn compare(&self, compare: Compare) {
        self.ask(|asked| asked.compare = compare);
    }

    /// Asks for some of the comments.
    pub fn look(&self, search: &str, sort: Sort, from: usize, count: usize) {
        let asked = self.wanted.borrow().asked.options();
        let look = Look { asked, search: search.to_owned(), sort, from, count };
        self.reader.ask(Request::Comments(look), &[]);
        self.dispatch.dispatch(Action::Look);
    }

    /// Asks for the first of the comments that are looked at, for when they are printed.
    pub fn paper(&self, look: &Look, count: usize) {
        self.reader.ask(Request::Paper(Look { from: 0, count, ..look.clone() }), &[]);
    }

    /// Asks how the promises of an answer stand, and for the first so many that are open.
    pub fn follow_ups(&self, count: usize) {
        let asked = self.wanted.borrow().asked.options();
        self.reader.ask(Request::FollowUps { asked, count }, &[]);
    }

    /// Says whether a visitor was answered.
    pub fn answer(&self, row: u32, answered: bool) {
        self.reader.ask(Request::Answer { row, answered }, &[]);
        self.dispatch.dispatch(Action::Answer);
    }

    /// Offers the responses that are wanted as a file.
    pub fn save_responses(&self, format: Format) {
        let asked = self.wanted.borrow().asked.options();
        self.reader.ask(Request::Save { asked, format }, &[]);
        self.dispatch.dispatch(Action::Save);
    }

    /// Offers a text as a file, as it is.
    pub fn save_text(&self, text: &str, kind: &str, name: &str) {
        if let Some(blob) = download::text(text, kind) {
            download::save(&blob, name);
        }
    }
}

/// Does something when the page has had its turn.
fn later(work: impl FnOnce() + 'static) {
    Turn::next(work).forget();
}
