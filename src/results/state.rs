//! What the view shows, and what changes it.

use std::rc::Rc;

use goodword_core::facets::Facets;
use goodword_core::import::Sheet;
use goodword_core::{Problem, Summary};

use super::crossed::Crossed;
use super::keyness::{Keyness, KeynessFound};
use super::source::Dataset;
use crate::reader::failure::Failure;
use crate::reader::imported::Imported;
use crate::reader::protocol::{
    BadLines, Comment, CommentQuery, CrossQuery, Envelope, FollowUps, KeynessQuery, Progress, ReadResult, Report,
    SaveProgress, SummaryReport,
};
use crate::reader::selection::{Options, Selection};

/// What is on the screen.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ViewState {
    /// The reading that reports are heard about.
    pub job: u32,
    /// What is read.
    pub dataset: Option<Dataset>,
    /// What is wanted of it.
    pub selection: Selection,
    /// What the address of the page asks for and cannot mean.
    pub mistake: Option<String>,
    /// How far it is.
    pub phase: ViewPhase,
}

/// How far the view is with what it was given.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum ViewPhase {
    /// Nothing was given yet.
    #[default]
    Welcome,
    /// It is being read.
    Reading(Progress),
    /// First has to be said which column is which.
    Mapping(Box<Sheet>),
    /// There is nothing to show.
    Failed(Failure, BadLines),
    /// It is shown.
    Shown(Shown),
}

/// What was found, and what of it was fetched since.
#[derive(Debug, Clone, PartialEq)]
pub struct Shown {
    /// What was read.
    pub read: Rc<SourceFacts>,
    /// The figures of what is wanted, or still of what was wanted before.
    pub figures: Rc<Figures>,
    /// The comments that are in sight.
    pub comments: Rc<Comments>,
    /// The comments that are printed.
    pub paper: Rc<Comments>,
    /// What sets the comments of two groups apart.
    pub keyness: Keyness,
    /// Any two things beside each other.
    pub crossed: Rc<Crossed>,
    /// How the promises of an answer stand, once that was told.
    pub follow_ups: Option<Rc<FollowUps>>,
    /// Whether one of them is being marked.
    pub answering: bool,
    /// What has been asked for and has not come.
    pub waiting: Pending,
    /// How far a file of responses has come that is being written.
    pub saving: Option<SaveProgress>,
    /// What went wrong since, if anything did.
    pub trouble: Option<Failure>,
}

/// What the reader has been asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Pending {
    /// Other figures.
    pub figures: bool,
    /// Other comments.
    pub comments: bool,
    /// The responses as a file.
    pub responses: bool,
}

/// What was read, whatever of it is wanted.
#[derive(Debug, PartialEq)]
pub struct SourceFacts {
    /// What can be chosen from.
    pub facets: Facets,
    /// The lines that hold no response.
    pub bad: BadLines,
    /// What shows that a source is not whole, in sentences.
    pub doubts: Vec<String>,
    /// The files that were not ours as they stood there.
    pub imported: Vec<Imported>,
    /// The names of mappings among the files.
    pub mappings: Vec<String>,
    /// Today's number.
    pub today: i32,
    /// Whether it is counts alone: there are no responses to look at.
    pub counted: bool,
}

/// What the responses come down to.
#[derive(Debug, PartialEq)]
pub struct Figures {
    /// The Summary.
    pub summary: Summary,
    /// Its JSON, to the byte.
    pub json: String,
    /// The options that give the same on the command line.
    pub options: Options,
}

/// Comments that are in sight.
#[derive(Debug, Default, PartialEq)]
pub struct Comments {
    /// Which were asked for.
    pub look: CommentQuery,
    /// How many there are of them.
    pub total: u64,
    /// Those from `look.from` on.
    pub list: Vec<Comment>,
}

/// What happens to the view.
#[derive(Debug)]
pub enum ViewAction {
    /// A reading has begun.
    Open {
        /// Its number.
        job: u32,
        /// What is read.
        dataset: Dataset,
    },
    /// An address was not even tried.
    Refuse,
    /// The reader says something.
    Hear(Envelope<Report>),
    /// The analyst stops the reading.
    Stop,
    /// Something else is wanted.
    Ask(Selection),
    /// The address of the page asks for something that is not known, or no longer does.
    Mistake(Option<String>),
    /// Other comments were asked for.
    CommentQuery,
    /// Words of comments were asked for.
    CountWords(KeynessQuery),
    /// Two things are to be set beside each other.
    Cross(CrossQuery),
    /// A promise is to be marked.
    Answer,
    /// The responses were asked for.
    Save,
}

