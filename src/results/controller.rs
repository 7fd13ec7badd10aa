//! Where what the analyst wants meets the browser: it asks the reader, and hands what it hears to the state.

use std::cell::{Cell, RefCell};

use yew::UseReducerDispatcher;

use goodword_core::columns::Filter;
use goodword_core::import::Edit;

use super::settings::ResultsSettings;
use super::source::{Dataset, Source};
use super::state::{ViewAction, ViewState};
use super::{fragment, mapping};
use crate::browser::files::File;
use crate::browser::next_task::NextTask;
use crate::browser::{download, location, time_zone};
use crate::reader::client;
use crate::reader::imported::NamedMapping;
use crate::reader::protocol::{
    CommentQuery, CrossQuery, FileFormat, KeynessQuery, Origin, Report, Request, Sort, Token,
};
use crate::reader::selection::{Compare, Options, Selection};
use crate::reader::source_url;

/// The address of what this browser keeps.
const KEPT: &str = "local:";

/// One view's way to its reader.
pub struct Controller {
    reader: client::ReaderClient,
    dispatch: UseReducerDispatcher<ViewState>,
    wanted: RefCell<LastRequest>,
    acted: Cell<bool>,
}

/// What was asked for last, to ask for it again.
#[derive(Default)]
struct LastRequest {
    settings: ResultsSettings,
    token: Option<Token>,
    files: Vec<File>,
    /// Whether made-up responses are shown.
    sample: bool,
    selection: Selection,
    /// Which column is which in files that are not ours, as it was said in the dialog.
    mapping: Option<NamedMapping>,
    /// Whether the dialog is wanted.
    ask: bool,
}

impl LastRequest {
    /// Whose days are counted.
    fn zone(&self) -> String {
        self.selection.tz.clone().or_else(|| self.settings.tz.clone()).unwrap_or_else(time_zone::here)
    }
}

impl Controller {
    /// A controller whose reader's files stand in the folder `base`.
    pub fn new(base: &str, selection: Selection, dispatch: UseReducerDispatcher<ViewState>) -> Self {
        let heard = dispatch.clone();
        let reader = client::ReaderClient::new(base, move |message, blob| {
            if let (Report::Saved(format), Some(blob)) = (&message.body, blob) {
                download::save(&blob, &format!("responses.{}", format.ending()));
            }
            // Each in a task of its own: a Summary is large to read, and its view is large to draw.
            let heard = heard.clone();
            later(move || {
                message.body.read();
                later(move || heard.dispatch(ViewAction::Hear(message)));
            });
        });
        let wanted = RefCell::new(LastRequest { selection, ..LastRequest::default() });
        Self { reader, dispatch, wanted, acted: Cell::default() }
    }

    /// The settings have changed: what they name is read, or what was chosen is read again by them.
    pub fn set(&self, settings: ResultsSettings, token: Option<Token>) {
        let moved = {
            let wanted = &mut *self.wanted.borrow_mut();
            let moved = wanted.settings.src != settings.src;
            wanted.token = token.or_else(|| wanted.token.take().filter(|_| !moved));
            wanted.settings = settings;
            if moved {
                (wanted.sample, wanted.files) = (false, Vec::new());
            }
            moved
        };
        if moved || self.has_source() {
            self.read();
        } else {
            // Somebody who opened the view will want the reader.
            self.reader.prepare();
        }
    }

    fn has_source(&self) -> bool {
        let wanted = self.wanted.borrow();
        wanted.sample || wanted.settings.src.is_some() || !wanted.files.is_empty()
    }

    /// Reads files instead of what was shown.
    pub fn open(&self, files: Vec<File>) {
        if !files.is_empty() {
            {
                let wanted = &mut *self.wanted.borrow_mut();
                (wanted.files, wanted.mapping, wanted.ask, wanted.sample) = (files, None, false, false);
            }
            self.again();
        }
    }

    /// Reads made-up responses instead of what was shown.
    pub fn sample(&self) {
        {
            let wanted = &mut *self.wanted.borrow_mut();
            wanted.sample = true;
            wanted.files.clear();
        }
        self.again();
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
        let ResultsSettings { src, survey, definition, .. } = wanted.settings.clone();
        let zone = wanted.zone();
        if wanted.sample {
            return self.read_sample(zone, wanted.selection.options());
        }
        let (origin, source) = match (wanted.files.as_slice(), src) {
            ([_, ..], _) => (Origin::Files, Source::Files(wanted.files.iter().map(File::name).collect())),
            ([], None) => return,
            ([], Some(src)) if src == KEPT => (Origin::Kept, Source::Kept),
            ([], Some(src)) => match readable(&src) {
                None => return self.dispatch.dispatch(ViewAction::Refuse),
                Some(href) => {
                    (Origin::Address { url: href.clone(), token: wanted.token.clone() }, Source::Address(src, href))
                }
            },
        };
        let dataset = Dataset { source, survey: survey.clone() };
        let definition = definition.as_deref().and_then(readable);
        let selection = wanted.selection.options();
        self.reader.ask(Request::Mapping { mapping: wanted.mapping.clone(), ask: wanted.ask }, &[]);
        let job = self.reader.ask(Request::Read { origin, zone, survey, definition, selection }, &wanted.files);
        self.dispatch.dispatch(ViewAction::Open { job, dataset });
    }

    fn read_sample(&self, zone: String, selection: Options) {
        let read = Request::Read { origin: Origin::Sample, zone, survey: None, definition: None, selection };
        let job = self.reader.ask(read, &[]);
        self.dispatch.dispatch(ViewAction::Open { job, dataset: Dataset { source: Source::Sample, survey: None } });
    }

