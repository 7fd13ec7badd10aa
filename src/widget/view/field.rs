//! What takes the answer: native radios and boxes, a joined row of numbers, a field for words.

use goodword_core::json::digits;
use yew::prelude::*;
use yew::virtual_dom::VTag;

use super::Scene;
use super::element::{On, attributes, element, list, nothing, tag, text};
use crate::edge::opening;
use crate::locale::{Word, fill};
use crate::widget::OWN;
use crate::widget::question::{Choice, Format, Given, Kind, Question, Style, number_text};

pub fn view(scene: &Scene, at: usize, question: &Question, label: &str) -> Html {
    let given = scene.state.at(at);
    match &question.kind {
        Kind::Choice { options, multiple, other } => {
            let mut parts = vec![choices(scene, at, question, options, *multiple)];
            if OWN && *multiple {
                parts.insert(0, element("p", attributes![], vec![text(scene.words.get(Word::Many))]));
            }
            if OWN && *other {
                let own = own_words(given, options);
                parts.push(words(scene, at, scene.words.get(Word::OtherText), 200, Format::Short, &own));
            }
            list(parts)
        }
        Kind::Scale { min, max, style, low, high } => scale(scene, at, question, (*min, *max, *style), [low, high]),
        Kind::Text { max_chars, format } => {
            let own = given.map(Given::to_text).unwrap_or_default();
            words(scene, at, label, *max_chars, *format, &own)
        }
        Kind::Consent if !OWN => nothing(),
        Kind::Consent => {
            let yes = Input { at, kind: "checkbox", class: "option", value: Given::Yes, checked: given.is_some() };
            element("div", attributes!["class": "options"], vec![yes.view(scene, question, text(label))])
        }
    }
}

fn choices(scene: &Scene, at: usize, question: &Question, options: &[Choice], multiple: bool) -> Html {
    let given = scene.state.at(at);
    let mut rows = Vec::new();
    for Choice { value, label, apart } in options {
        let checked = match (given, value) {
            (Some(Given::Words(words)), Given::Word(word)) if OWN => words.contains(word),
            (given, value) => given == Some(value),
        };
        let kind = if OWN && multiple { "checkbox" } else { "radio" };
        let class = if *apart { "option apart" } else { "option" };
        let input = Input { at, kind, class, value: value.clone(), checked };
        rows.push(input.view(scene, question, text(label)));
    }
    element("div", attributes!["class": "options"], rows)
}

/// What was given that is not among the options.
fn own_words(given: Option<&Given>, options: &[Choice]) -> String {
    let offered = |word: &str| options.iter().any(|option| option.value.to_text() == word);
    match given {
        Some(Given::Text(text)) => text.clone(),
        Some(Given::Words(words)) => words.iter().find(|word| !offered(word)).cloned().unwrap_or_default(),
        _ => String::new(),
    }
}

fn scale(scene: &Scene, at: usize, question: &Question, (min, max, style): (i32, i32, Style), ends: [&str; 2]) -> Html {
    let given = scene.state.at(at);
    let chosen = if let Some(Given::Number(number)) = given { *number } else { min - 1 };
    let mut cells = Vec::new();
    for score in min..=max {
        let filled = OWN && style == Style::Stars && score <= chosen;
        let class = if filled { "cell filled" } else { "cell" };
        let value = Given::Number(score);
        let input = Input { at, kind: "radio", class, checked: given == Some(&value), value };
        cells.push(input.view(scene, question, mark(scene, style, score - min, max - min, score)));
    }
    let end = |label: &str| element("span", attributes![], vec![text(label)]);
    let class = match (style, max - min) {
        _ if !OWN => "scale",
        (Style::Numbers, ..=6) => "scale short",
        (Style::Numbers, 10) => "scale",
        (Style::Numbers, _) => "scale long",
        (Style::Stars | Style::Faces, _) => "scale marks",
    };
    list(vec![
        element("div", attributes!["class": class], cells),
        element("div", attributes!["class": "ends"], vec![end(ends[0]), end(ends[1])]),
    ])
}

/// A score as it looks, and its name where the look has none.
fn mark(scene: &Scene, style: Style, place: i32, span: i32, score: i32) -> Html {
    let words = scene.words;
    let lang = words.get(Word::Lang);
    if !OWN {
        return text(&opening::number(lang, f64::from(score)));
    }
    let (path, name) = match style {
        Style::Numbers => return text(&opening::number(lang, f64::from(score))),
        Style::Stars => {
            let stars = place + 1;
            let form = words.form(Word::Stars, &opening::plural(lang, f64::from(stars)));
            (
                "M16 4l3.7 7.6 8.3 1.2-6 5.9 1.4 8.3-7.4-3.9-7.4 3.9 1.4-8.3-6-5.9 8.3-1.2z".to_owned(),
                fill(form, &[("n", &opening::number(lang, f64::from(stars)))]),
            )
        }
        Style::Faces => {
            // Five moods: the mouth of each bends a little more upwards than that of the one before.
            let mood = place * 4 / span;
            let mouth = [
                "M16 3a13 13 0 1 0 .1 0zM11.500 12.500v1M20.500 12.500v1M10.500 ",
                &number_text(23 - mood),
                "Q16 ",
                &number_text(17 + mood * 2 + mood / 2),
                " 21.500 ",
                &number_text(23 - mood),
            ];
            (mouth.concat(), words.nth(Word::Face1, usize::try_from(mood).unwrap_or_default()).to_owned())
        }
    };
    let drawn = element("path", attributes!["d": &path], vec![]);
    let icon = attributes!["viewBox": "0 0 32 32", "role": "img", "aria-label": &name];
    element("svg", icon, vec![drawn])
}

/// A radio button or a box, in its label.
struct Input {
    at: usize,
    kind: &'static str,
    class: &'static str,
    value: Given,
    checked: bool,
}

impl Input {
    fn view(self, scene: &Scene, question: &Question, label: Html) -> Html {
        let value = self.value.to_text();
        let on = On::Choose(self.at, self.value).listen(scene);
        let mut input = tag("input", attributes!["type": self.kind, "name": &question.id, "on": &on], vec![]);
        input.set_value(AttrValue::from(value));
        input.set_checked(self.checked);
        element(
            "label",
            attributes!["class": self.class],
            vec![input.into(), element("span", attributes![], vec![label])],
        )
    }
}

fn words(scene: &Scene, at: usize, label: &str, max_chars: usize, format: Format, own: &str) -> Html {
    let most = digits(max_chars as u64);
    let missing = OWN && scene.state.missing && at == scene.state.step;
    let (name, kind, rows) = match format {
        _ if !OWN => ("textarea", "", "4"),
        Format::Long => ("textarea", "", "4"),
        Format::Short => ("input", "text", ""),
        Format::Email => ("input", "email", ""),
    };
    let field = attributes![
        "type": kind, "rows": rows, "class": if name == "input" { "line" } else { "" }, "aria-label": label, "maxlength": &most, "part": "field",
        "aria-invalid": if missing { "true" } else { "" }, "aria-describedby": if missing { "problem" } else { "" },
        "placeholder": if label == scene.words.get(Word::OtherText) { label } else { "" },
        "autocomplete": if format == Format::Email { "email" } else { "" }, "on": &On::Write(at).listen(scene)
    ];
    valued(tag(name, field, vec![]), own)
}

/// A control that shows a value.
pub fn valued(mut control: VTag, value: &str) -> Html {
    control.set_value(AttrValue::from(value.to_owned()));
    control.into()
}