impl ViewState {
    /// Nothing yet, but what the address of the page asks for of what will be.
    pub fn new(asked: Option<Result<Selection, Problem>>) -> Self {
        let (selection, mistake) = match asked {
            None => (Selection::default(), None),
            Some(Ok(selection)) => (selection, None),
            Some(Err(problem)) => (Selection::default(), Some(problem.to_string())),
        };
        Self { selection, mistake, ..Self::default() }
    }

    /// What is read, in words.
    pub fn label(&self) -> String {
        self.dataset.as_ref().map(Dataset::label).unwrap_or_default()
    }

    /// The state after `action`.
    #[must_use]
    pub fn after(self, action: ViewAction) -> Self {
        match action {
            ViewAction::Open { job, dataset } => {
                Self { job, dataset: Some(dataset), phase: ViewPhase::Reading(Progress::default()), ..self }
            }
            ViewAction::Refuse => {
                Self { dataset: None, phase: ViewPhase::Failed(Failure::Address, BadLines::default()), ..self }
            }
            ViewAction::Hear(message) if message.job == self.job => {
                let phase = self.phase.receive(message.body, &self.selection);
                Self { phase, ..self }
            }
            ViewAction::Hear(_) => self,
            ViewAction::Stop => Self { job: self.job.wrapping_add(1), phase: ViewPhase::Welcome, ..self },
            ViewAction::Ask(selection) => {
                Self { selection, mistake: None, ..self }.waiting(|waiting| waiting.figures = true)
            }
            ViewAction::Mistake(mistake) => Self { mistake, ..self },
            ViewAction::CommentQuery => self.waiting(|waiting| waiting.comments = true),
            ViewAction::CountWords(query) => self.change(|shown| shown.keyness.ask(query)),
            ViewAction::Cross(query) => self.change(|shown| Rc::make_mut(&mut shown.crossed).ask(query)),
            ViewAction::Answer => self.change(|shown| shown.answering = true),
            ViewAction::Save => self.waiting(|waiting| waiting.responses = true),
        }
    }

    fn change(mut self, change: impl FnOnce(&mut Shown)) -> Self {
        if let ViewPhase::Shown(shown) = &mut self.phase {
            change(shown);
        }
        self
    }

    fn waiting(self, change: impl FnOnce(&mut Pending)) -> Self {
        self.change(|shown| {
            shown.trouble = None;
            change(&mut shown.waiting);
        })
    }
}

