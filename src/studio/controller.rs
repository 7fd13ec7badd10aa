//! Where what an owner wants meets the browser: a collector is asked, files are read and saved.

use std::cell::RefCell;
use std::rc::Rc;

use goodword_core::Problem;
use goodword_studio::foreign::import;
use goodword_studio::{Definition, Draft, Edit};
use yew::UseReducerDispatcher;

use super::publishing::{Outcome, Published};
use super::state::{Action, StudioState};
use crate::browser::files::{self, File};
use crate::browser::{download, request};

/// One studio's way to the browser.
pub struct Controller {
    dispatch: UseReducerDispatcher<StudioState>,
    /// What lets its owner publish. It is kept nowhere.
    token: RefCell<String>,
}

impl Controller {
    /// A controller of a studio's state.
    pub fn new(dispatch: UseReducerDispatcher<StudioState>) -> Self {
        Self { dispatch, token: RefCell::default() }
    }

    /// Something is done.
    pub fn act(&self, action: Action) {
        self.dispatch.dispatch(action);
    }

    /// Something is done about the draft.
    pub fn edit(&self, edit: Edit) {
        self.act(Action::Edit(edit));
    }

    /// Publishing goes with this token.
    pub fn unlock(&self, token: String) {
        *self.token.borrow_mut() = token;
    }

    /// Asks what visitors are asked now.
    pub fn ask(&self, state: &StudioState) {
        let Some(address) = address(state.survey()) else { return };
        let dispatch = self.dispatch.clone();
        request::send("GET", &address, &[], None, move |reply| {
            dispatch.dispatch(Action::Known(Published::read(reply.as_ref())));
        });
    }

    /// Publishes, unless somebody else has since what is known here.
    pub fn publish(&self, state: &StudioState) {
        let definition = Rc::new(state.publishable());
        let Some(address) = address(&definition) else { return };
        let mut headers = vec![("content-type", "application/json".to_owned())];
        headers.extend(state.published.etag().map(|etag| ("if-match", etag.to_owned())));
        let token = self.token.borrow();
        if !token.is_empty() {
            headers.push(("authorization", format!("Bearer {token}")));
        }
        let body = definition.to_line();
        let dispatch = self.dispatch.clone();
        request::send("PUT", &address, &headers, Some(&body), move |reply| {
            dispatch.dispatch(Action::Heard(Outcome::read(reply.as_ref(), definition)));
        });
    }

    /// Goes on with a file: a definition of ours or of another program.
    pub fn open(&self, file: &File) {
        let dispatch = self.dispatch.clone();
        let name = file.name();
        files::text(file, move |text| {
            let (draft, told) = opened(&name, &text);
            match draft {
                Some(draft) => dispatch.dispatch(Action::Begin(Box::new(draft), told)),
                None => dispatch.dispatch(Action::Tell(told)),
            }
        });
    }
}

/// Offers the definition as a file.
pub fn save(state: &StudioState) {
    let definition = state.publishable();
    let name = definition.id.clone().unwrap_or_else(|| "survey".to_owned());
    if let Some(blob) = download::text(&(definition.to_json() + "\n"), "application/json") {
        download::save(&blob, &format!("{name}.json"));
    }
}

/// Where a survey is asked for and published: on this page's own site.
fn address(definition: &Definition) -> Option<String> {
    let id = definition.id.as_deref().filter(|id| goodword_core::name::is_name(id))?;
    Some(format!("v1/surveys/{id}"))
}

/// What a file begins with, and what is told about it.
fn opened(name: &str, text: &str) -> (Option<Draft>, Vec<String>) {
    let text = text.trim_start_matches('\u{feff}');
    let ours = match Definition::parse(text) {
        Ok(definition) if !definition.questions.is_empty() => {
            return (Some(Draft::of(definition)), vec![format!("{name} is opened.")]);
        }
        // What asks nothing may ask by other names.
        Ok(_) => Problem::new("questions", "must hold 1 to 100 questions"),
        Err(problem) => problem,
    };
    match import(text) {
        Ok(imported) => {
            let mut told =
                vec![format!("{name} is a definition of {}. This is what has no counterpart:", imported.program)];
            told.extend(imported.notes.iter().map(ToString::to_string));
            (Some(Draft::of(imported.definition)), told)
        }
        Err(_) => (None, vec![format!("{name} cannot be opened: {ours}")]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_of_ours_or_of_others_is_opened_and_anything_else_is_named() {
        let check = |text: &str, questions: usize, told: &str| {
            let (draft, lines) = opened("a.json", text);
            assert_eq!(draft.map_or(0, |draft| draft.survey.questions.len()), questions, "{text}");
            assert!(lines[0].starts_with(told), "{lines:?}");
        };
        check(r#"{"questions":[{"id":"comment"}]}"#, 1, "a.json is opened.");
        check(r#"{"fields":[{"type":"nps","title":"?","ref":"a"}]}"#, 1, "a.json is a definition of Typeform.");
        check("[1]", 0, "a.json cannot be opened: must be an object");
        check("{}", 0, "a.json cannot be opened: questions: must hold 1 to 100 questions");
        check("{", 0, "a.json cannot be opened: is not valid JSON");
    }
}
