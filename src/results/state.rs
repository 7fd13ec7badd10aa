//! What the view shows, and what changes it.

use std::rc::Rc;

use goodword_core::Summary;

use super::failure::Failure;
use super::given::Given;
use super::message::{BadLines, Comment, Found, Message, Progress, Report};

/// What is on the screen.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct State {
    /// The reading that reports are heard about.
    pub job: u32,
    /// What is read.
    pub given: Option<Given>,
    /// How far it is.
    pub phase: Phase,
}

/// How far the view is with what it was given.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Phase {
    /// Nothing was given yet.
    #[default]
    Welcome,
    /// It is being read.
    Reading(Progress),
    /// There is nothing to show.
    Failed(Failure, BadLines),
    /// It is shown.
    Shown(Shown),
}

/// What was found, and what of it was fetched since.
#[derive(Debug, Clone, PartialEq)]
pub struct Shown {
    /// The figures.
    pub figures: Rc<Figures>,
    /// The newest comments.
    pub comments: Rc<Vec<Comment>>,
    /// What has been asked for and has not come.
    pub waiting: Waiting,
    /// What went wrong since, if anything did.
    pub trouble: Option<Failure>,
}

/// What the reader has been asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Waiting {
    /// More comments.
    pub comments: bool,
    /// The responses as a file.
    pub responses: bool,
}

/// What was found.
#[derive(Debug, PartialEq)]
pub struct Figures {
    /// The Summary.
    pub summary: Summary,
    /// Its JSON, to the byte.
    pub json: String,
    /// The lines that hold no response.
    pub bad: BadLines,
    /// What shows that a source is not whole, in sentences.
    pub doubts: Vec<String>,
    /// Today's number.
    pub today: i32,
}

/// What happens to the view.
#[derive(Debug)]
pub enum Action {
    /// A reading has begun.
    Open {
        /// Its number.
        job: u32,
        /// What is read.
        given: Given,
    },
    /// An address was not even tried.
    Refuse,
    /// The reader says something.
    Hear(Message<Report>),
    /// The analyst stops the reading.
    Stop,
    /// More comments were asked for.
    More,
    /// The responses were asked for.
    Save,
}

impl State {
    /// What is read, in words.
    pub fn label(&self) -> String {
        self.given.as_ref().map(Given::label).unwrap_or_default()
    }

    /// The state after `action`.
    #[must_use]
    pub fn after(self, action: Action) -> Self {
        match action {
            Action::Open { job, given } => Self { job, given: Some(given), phase: Phase::Reading(Progress::default()) },
            Action::Refuse => Self { given: None, phase: Phase::Failed(Failure::Address, BadLines::default()), ..self },
            Action::Hear(message) if message.job == self.job => {
                let phase = self.phase.hear(message.body);
                Self { phase, ..self }
            }
            Action::Hear(_) => self,
            Action::Stop => Self { job: self.job.wrapping_add(1), phase: Phase::Welcome, ..self },
            Action::More => self.waiting(|waiting| waiting.comments = true),
            Action::Save => self.waiting(|waiting| waiting.responses = true),
        }
    }

    fn waiting(mut self, change: impl FnOnce(&mut Waiting)) -> Self {
        if let Phase::Shown(shown) = &mut self.phase {
            shown.trouble = None;
            change(&mut shown.waiting);
        }
        self
    }
}

impl Phase {
    fn hear(self, report: Report) -> Self {
        match (self, report) {
            (Self::Reading(_), Report::Progress(progress)) => Self::Reading(progress),
            (Self::Reading(_), Report::Done(found)) => Figures::read(*found).map_or_else(
                || Self::Failed(Failure::Reader, BadLines::default()),
                |figures| Self::Shown(Shown::new(figures)),
            ),
            (Self::Shown(shown), Report::Failed(failure, _)) if failure != Failure::Reader => {
                Self::Shown(Shown { waiting: Waiting::default(), trouble: Some(failure), ..shown })
            }
            (_, Report::Failed(failure, bad)) => Self::Failed(failure, bad),
            (Self::Shown(shown), Report::Comments(more)) => Self::Shown(shown.with(more)),
            (Self::Shown(mut shown), Report::Responses) => {
                shown.waiting.responses = false;
                Self::Shown(shown)
            }
            (phase, _) => phase,
        }
    }
}

impl Shown {
    /// The first comments are asked for together with everything else.
    fn new(figures: Figures) -> Self {
        let waiting = Waiting { comments: figures.summary.comments > 0, responses: false };
        Self { figures: Rc::new(figures), comments: Rc::default(), waiting, trouble: None }
    }

    fn with(mut self, more: Vec<Comment>) -> Self {
        Rc::make_mut(&mut self.comments).extend(more);
        self.waiting.comments = false;
        self
    }

    /// How many comments are not shown yet.
    pub fn further_comments(&self) -> u64 {
        self.figures.summary.comments.saturating_sub(self.comments.len() as u64)
    }
}

