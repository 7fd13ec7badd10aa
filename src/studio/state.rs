//! What the studio shows, and what changes it.

use std::rc::Rc;

use goodword_studio::{Definition, Draft, Edit, History};
use yew::Reducible;

use super::publishing::{Outcome, Published};

/// What is on the screen.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct StudioState {
    /// The sitting.
    pub history: History,
    /// The question that is looked at.
    pub selected: usize,
    /// What stands beside the survey.
    pub panel: Panel,
    /// The language that is written and shown; none for the first.
    pub language: Option<String>,
    /// How the survey is looked at.
    pub look: Look,
    /// What visitors are asked now, as far as that is known.
    pub published: Published,
    /// What became of the last try to publish.
    pub outcome: Option<Outcome>,
    /// Whether a changed wording means something else than before.
    pub new_meaning: bool,
    /// Whether this browser has kept the draft.
    pub kept: Kept,
    /// Another tab has written another draft.
    pub other: Option<Box<Draft>>,
    /// What is told once: what a file lacked, what was removed.
    pub told: Vec<String>,
}

/// What stands beside the survey.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Panel {
    /// Surveys to begin with.
    #[default]
    Templates,
    /// The question that is looked at.
    Question,
    /// What stands around the questions.
    Around,
    /// Other languages.
    Languages,
    /// When, where and how it looks.
    Settings,
    /// What changes for visitors.
    Publish,
    /// What is put into pages.
    TakeAway,
}

/// How the survey is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Look {
    /// As wide as a desktop, or as a phone.
    pub desktop: bool,
    /// In the dark.
    pub dark: bool,
    /// Step by step, as a visitor meets it, or all at once.
    pub tried: bool,
}

/// Whether this browser has kept the draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Kept {
    /// Nothing is to be kept yet.
    #[default]
    Nothing,
    /// It is on disk.
    Yes,
    /// This browser keeps nothing for this page, or has no room.
    No,
}

/// What is done.
#[derive(Debug, Clone, PartialEq)]
pub enum Action {
    /// Something about the draft.
    Edit(Edit),
    /// What is typed from here on is undone by itself.
    Pause,
    /// The last thing is taken back.
    Undo,
    /// What was taken back is done again.
    Redo,
    /// A question is looked at.
    Select(usize),
    /// Something else stands beside the survey.
    Open(Panel),
    /// Another language is written and shown.
    Speak(Option<String>),
    /// The survey is looked at otherwise.
    Look(Look),
    /// A survey takes the place of what was built.
    Begin(Box<Draft>, Vec<String>),
    /// What visitors are asked was heard of.
    Known(Published),
    /// An answer to publishing was heard.
    Heard(Outcome),
    /// Whether changed wordings mean something else.
    NewMeaning(bool),
    /// Something is told once.
    Tell(Vec<String>),
    /// Whether the draft was kept.
    Kept(bool),
    /// Another tab has written.
    Other(Box<Draft>),
    /// The other tab's draft is taken, or this one kept.
    Settle(bool),
}

impl StudioState {
    /// A sitting that goes on with what this browser kept.
    pub fn begin(kept: Option<Draft>) -> Self {
        let Some(draft) = kept else { return Self::default() };
        let panel = if draft.survey.questions.is_empty() { Panel::Templates } else { Panel::Question };
        Self { history: History::new(draft), panel, kept: Kept::Yes, ..Self::default() }
    }

    /// What is built now.
    pub fn draft(&self) -> &Draft {
        self.history.present()
    }

    /// The definition that is built now.
    pub fn survey(&self) -> &Definition {
        &self.draft().survey
    }

    /// The definition as it would be published, with its version.
    pub fn publishable(&self) -> Definition {
        let mut definition = self.draft().definition();
        definition.version = definition.version_behind(self.published.definition(), self.new_meaning);
        definition
    }

    fn after(mut self, action: Action) -> Self {
        match action {
            Action::Edit(edit) => self.edit(&edit),
            Action::Pause => self.history.pause(),
            Action::Undo => self.history.undo(),
            Action::Redo => self.history.redo(),
            Action::Select(at) => (self.selected, self.panel) = (at, Panel::Question),
            Action::Open(panel) => self.panel = panel,
            Action::Speak(language) => self.language = language,
            Action::Look(look) => self.look = look,
            Action::Begin(draft, told) => {
                self.history.apply(&Edit::Replace(draft));
                (self.selected, self.panel, self.told) = (0, Panel::Question, told);
                (self.published, self.outcome) = (Published::Unknown, None);
            }
            Action::Known(published) => self.published = published,
            Action::Heard(outcome) => self.hear(outcome),
            Action::NewMeaning(new) => self.new_meaning = new,
            Action::Tell(told) => self.told = told,
            Action::Kept(kept) => self.kept = if kept { Kept::Yes } else { Kept::No },
            Action::Other(draft) => self.other = Some(draft).filter(|draft| **draft != *self.draft()),
            Action::Settle(theirs) => {
                if let Some(other) = self.other.take().filter(|_| theirs) {
                    self.history.apply(&Edit::Replace(other));
                }
            }
        }
        self.selected = self.selected.min(self.survey().questions.len().saturating_sub(1));
        let speaks = self.language.as_ref().is_none_or(|language| self.survey().locales.contains_key(language));
        self.language = self.language.take().filter(|_| speaks);
        self
    }