impl ViewPhase {
    fn receive(self, report: Report, selection: &Selection) -> Self {
        let dead = || Self::Failed(Failure::Reader, BadLines::default());
        match (self, report) {
            (Self::Reading(_) | Self::Mapping(_), Report::Asks(sheet)) => {
                serde_json::from_str(&sheet).map_or_else(|_| dead(), Self::Mapping)
            }
            (Self::Reading(_), Report::Progress(progress)) => Self::Reading(progress),
            (Self::Reading(_), Report::Done(found)) => Shown::new(*found).map_or_else(dead, Self::Shown),
            (Self::Shown(shown), Report::Failed(failure, _)) if failure != Failure::Reader => {
                let (waiting, trouble) = (Pending::default(), Some(failure));
                Self::Shown(Shown { waiting, saving: None, answering: false, trouble, ..shown })
            }
            (_, Report::Failed(failure, bad)) => Self::Failed(failure, bad),
            // Figures of what is not wanted any more are not shown.
            (Self::Shown(shown), Report::Summed(sum)) if sum.selection == selection.options() => {
                shown.with(sum).map_or_else(dead, Self::Shown)
            }
            (Self::Shown(mut shown), Report::Comments(look, total, list)) if look.selection == selection.options() => {
                shown.comments = Rc::new(Comments { look, total, list });
                shown.waiting.comments = false;
                Self::Shown(shown)
            }
            (Self::Shown(mut shown), Report::Paper(look, total, list)) if look.selection == selection.options() => {
                shown.paper = Rc::new(Comments { look, total, list });
                Self::Shown(shown)
            }
            (Self::Shown(mut shown), Report::ReadingWords(query, hundredths)) => {
                shown.keyness.hear(&query, |keyness| keyness.reading = Some(hundredths));
                Self::Shown(shown)
            }
            (Self::Shown(mut shown), Report::Keyness(query, found, drawn)) => {
                let read = serde_json::from_str(&found).ok();
                shown.keyness.hear(&query.clone(), |keyness| {
                    keyness.reading = None;
                    match read {
                        Some((json, sheet)) => {
                            keyness.found = Some(Rc::new(KeynessFound { query, json, sheet, drawn }));
                        }
                        None => keyness.trouble = Some(Failure::Reader),
                    }
                });
                Self::Shown(shown)
            }
            (Self::Shown(mut shown), Report::NoKeyness(query, failure)) => {
                shown.keyness.hear(&query, |keyness| (keyness.reading, keyness.trouble) = (None, Some(failure)));
                Self::Shown(shown)
            }
            (Self::Shown(mut shown), Report::Cross(query, found)) => {
                Rc::make_mut(&mut shown.crossed).hear(query, Ok(&found));
                Self::Shown(shown)
            }
            (Self::Shown(mut shown), Report::NoCross(query, failure)) => {
                Rc::make_mut(&mut shown.crossed).hear(query, Err(failure));
                Self::Shown(shown)
            }
            (Self::Shown(mut shown), Report::FollowUps(told)) if told.selection == selection.options() => {
                shown.follow_ups = Some(Rc::from(told));
                shown.answering = false;
                Self::Shown(shown)
            }
            (Self::Shown(mut shown), Report::Saving(progress)) => {
                shown.saving = Some(progress).filter(|_| shown.waiting.responses);
                Self::Shown(shown)
            }
            (Self::Shown(mut shown), Report::Saved(_)) => {
                (shown.waiting.responses, shown.saving) = (false, None);
                Self::Shown(shown)
            }
            (phase, _) => phase,
        }
    }
}

impl Shown {
    fn new(found: ReadResult) -> Option<Self> {
        let ReadResult { sum, facets, bad, doubts, imported, mappings, today, counted } = found;
        Some(Self {
            figures: Rc::new(Figures::read(sum)?),
            read: Rc::new(SourceFacts { facets, bad, doubts, imported, mappings, today, counted }),
            comments: Rc::default(),
            paper: Rc::default(),
            keyness: Keyness::default(),
            crossed: Rc::default(),
            follow_ups: None,
            answering: false,
            waiting: Pending::default(),
            saving: None,
            trouble: None,
        })
    }

    fn with(mut self, sum: SummaryReport) -> Option<Self> {
        self.figures = Rc::new(Figures::read(sum)?);
        self.waiting.figures = false;
        Some(self)
    }
}

impl Figures {
    fn read(sum: SummaryReport) -> Option<Self> {
        let (summary, json, options) = sum.into_parts()?;
        Some(Self { summary, json, options })
    }
}

#[cfg(test)]
mod tests {
    use goodword_core::columns::Filter;
    use goodword_core::{Columns, Reader, Zone};

    use super::super::source::Source;
    use super::*;
    use crate::reader::protocol::FileFormat;

    #[test]
    fn which_column_is_which_is_asked_and_answered() {
        let sheet = |rows| Report::Asks(serde_json::to_string(&Sheet { rows, ..Sheet::default() }).unwrap());
        let reading = || ViewPhase::Reading(Progress::default());
        let phase = reading().receive(sheet(3), &Selection::default());
        assert_eq!(phase, ViewPhase::Mapping(Box::new(Sheet { rows: 3, ..Sheet::default() })));
        let phase = phase.receive(sheet(4), &Selection::default());
        assert!(matches!(phase, ViewPhase::Mapping(sheet) if sheet.rows == 4));
        let phase = reading().receive(Report::Asks("7".to_owned()), &Selection::default());
        assert!(matches!(phase, ViewPhase::Failed(Failure::Reader, _)));
        assert_eq!(ViewPhase::Welcome.receive(sheet(3), &Selection::default()), ViewPhase::Welcome);
    }