    /// Asks which column is which of files that are not ours, whatever they were taken for.
    pub fn choose_columns(&self) {
        self.wanted.borrow_mut().ask = true;
        self.again();
    }

    /// Something else is made of a column, or it is said how times are read.
    pub fn edit_mapping(&self, edit: &Edit) {
        if let Ok(edit) = serde_json::to_string(edit) {
            self.reader.ask(Request::EditMapping(edit), &[]);
        }
    }

    /// Reads the files by the mapping that was chosen.
    pub fn count(&self, mapping: &str) {
        {
            let wanted = &mut *self.wanted.borrow_mut();
            wanted.mapping = Some(NamedMapping { name: mapping::FILE.to_owned(), text: mapping.to_owned() });
            wanted.ask = false;
        }
        self.again();
    }

    /// Ends the reading.
    pub fn stop(&self) {
        self.acted.set(true);
        self.reader.ask(Request::Stop, &[]);
        self.dispatch.dispatch(ViewAction::Stop);
    }

    /// What is wanted changes; so do all figures, and the address of the page.
    pub fn ask(&self, change: impl FnOnce(&mut Selection)) {
        let mut selection = self.wanted.borrow().selection.clone();
        change(&mut selection);
        location::push_fragment(&fragment::write(&selection.options()));
        self.select(selection);
    }

    /// Sums up what is wanted now; days of another zone are counted by reading once more.
    fn select(&self, selection: Selection) {
        let before = std::mem::replace(&mut self.wanted.borrow_mut().selection, selection.clone());
        if before.tz == selection.tz || !self.has_source() {
            return self.sum(selection);
        }
        self.dispatch.dispatch(ViewAction::Ask(selection));
        self.read();
    }

    fn sum(&self, selection: Selection) {
        self.reader.ask(Request::SummaryReport { selection: selection.options() }, &[]);
        self.dispatch.dispatch(ViewAction::Ask(selection));
    }

    /// What the address of the page now asks for is wanted, unless it is somebody else's.
    pub fn follow(&self, written: &str) {
        let asked = fragment::asked(written, self.wanted.borrow().settings.survey.as_deref());
        let mistake = match asked {
            Some(Ok(selection)) if selection != self.wanted.borrow().selection => {
                return self.select(selection);
            }
            Some(Err(problem)) => Some(problem.to_string()),
            _ => None,
        };
        self.dispatch.dispatch(ViewAction::Mistake(mistake));
    }

    /// What was saved under a name is wanted again.
    pub fn open_view(&self, written: &str) {
        let asked = fragment::asked(written, self.wanted.borrow().settings.survey.as_deref());
        if let Some(Ok(selection)) = asked {
            self.ask(|wanted| *wanted = selection);
        }
    }

    /// All responses count again.
    pub fn clear(&self) {
        self.ask(|selection| selection.filter = Filter::default());
    }

    /// Two piles are compared, or nothing, or the latest time with the one before it.
    pub fn compare(&self, compare: Compare) {
        self.ask(|selection| selection.compare = compare);
    }

    /// Asks for some of the comments, or of the answers to a question of the owner's own.
    pub fn look(&self, question: Option<String>, search: &str, sort: Sort, from: usize, count: usize) {
        let selection = self.wanted.borrow().selection.options();
        let look = CommentQuery { selection, question, search: search.to_owned(), sort, from, count };
        self.reader.ask(Request::Comments(look), &[]);
        self.dispatch.dispatch(ViewAction::CommentQuery);
    }

    /// Asks what sets the comments of two groups apart.
    pub fn count_words(&self, a: &str, b: &str, seed: u32) {
        let selection = self.wanted.borrow().selection.options();
        let query = KeynessQuery { selection, a: a.to_owned(), b: b.to_owned(), seed };
        self.reader.ask(Request::Keyness(query.clone()), &[]);
        self.dispatch.dispatch(ViewAction::CountWords(query));
    }

    /// Asks for any two things beside each other, with the mean of a question.
    pub fn cross(&self, by: &str, across: Option<&str>, of: Option<&str>) {
        let selection = self.wanted.borrow().selection.options();
        let query =
            CrossQuery { selection, by: by.to_owned(), across: across.map(str::to_owned), of: of.map(str::to_owned) };
        self.reader.ask(Request::Cross(query.clone()), &[]);
        self.dispatch.dispatch(ViewAction::Cross(query));
    }

    /// Asks for the first of the comments that are looked at, for when they are printed.
    pub fn paper(&self, look: &CommentQuery, count: usize) {
        self.reader.ask(Request::Paper(CommentQuery { from: 0, count, ..look.clone() }), &[]);
    }

    /// Asks how the promises of an answer stand, and for the first so many that are open.
    pub fn follow_ups(&self, count: usize) {
        let selection = self.wanted.borrow().selection.options();
        self.reader.ask(Request::FollowUps { selection, count }, &[]);
    }

    /// Says whether a visitor was answered.
    pub fn answer(&self, row: u32, answered: bool) {
        self.reader.ask(Request::Answer { row, answered }, &[]);
        self.dispatch.dispatch(ViewAction::Answer);
    }

    /// Offers the responses that are wanted as a file.
    pub fn save_responses(&self, format: FileFormat) {
        let selection = self.wanted.borrow().selection.options();
        self.reader.ask(Request::Save { selection, format }, &[]);
        self.dispatch.dispatch(ViewAction::Save);
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
    NextTask::next(work).forget();
}

/// The whole of an address, when the view reads from there.
fn readable(address: &str) -> Option<String> {
    let url = location::resolve(address)?;
    source_url::is_allowed(&url, location::is_same_origin(&url)).then_some(url.href)
}
