//! What a visitor can do to the elements that are drawn, and the action each is. An element carries the attribute
//! `on="click3"`: an event, and its place among all that is listened for. `page.js` hears the event and tells the place, a
//! space, and what was written or which key was pressed. Yew can hear events too, for 1.8 KB more after brotli.

use std::cell::RefCell;

use goodword_core::json::digits;

use crate::widget::answer::Answer;
use crate::widget::state::Action;

/// Everything that the elements on the screen listen for.
#[derive(Debug, Default)]
pub struct Listeners(RefCell<Vec<Listener>>);

impl Listeners {
    /// Before everything is drawn anew.
    pub fn clear(&self) {
        self.0.borrow_mut().clear();
    }

    /// The action behind what `page.js` tells: `3 words`, where 3 is the place of a listener.
    pub fn action(&self, event: &str) -> Option<Action> {
        let (place, value) = event.split_once(' ')?;
        self.0.borrow().get(place.parse::<usize>().ok()?)?.action(value)
    }
}

/// What a visitor can do to one element.
#[derive(Debug)]
pub enum Listener {
    /// Pressed it.
    Click(Action),
    /// Chose it, for the question at this place.
    Choose(usize, Answer),
    /// Wrote in it, for the question at this place.
    Write(usize),
    /// Wrote where no person sees a field.
    Honeypot,
    /// Wrote where to be answered.
    Contact,
    /// Sent it, as a form.
    Submit(Action),
    /// Pressed a key in it; the action is that of Escape.
    Key(Option<Action>),
}

impl Listener {
    /// Registers it, and returns what its element carries in the attribute `on`.
    pub fn listen(self, listeners: &Listeners) -> String {
        let event = match self {
            Self::Click(_) => "click",
            Self::Choose(..) => "change",
            Self::Write(_) | Self::Honeypot | Self::Contact => "input",
            Self::Submit(_) => "submit",
            Self::Key(_) => "keydown",
        };
        let mut all = listeners.0.borrow_mut();
        all.push(self);
        [event, &digits(all.len() as u64 - 1)].concat()
    }

    fn action(&self, value: &str) -> Option<Action> {
        match self {
            Self::Click(action) | Self::Submit(action) => Some(action.clone()),
            Self::Choose(at, answer) => Some(Action::At(*at, answer.clone())),
            Self::Write(at) => Some(Action::At(*at, Answer::Text(value.to_owned()))),
            Self::Honeypot => Some(Action::FillHoneypot),
            Self::Contact => Some(Action::Contact(value.to_owned())),
            Self::Key(escape) => escape.clone().filter(|_| value == "Escape"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    #[allow(clippy::needless_pass_by_value, reason = "so that each case is one line")]
    fn check(listener: Listener, attribute: &str, value: &str, expect: Option<Action>) {
        let listeners = Listeners::default();
        Listener::Contact.listen(&listeners);
        assert_eq!(listener.listen(&listeners), attribute);
        assert_eq!(listeners.action(&["1 ", value].concat()), expect);
    }

    #[test]
    fn what_is_listened_for_comes_back_as_its_action() {
        check(Listener::Click(Action::Back), "click1", "", Some(Action::Back));
        check(Listener::Submit(Action::Send), "submit1", "", Some(Action::Send));
        check(Listener::Choose(2, Answer::Number(9)), "change1", "9", Some(Action::At(2, Answer::Number(9))));
        let text = |text: &str| Some(Action::At(3, Answer::Text(text.to_owned())));
        check(Listener::Write(3), "input1", "two words", text("two words"));
        check(Listener::Write(3), "input1", "", text(""));
        check(Listener::Contact, "input1", "a@b.example", Some(Action::Contact("a@b.example".to_owned())));
        check(Listener::Honeypot, "input1", "https://spam.example", Some(Action::FillHoneypot));
        check(Listener::Key(Some(Action::Close)), "keydown1", "Escape", Some(Action::Close));
        check(Listener::Key(Some(Action::Close)), "keydown1", "a", None);
        check(Listener::Key(None), "keydown1", "Escape", None);
    }

    #[test]
    fn what_nobody_listens_for_is_nothing() {
        let listeners = Listeners::default();
        Listener::Click(Action::Next).listen(&listeners);
        for event in ["", "0", "1 ", "x ", "-1 ", "click0 "] {
            assert_eq!(listeners.action(event), None, "{event:?}");
        }
        listeners.clear();
        assert_eq!(listeners.action("0 "), None);
    }
}
