//! Any two things beside each other: what was asked for, and what was found.

use std::rc::Rc;

use goodword_core::words::cross_sheet::CrossSheet;

use crate::reader::failure::Failure;
use crate::reader::protocol::CrossQuery;

/// What was found last, and what is wanted now.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Crossed {
    /// What was asked for last.
    pub asked: Option<CrossQuery>,
    /// What was found last.
    pub found: Option<Rc<CrossFound>>,
    /// Why what was asked for last could not be told.
    pub trouble: Option<Failure>,
}

/// Two things beside each other.
#[derive(Debug, PartialEq)]
pub struct CrossFound {
    /// Which, of which responses.
    pub query: CrossQuery,
    /// The result's JSON, to the byte.
    pub json: String,
    /// What is shown of it.
    pub sheet: CrossSheet,
}

impl Crossed {
    /// Takes note that others are wanted.
    pub fn ask(&mut self, query: CrossQuery) {
        (self.asked, self.trouble) = (Some(query), None);
    }

    /// Hears of what was asked for last, and of nothing else.
    pub fn hear(&mut self, query: CrossQuery, found: Result<&str, Failure>) {
        if self.asked.as_ref() != Some(&query) {
            return;
        }
        match found.and_then(|found| serde_json::from_str(found).map_err(|_| Failure::Reader)) {
            Ok((json, sheet)) => self.found = Some(Rc::new(CrossFound { query, json, sheet })),
            Err(failure) => self.trouble = Some(failure),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_wanted_any_more_is_not_shown() {
        let query = |by: &str| CrossQuery { by: by.to_owned(), ..CrossQuery::default() };
        let mut crossed = Crossed::default();
        let found = serde_json::to_string(&("{}", CrossSheet::default())).unwrap();
        crossed.ask(query("week"));
        crossed.ask(query("device"));
        crossed.hear(query("week"), Ok(&found));
        assert_eq!(crossed.found, None);
        crossed.hear(query("device"), Ok(&found));
        assert_eq!(crossed.found.as_ref().unwrap().query, query("device"));
        crossed.hear(query("device"), Ok("7"));
        assert_eq!(crossed.trouble, Some(Failure::Reader));
        crossed.ask(query("week"));
        assert_eq!(crossed.trouble, None);
    }
}