    fn sum(lines: &str, selection: &Selection) -> SummaryReport {
        let (mut reader, mut columns) = (Reader::new(), Columns::new());
        reader.push(lines.as_bytes(), &mut |line| columns.read(line));
        reader.finish(&mut |line| columns.read(line));
        columns.dedupe();
        let query = selection.query(&Facets::default());
        let summary = columns.summary(&query, &Zone::utc(), None).unwrap().json();
        SummaryReport::new(selection.options(), Vec::new(), summary)
    }

    fn found(lines: &str) -> ReadResult {
        let sum = sum(lines, &Selection::default());
        ReadResult {
            sum,
            facets: Facets::default(),
            bad: BadLines::default(),
            doubts: Vec::new(),
            today: 20_000,
            imported: Vec::new(),
            mappings: Vec::new(),
            counted: false,
        }
    }

    fn line(id: u8, comment: &str) -> String {
        format!(
            r#"{{"id":"0199f1c2-7c5e-7b3a-9d10-3f6d8a2b4c{id:02x}","survey":"s","submitted_at":"2026-03-14T09:26:53Z","answers":{{"recommend":{id},"comment":"{comment}"}}}}"#
        ) + "\n"
    }

    fn receive(job: u32, body: Report) -> ViewAction {
        ViewAction::Hear(Envelope { job, body })
    }

    fn after(actions: impl IntoIterator<Item = ViewAction>) -> ViewState {
        actions.into_iter().fold(ViewState::default(), ViewState::after)
    }

    fn open(job: u32) -> ViewAction {
        let source = Source::Files(vec!["answers.ndjson".to_owned()]);
        ViewAction::Open { job, dataset: Dataset { source, survey: None } }
    }

    fn lines() -> String {
        line(1, "a") + &line(9, "b")
    }

    fn done() -> Report {
        Report::Done(Box::new(found(&lines())))
    }

    fn shown(state: ViewState) -> Shown {
        let ViewPhase::Shown(shown) = state.phase else { panic!("{state:?}") };
        shown
    }

    fn low() -> Selection {
        Selection { filter: Filter { recommend: Some((0, 6)), ..Filter::default() }, ..Selection::default() }
    }

    #[test]
    fn a_reading_reports_and_is_shown() {
        let progress = Progress { bytes: 10, total: Some(20), rows: 1 };
        let state = after([open(1), receive(1, Report::Progress(progress))]);
        assert_eq!(state.phase, ViewPhase::Reading(progress));
        assert_eq!(shown(state.after(receive(1, done()))).figures.summary.responses, 2);
    }

    #[test]
    fn the_summary_is_kept_to_the_byte() {
        let found = found(&line(1, "a"));
        let json = found.sum.summary.clone();
        assert_eq!(shown(after([open(1), receive(1, Report::Done(Box::new(found)))])).figures.json, json);
    }

    #[test]
    fn an_older_reading_is_not_heard() {
        let state = after([open(1), open(2), receive(1, done())]);
        assert_eq!(state.phase, ViewPhase::Reading(Progress::default()));
    }

    #[test]
    fn what_comes_after_stop_is_not_heard() {
        let state = after([open(1), ViewAction::Stop, receive(1, done())]);
        assert_eq!(state.phase, ViewPhase::Welcome);
    }

    #[test]
    fn a_refused_address_fails() {
        let state = after([ViewAction::Refuse]);
        assert_eq!(state.phase, ViewPhase::Failed(Failure::Address, BadLines::default()));
    }

    #[test]
    fn only_the_figures_that_are_wanted_now_are_shown() {
        let state = after([open(1), receive(1, done()), ViewAction::Ask(low())]);
        assert!(shown(state.clone()).waiting.figures);
        let late = shown(state.clone().after(receive(1, Report::Summed(sum(&lines(), &Selection::default())))));
        assert!(late.waiting.figures && late.figures.summary.responses == 2);
        let now = shown(state.after(receive(1, Report::Summed(sum(&lines(), &low())))));
        assert!(!now.waiting.figures && now.figures.summary.responses == 1);
    }

