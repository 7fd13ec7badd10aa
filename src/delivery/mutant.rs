//! Rules that once were and were wrong, put back by name: a model that does not find them proves nothing.

use std::cell::Cell;

/// A rule that was wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mutant {
    /// What is accepted, or told, of one version of an answer counted for all of them.
    OlderAnswersForNewer,
    /// A draft belonged to the survey's name alone, and whoever found it took its id.
    DraftOfTheSurvey,
    /// A preview's endpoint was an address like any other, and so was that of any page.
    PreviewNamesTheAddress,
}

thread_local! {
    static HERE: Cell<Option<Mutant>> = const { Cell::new(None) };
}

/// Whether this old rule is in force.
pub fn is(mutant: Mutant) -> bool {
    HERE.get() == Some(mutant)
}

/// Does `work` with an old rule in force, on this thread.
pub fn with<T>(mutant: Mutant, work: impl FnOnce() -> T) -> T {
    HERE.set(Some(mutant));
    let done = work();
    HERE.set(None);
    done
}