impl Figures {
    fn read(found: Found) -> Option<Self> {
        let summary = serde_json::from_str(&found.summary).ok()?;
        Some(Self { summary, json: found.summary, bad: found.bad, doubts: found.doubts, today: found.today })
    }
}

#[cfg(test)]
mod tests {
    use goodword_core::{Columns, Reader, Zone};

    use super::super::given::Source;
    use super::*;

    fn found(lines: &str) -> Found {
        let (mut reader, mut columns) = (Reader::new(), Columns::new());
        reader.push(lines.as_bytes(), &mut |line| columns.read(line));
        reader.finish(&mut |line| columns.read(line));
        columns.settle();
        let summary = Summary::of(&columns.tally(&Zone::utc())).json();
        Found { summary, bad: BadLines::default(), doubts: Vec::new(), today: 20_000 }
    }

    fn line(id: u8, comment: &str) -> String {
        format!(
            r#"{{"id":"0199f1c2-7c5e-7b3a-9d10-3f6d8a2b4c{id:02x}","survey":"s","submitted_at":"2026-03-14T09:26:53Z","answers":{{"recommend":9,"comment":"{comment}"}}}}"#
        ) + "\n"
    }

    fn comment(text: &str) -> Comment {
        let day = goodword_core::Day::new(0);
        Comment { day, text: text.to_owned(), recommend: Some(9), promise: None }
    }

    fn hear(job: u32, body: Report) -> Action {
        Action::Hear(Message { job, body })
    }

    fn after(actions: impl IntoIterator<Item = Action>) -> State {
        actions.into_iter().fold(State::default(), State::after)
    }

    fn open(job: u32) -> Action {
        let source = Source::Files(vec!["answers.ndjson".to_owned()]);
        Action::Open { job, given: Given { source, survey: None } }
    }

    fn done() -> Report {
        Report::Done(Box::new(found(&(line(1, "a") + &line(2, "b")))))
    }

    fn shown(state: State) -> Shown {
        let Phase::Shown(shown) = state.phase else { panic!("{state:?}") };
        shown
    }

    #[test]
    fn a_reading_reports_and_is_shown() {
        let progress = Progress { bytes: 10, total: Some(20), rows: 1 };
        let state = after([open(1), hear(1, Report::Progress(progress))]);
        assert_eq!(state.phase, Phase::Reading(progress));
        let shown = shown(state.after(hear(1, done())));
        assert_eq!(shown.figures.summary.responses, 2);
        assert!(shown.waiting.comments);
    }

    #[test]
    fn the_summary_is_kept_to_the_byte() {
        let found = found(&line(1, "a"));
        let json = found.summary.clone();
        assert_eq!(shown(after([open(1), hear(1, Report::Done(Box::new(found)))])).figures.json, json);
    }

    #[test]
    fn an_older_reading_is_not_heard() {
        let state = after([open(1), open(2), hear(1, done())]);
        assert_eq!(state.phase, Phase::Reading(Progress::default()));
    }

    #[test]
    fn what_comes_after_stop_is_not_heard() {
        let state = after([open(1), Action::Stop, hear(1, done())]);
        assert_eq!(state.phase, Phase::Welcome);
    }

    #[test]
    fn a_refused_address_fails() {
        let state = after([Action::Refuse]);
        assert_eq!(state.phase, Phase::Failed(Failure::Address, BadLines::default()));
    }

    #[test]
    fn comments_are_added_behind_those_there_are() {
        let pages = [vec![comment("a")], vec![comment("b")]];
        let state = after([open(1), hear(1, done())]);
        let first = shown(state.clone().after(hear(1, Report::Comments(pages[0].clone()))));
        assert_eq!((first.further_comments(), first.waiting.comments), (1, false));
        let actions = pages.map(|page| hear(1, Report::Comments(page)));
        let both = shown(actions.into_iter().fold(state, State::after));
        let texts: Vec<_> = both.comments.iter().map(|comment| comment.text.as_str()).collect();
        assert_eq!(texts, ["a", "b"]);
        assert_eq!(both.further_comments(), 0);
    }

    #[test]
    fn a_failed_download_leaves_the_figures() {
        let state = after([open(1), hear(1, done()), Action::Save]);
        assert!(shown(state.clone()).waiting.responses);
        let shown = shown(state.after(hear(1, Report::Failed(Failure::Unreadable, BadLines::default()))));
        assert_eq!((shown.trouble, shown.waiting.responses), (Some(Failure::Unreadable), false));
    }

    #[test]
    fn a_dead_reader_ends_everything() {
        let state = after([open(1), hear(1, done()), hear(1, Report::Failed(Failure::Reader, BadLines::default()))]);
        assert_eq!(state.phase, Phase::Failed(Failure::Reader, BadLines::default()));
    }

    #[test]
    fn what_is_not_asked_for_changes_nothing() {
        for action in [Action::More, Action::Save, hear(0, Report::Responses), hear(0, Report::Comments(Vec::new()))] {
            assert_eq!(State::default().after(action), State::default());
        }
    }
}
