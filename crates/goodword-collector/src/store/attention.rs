//! Why a person should look at a response.

use goodword_core::{Promise, Recommend, Response};

/// What in a response asks for a person.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Attention {
    /// A promise was not kept.
    pub broken_promise: bool,
    /// 0 to 6 of 10 to be recommended.
    pub detractor: bool,
    /// A contact was left, to be answered.
    pub contact: bool,
}

impl Attention {
    /// What a response says.
    pub fn of(response: &Response) -> Self {
        let answers = &response.answers;
        Self {
            broken_promise: answers.promise == Some(Promise::Broken),
            detractor: answers.recommend.is_some_and(Recommend::is_detractor),
            contact: response.follow_up.as_ref().is_some_and(|follow_up| follow_up.contact.is_some()),
        }
    }

    /// Whether there is any reason.
    pub fn is_needed(self) -> bool {
        self != Self::default()
    }

    /// The names of the reasons.
    pub fn reasons(self) -> Vec<&'static str> {
        let reasons =
            [(self.broken_promise, "broken-promise"), (self.detractor, "detractor"), (self.contact, "contact")];
        reasons.into_iter().filter(|(holds, _)| *holds).map(|(_, name)| name).collect()
    }
}