    fn edit(&mut self, edit: &Edit) {
        let count = self.survey().questions.len();
        let name = self.survey().id.clone();
        if !self.history.apply(edit) {
            return;
        }
        (self.told, self.outcome) = (Vec::new(), None);
        match edit {
            Edit::Insert(at, _) => (self.selected, self.panel) = ((*at).min(count), Panel::Question),
            Edit::Duplicate(at) => self.selected = at + 1,
            Edit::Move(_, to) => self.selected = *to,
            Edit::Remove(at) => {
                self.selected = at.saturating_sub(usize::from(at + 1 == count));
                self.told = vec!["The question is removed. Undo brings it back.".to_owned()];
            }
            _ => {}
        }
        // Another survey is another one's.
        if self.survey().id != name {
            self.published = Published::Unknown;
        }
    }

    fn hear(&mut self, outcome: Outcome) {
        if let Outcome::Done { definition, etag } = &outcome {
            self.published = Published::Known { definition: definition.clone(), etag: etag.clone() };
            self.history.apply(&Edit::Version(definition.version.clone().unwrap_or_default()));
            (self.new_meaning, self.panel) = (false, Panel::TakeAway);
        }
        self.outcome = Some(outcome);
    }
}

impl Reducible for StudioState {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        Rc::new(Rc::unwrap_or_clone(self).after(action))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use goodword_studio::question::Question;

    fn state() -> StudioState {
        let survey = Definition::parse(r#"{"id":"s","questions":[{"id":"promise"},{"id":"recommend"}]}"#).unwrap();
        StudioState::begin(Some(Draft::of(survey)))
    }

    #[test]
    fn the_question_that_is_looked_at_is_the_one_that_was_touched() {
        let mut state = state();
        state = state.after(Action::Edit(Edit::Insert(9, Box::new(Question::standard("comment")))));
        assert_eq!((state.selected, state.panel), (2, Panel::Question));
        state = state.after(Action::Edit(Edit::Move(2, 0)));
        assert_eq!(state.selected, 0);
        state = state.after(Action::Edit(Edit::Duplicate(0)));
        assert_eq!(state.selected, 1);
        state = state.after(Action::Edit(Edit::Remove(3)));
        assert_eq!((state.selected, state.told.len()), (2, 1));
        state = state.after(Action::Undo);
        assert_eq!(state.survey().questions.len(), 4);
    }

    #[test]
    fn what_another_tab_wrote_is_told_and_not_taken_by_itself() {
        let other = Box::new(Draft::of(Definition::parse(r#"{"id":"t","questions":[{"id":"comment"}]}"#).unwrap()));
        let same = state().after(Action::Other(Box::new(state().draft().clone())));
        assert_eq!(same.other, None);
        let told = state().after(Action::Other(other.clone()));
        assert_eq!(told.survey().id.as_deref(), Some("s"));
        assert_eq!(told.clone().after(Action::Settle(false)).survey().id.as_deref(), Some("s"));
        let taken = told.after(Action::Settle(true));
        assert_eq!((taken.survey().id.as_deref(), taken.history.can_undo()), (Some("t"), true));
    }

    #[test]
    fn what_was_published_is_what_changes_are_compared_with() {
        let definition = Rc::new(state().publishable());
        assert_eq!(definition.version.as_deref(), Some("1"));
        let done = Outcome::Done { definition, etag: Some("\"a\"".to_owned()) };
        let mut state = state().after(Action::Heard(done));
        assert_eq!((state.panel, state.survey().version.as_deref()), (Panel::TakeAway, Some("1")));
        state = state.after(Action::Edit(Edit::Remove(0)));
        assert_eq!(state.publishable().version.as_deref(), Some("1"));
        state = state.after(Action::Edit(Edit::Name("other".to_owned())));
        assert_eq!(state.published, Published::Unknown);
    }
}
