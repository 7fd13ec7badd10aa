//! The survey itself, in a frame.

use std::rc::Rc;

use goodword_studio::Definition;
use serde_json::{Map, Value, json};
use web_sys::Element;
use yew::prelude::*;

use super::field::{button, select};
use crate::browser::preview;
use crate::studio::controller::Controller;
use crate::studio::state::{Action, Look, StudioState};

/// A controller as a property: it is the same one for as long as the studio is there.
#[derive(Clone)]
pub struct Held(pub Rc<Controller>);

impl PartialEq for Held {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

#[derive(Properties, PartialEq)]
pub struct CanvasProps {
    /// What the frame is told.
    pub draft: AttrValue,
    /// The languages that can be shown.
    pub languages: Rc<Vec<String>>,
    pub look: Look,
    pub language: Option<String>,
    pub controller: Held,
}

#[component]
pub fn Canvas(props: &CanvasProps) -> Html {
    let frame = use_node_ref();
    let (place, controller) = (frame.clone(), props.controller.0.clone());
    use_effect_with((), move |()| {
        if let Some(frame) = place.cast::<Element>() {
            preview::hear(&frame, move |told| hear(&told, &controller));
        }
    });
    let place = frame.clone();
    use_effect_with(props.draft.clone(), move |draft| {
        if let Some(frame) = place.cast::<Element>() {
            preview::show(&frame, draft);
        }
    });
    let size = if props.look.desktop { "frame desktop" } else { "frame phone" };
    html! {
        <section class="canvas" aria-label="The survey as visitors see it">
            { looks(props) }
            <iframe ref={frame} class={size} title="The survey as it is built" src="studio-frame.html" />
        </section>
    }
}

/// `chosen label3`: a part of the fourth question was clicked.
fn hear(told: &str, controller: &Rc<Controller>) {
    if let Some(at) = told.strip_prefix("chosen ").and_then(question_of) {
        controller.act(Action::Select(at));
    }
}

fn question_of(part: &str) -> Option<usize> {
    let digits = part.trim_start_matches(|letter: char| letter.is_ascii_alphabetic());
    let end = digits.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(digits.len());
    digits.get(..end)?.parse().ok()
}

fn looks(props: &CanvasProps) -> Html {
    let look = props.look;
    let press = |label, pressed: bool, to: Look| {
        let controller = props.controller.0.clone();
        let class = if pressed { "seg on" } else { "seg" };
        button(label, class, false, move || controller.act(Action::Look(to)))
    };
    let controller = props.controller.0.clone();
    let speak = Callback::from(move |language: String| {
        controller.act(Action::Speak(Some(language).filter(|language| !language.is_empty())));
    });
    let languages = props.languages.iter().map(|language| (language.as_str(), language.as_str()));
    let languages: Vec<_> = std::iter::once(("", "First language")).chain(languages).collect();
    html! {
        <div class="looks">
            <span>
                { press("Phone", !look.desktop, Look { desktop: false, ..look }) }
                { press("Desktop", look.desktop, Look { desktop: true, ..look }) }
            </span>
            <span>
                { press("Light", !look.dark, Look { dark: false, ..look }) }
                { press("Dark", look.dark, Look { dark: true, ..look }) }
            </span>
            <span>
                { press("All questions", !look.tried, Look { tried: false, ..look }) }
                { press("Try it", look.tried, Look { tried: true, ..look }) }
            </span>
            { select("Language", props.language.as_deref().unwrap_or_default(), &languages, speak) }
        </div>
    }
}

/// What the frame is told: the definition, the settings, and how it is looked at.
pub fn shown(state: &StudioState) -> AttrValue {
    let draft = state.draft();
    if draft.survey.questions.is_empty() {
        return AttrValue::from("");
    }
    let definition = if state.look.tried { draft.survey.clone() } else { all_at_once(&draft.survey) };
    let language = state.language.clone();
    let mut settings: Map<String, Value> = Map::new();
    let kept = ["subject", "accent", "person-url", "privacy-url", "follow-up"];
    let own = draft.settings.iter().filter(|(name, _)| kept.contains(&name.as_str()) || name.starts_with("field-"));
    settings.extend(own.map(|(name, value)| (name.clone(), value.as_str().into())));
    settings.extend(draft.try_fields.iter().map(|(name, value)| (format!("field-{name}"), value.as_str().into())));
    let mut set = |name: &str, value: &str| settings.insert(name.to_owned(), value.into());
    set("survey", draft.survey.id.as_deref().filter(|id| goodword_core::name::is_name(id)).unwrap_or("preview"));
    set("preview", "on");
    set("shadow", "open");
    set("layout", if state.look.tried { "steps" } else { "page" });
    set("theme", if state.look.dark { "dark" } else { "light" });
    set("locale", language.as_deref().unwrap_or("en"));
    let dir = if language.as_deref().is_some_and(runs_left) { "rtl" } else { "ltr" };
    let definition: Value = serde_json::from_str(&definition.to_line()).unwrap_or_default();
    let theme = if state.look.dark { "dark" } else { "light" };
    let told = json!({"definition": definition, "settings": settings, "lang": language, "dir": dir, "theme": theme});
    told.to_string().into()
}

/// Whether a language of ours is written from right to left.
fn runs_left(language: &str) -> bool {
    ["ar", "he"].contains(&language.split('-').next().unwrap_or_default())
}

/// Every question at once, whatever must hold for it.
fn all_at_once(survey: &Definition) -> Definition {
    let mut survey = survey.clone();
    for at in 0..survey.questions.len() {
        if let Some(question) = survey.question_mut(at) {
            (question.show_if, question.end_if, question.jump) = (Vec::new(), Vec::new(), Vec::new());
        }
    }
    survey.introduction = None;
    survey
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_names_its_question() {
        let check = |part: &str, expect: Option<usize>| assert_eq!(question_of(part), expect, "{part}");
        check("label3", Some(3));
        check("option12-4", Some(12));
        check("x", None);
    }
}
