//! A sitting: what is built now, what was before, and what was undone.

use std::rc::Rc;

use crate::draft::Draft;
use crate::edit::{Edit, Typing};

/// Every state of a sitting. States share the questions that do not differ, so a long sitting stays small.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct History {
    past: Vec<Rc<Draft>>,
    present: Rc<Draft>,
    future: Vec<Rc<Draft>>,
    typing: Option<Typing>,
}

impl History {
    /// A sitting that begins with a draft.
    pub fn new(present: Draft) -> Self {
        Self { present: Rc::new(present), ..Self::default() }
    }

    /// What is built now.
    pub fn present(&self) -> &Draft {
        &self.present
    }

    /// Does one thing, and says whether that changed anything. What is typed at one place in one go is undone at once.
    pub fn apply(&mut self, edit: &Edit) -> bool {
        let mut next = Draft::clone(&self.present);
        next.apply(edit);
        if next == *self.present {
            return false;
        }
        let typing = edit.typing();
        let goes_on = typing.is_some() && typing == self.typing;
        let before = std::mem::replace(&mut self.present, Rc::new(next));
        if !goes_on {
            self.past.push(before);
        }
        self.future.clear();
        self.typing = typing;
        true
    }

    /// What is typed from here on is undone by itself.
    pub fn pause(&mut self) {
        self.typing = None;
    }

    /// Whether there is something to undo.
    pub fn can_undo(&self) -> bool {
        !self.past.is_empty()
    }

    /// Whether there is something to do again.
    pub fn can_redo(&self) -> bool {
        !self.future.is_empty()
    }

    /// Takes the last thing back.
    pub fn undo(&mut self) {
        if let Some(before) = self.past.pop() {
            self.future.push(std::mem::replace(&mut self.present, before));
        }
        self.typing = None;
    }

    /// Does again what was taken back.
    pub fn redo(&mut self) {
        if let Some(after) = self.future.pop() {
            self.past.push(std::mem::replace(&mut self.present, after));
        }
        self.typing = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::TextPlace;

    #[test]
    fn what_is_typed_in_one_go_is_undone_at_once() {
        let mut history = History::default();
        let typed = |text: &str| Edit::Write(None, TextPlace::Thanks, text.to_owned());
        let thanks = |history: &History| history.present().survey.thanks.clone().unwrap_or_default();
        for text in ["C", "Ch", "Cheers"] {
            assert!(history.apply(&typed(text)));
        }
        assert!(!history.apply(&typed("Cheers")), "nothing has changed");
        history.pause();
        history.apply(&typed("Cheers!"));
        history.undo();
        assert_eq!(thanks(&history), "Cheers");
        history.undo();
        assert_eq!((thanks(&history).as_str(), history.can_undo()), ("", false));
        history.redo();
        history.redo();
        history.redo();
        assert_eq!((thanks(&history).as_str(), history.can_redo()), ("Cheers!", false));
        history.undo();
        history.apply(&typed("Bye"));
        assert!(!history.can_redo(), "another way was taken");
    }
}
