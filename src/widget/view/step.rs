//! One question, with what is wrong with its answer.

use yew::prelude::*;
use yew::virtual_dom::Attributes;

use super::element::{attributes, element, id, nothing, tag, text};
use super::field;
use super::rich_text;
use super::scene::Scene;
use crate::features::CUSTOM_SURVEYS;
use crate::locale::Word;
use crate::widget::question::{Kind, Question};
use crate::widget::wording;

/// The question where it is `wanted`: a list keeps the places of those that are not.
pub fn view_if(wanted: bool, scene: &Scene, at: usize, question: &Question) -> Html {
    if wanted { view(scene, at, question) } else { nothing() }
}

fn view(scene: &Scene, at: usize, question: &Question) -> Html {
    let label = wording::label(scene.state, scene.words, question);
    let heading = heading(scene, at, question, &label);
    if scene.ghost {
        let ghost = attributes!["class": "step ghost"];
        return element("div", ghost, vec![heading, field::view(scene, at, question, &label)]);
    }
    let problem = field::problem(scene, at, question);
    let paragraph =
        |shown, attributes, words: &str| if shown { element("p", attributes, vec![text(words)]) } else { nothing() };
    let must = attributes!["class": "must", "id": &id("must", at)];
    let told = attributes!["class": "problem", "id": &id("problem", at), "role": "alert"];
    let wrong = CUSTOM_SURVEYS && !problem.is_empty();
    // Each has its place, whether it is there or not: Yew compares them by their places.
    let inside = vec![
        heading,
        paragraph(CUSTOM_SURVEYS && question.required, must, scene.words.get(Word::RequiredMark)),
        field::view(scene, at, question, &label),
        paragraph(wrong, told, &problem),
    ];
    element("div", group(scene, at, question, wrong), inside)
}

/// A field for words, or a box to tick, says itself what it is for: only what has several parts is a group.
fn group(scene: &Scene, at: usize, question: &Question, wrong: bool) -> Attributes {
    // What other roles of a group cannot be told, the words beside the heading say.
    let of_one = CUSTOM_SURVEYS && question.required && question.is_of_one();
    let if_one = |value| if of_one { value } else { "" };
    let role = match question.kind {
        Kind::Text { .. } | Kind::Consent => "",
        _ if of_one => "radiogroup",
        _ => "group",
    };
    let named = if role.is_empty() { String::new() } else { id("label", at) };
    attributes![
        "class": if CUSTOM_SURVEYS && wrong { "step wrong" } else { "step" }, "role": role, "aria-labelledby": &named,
        "aria-required": if_one("true"), "aria-invalid": if wrong { if_one("true") } else { "" },
        "aria-describedby": &field::describing(scene, at)
    ]
}

/// The wording of a question. That of a box to tick stands beside the box and nowhere else.
fn heading(scene: &Scene, at: usize, question: &Question, label: &str) -> Html {
    if CUSTOM_SURVEYS && question.kind == Kind::Consent {
        return nothing();
    }
    let inside = vec![rich_text::view(label)];
    if scene.ghost {
        return element("div", attributes!["class": "title"], inside);
    }
    let here = at == scene.state.step;
    let where_one_is = if here && !scene.state.is_page() { "where" } else { "" };
    let heading = attributes![
        "class": "title", "id": &id("label", at), "tabindex": if here { "-1" } else { "" }, "aria-describedby": where_one_is
    ];
    let mut heading = tag("h2", heading, inside);
    if here {
        heading.node_ref = scene.heading.clone();
    }
    heading.into()
}