    #[test]
    fn only_the_words_that_are_wanted_now_are_shown() {
        let query = |a: &str| KeynessQuery { a: a.to_owned(), ..KeynessQuery::default() };
        let told = |query| {
            receive(
                1,
                Report::Keyness(
                    query,
                    "[\"{}\",{\"title\":\"t\",\"groups\":[\"\",\"\"],\"says\":[],\"terms\":[]}]".to_owned(),
                    Vec::new(),
                ),
            )
        };
        let state = after([
            open(1),
            receive(1, done()),
            ViewAction::CountWords(query("kept")),
            ViewAction::CountWords(query("broken")),
        ]);
        let state = state.after(told(query("kept"))).after(receive(1, Report::ReadingWords(query("broken"), 7)));
        assert_eq!((shown(state.clone()).keyness.found, shown(state.clone()).keyness.reading), (None, Some(7)));
        let keyness = shown(state.clone().after(told(query("broken")))).keyness;
        assert_eq!((keyness.found.unwrap().sheet.title.as_str(), keyness.reading), ("t", None));
        let none = receive(1, Report::NoKeyness(query("broken"), Failure::Unreadable));
        assert_eq!(shown(state.after(none)).keyness.trouble, Some(Failure::Unreadable));
    }

    #[test]
    fn only_the_comments_that_are_wanted_now_are_shown() {
        let state = after([open(1), receive(1, done()), ViewAction::CommentQuery]);
        let other = CommentQuery { selection: low().options(), ..CommentQuery::default() };
        let state = state.after(receive(1, Report::Comments(other, 1, Vec::new())));
        assert!(shown(state.clone()).waiting.comments);
        let wanted = shown(state.after(receive(1, Report::Comments(CommentQuery::default(), 2, Vec::new()))));
        assert!(!wanted.waiting.comments && wanted.comments.total == 2);
    }

    #[test]
    fn a_failed_download_leaves_the_figures() {
        let state = after([open(1), receive(1, done()), ViewAction::Save]);
        assert!(shown(state.clone()).waiting.responses);
        let shown = shown(state.after(receive(1, Report::Failed(Failure::Unreadable, BadLines::default()))));
        assert_eq!((shown.trouble, shown.waiting.responses), (Some(Failure::Unreadable), false));
    }

    #[test]
    fn a_download_says_how_far_it_is() {
        let progress = SaveProgress { done: 4, total: 9 };
        let state = after([open(1), receive(1, done()), ViewAction::Save, receive(1, Report::Saving(progress))]);
        assert_eq!(shown(state.clone()).saving, Some(progress));
        let saved = shown(state.clone().after(receive(1, Report::Saved(FileFormat::Csv))));
        assert_eq!((saved.saving, saved.waiting.responses), (None, false));
        let failed = shown(state.after(receive(1, Report::Failed(Failure::Unreadable, BadLines::default()))));
        assert_eq!(failed.saving, None);
    }

    #[test]
    fn a_wrong_address_is_told_from_the_start_until_something_else_is_asked_for() {
        let wrong = || Problem::new("since", "must be a day such as 2026-03-14");
        let told = Some("since: must be a day such as 2026-03-14");
        let early = ViewState::new(Some(Err(wrong())));
        assert_eq!(early.mistake.as_deref(), told);
        let read = [open(1), receive(1, done())].into_iter().fold(early, ViewState::after);
        assert_eq!((read.mistake.as_deref(), &read.selection), (told, &Selection::default()));
        let typed = after([open(1), ViewAction::Mistake(Some(wrong().to_string())), receive(1, done())]);
        assert_eq!(typed.mistake, read.mistake, "typed while the responses are read, it is not lost");
        for action in [ViewAction::Ask(low()), ViewAction::Mistake(None)] {
            assert_eq!(typed.clone().after(action).mistake, None);
        }
        assert_eq!(ViewState::new(Some(Ok(low()))).selection, low());
        assert_eq!(ViewState::new(None), ViewState::default());
    }

    #[test]
    fn a_dead_reader_ends_everything() {
        let state =
            after([open(1), receive(1, done()), receive(1, Report::Failed(Failure::Reader, BadLines::default()))]);
        assert_eq!(state.phase, ViewPhase::Failed(Failure::Reader, BadLines::default()));
    }

    #[test]
    fn what_is_not_asked_for_changes_nothing() {
        for action in [
            ViewAction::CommentQuery,
            ViewAction::Save,
            receive(0, Report::Saved(FileFormat::Json)),
            receive(0, Report::Listening),
        ] {
            assert_eq!(ViewState::default().after(action), ViewState::default());
        }
    }
}
