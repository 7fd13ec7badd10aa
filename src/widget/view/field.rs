//! What takes the answer: native radios and boxes, a joined row of numbers, a field for words.

use goodword_core::json::digits;
use yew::prelude::*;
use yew::virtual_dom::VTag;

use super::choice_count;
use super::element::{attributes, element, id, list, nothing, tag, text};
use super::listener::Listener;
use super::scene::Scene;
use super::{bar, count, rich_text};
use crate::browser::intl;
use crate::features::CUSTOM_SURVEYS;
use crate::locale::{Word, fill};
use crate::widget::answer::{Answer, number_text};
use crate::widget::question::{Choice, Format, Kind, Question, Style, is_written};

pub fn view(scene: &Scene, at: usize, question: &Question, label: &str) -> Html {
    let answer = scene.state.at(at);
    match &question.kind {
        Kind::Choice { options, multiple, .. } => {
            let (hint, own) =
                if CUSTOM_SURVEYS { around(scene, at, question, options) } else { (nothing(), nothing()) };
            list(vec![hint, choices(scene, at, question, options, *multiple), own])
        }
        Kind::Scale { min, max, low, high, .. } if is_written(*min, *max) => {
            number(scene, at, question, label, (*min, *max), [low, high])
        }
        Kind::Scale { min, max, style, low, high } => {
            list(vec![scale(scene, at, question, (*min, *max, *style), [low, high])])
        }
        Kind::Text { max_chars, format } => {
            let own = answer.map(Answer::to_text).unwrap_or_default();
            let (max_chars, format) = (*max_chars, *format);
            let field = TextInput { label: "", max_chars, format, own: &own, must: question.required }.view(scene, at);
            let honeypot = if scene.ghost { nothing() } else { honeypot(scene) };
            list(vec![field, counter(scene, &own, max_chars), honeypot])
        }
        Kind::Consent if !CUSTOM_SURVEYS => nothing(),
        Kind::Consent => {
            let yes = ChoiceInput {
                at,
                kind: "checkbox",
                class: "option",
                value: Answer::Yes,
                checked: answer.is_some(),
                told: "",
            };
            let yes = yes.view(scene, question, rich_text::view(label));
            list(vec![element("div", attributes!["class": "options"], vec![yes])])
        }
    }
}

/// How many are to be chosen, and a field for what is not among them.
fn around(scene: &Scene, at: usize, question: &Question, options: &[Choice]) -> (Html, Html) {
    let Kind::Choice { multiple, other, .. } = question.kind else { return (nothing(), nothing()) };
    let hint = || element("p", attributes!["class": "note"], vec![text(&choice_count::hint(scene, question))]);
    let own = || {
        let (own, label) = (own_words(scene.state.at(at), options), scene.words.get(Word::OtherText));
        let field = TextInput { label, max_chars: 200, format: Format::Short, own: &own, must: false };
        named(label, field.view(scene, at))
    };
    (if multiple { hint() } else { nothing() }, if other { own() } else { nothing() })
}

fn choices(scene: &Scene, at: usize, question: &Question, options: &[Choice], multiple: bool) -> Html {
    let answer = scene.state.at(at);
    let counted = !scene.ghost && bar::is_shown(scene);
    let mut rows = Vec::new();
    for (place, Choice { value, label, apart, .. }) in (1_u8..).zip(options) {
        let checked = match (answer, value) {
            (Some(Answer::Words(words)), Answer::Word(word)) if CUSTOM_SURVEYS => words.contains(word),
            (answer, value) => answer == Some(value),
        };
        let kind = if CUSTOM_SURVEYS && multiple { "checkbox" } else { "radio" };
        let class = if *apart { "option apart" } else { "option" };
        let input = ChoiceInput { at, kind, class, value: value.clone(), checked, told: "" };
        let label = if counted { both_ways(scene, label, place) } else { list(vec![text(label)]) };
        rows.push(input.view(scene, question, label));
    }
    let end = |of: Option<&Choice>| element("span", attributes![], vec![text(of.map_or("", |option| &option.label))]);
    let ends = attributes!["class": "ends", "aria-hidden": "true"];
    list(vec![
        element("div", attributes!["class": "options"], rows),
        if counted { element("div", ends, vec![end(options.first()), end(options.last())]) } else { nothing() },
    ])
}

/// Words, and the number that is seen in their place where they have no room; whoever listens hears the words.
fn both_ways(scene: &Scene, label: &str, place: u8) -> Html {
    let number = intl::number(scene.words.get(Word::Lang), f64::from(place));
    list(vec![
        element("span", attributes![], vec![text(label)]),
        element("b", attributes!["aria-hidden": "true"], vec![text(&number)]),
    ])
}

/// How much of the room is taken, once that matters.
fn counter(scene: &Scene, own: &str, max_chars: usize) -> Html {
    let used = own.chars().count();
    let near = used * 5 >= max_chars * 4;
    let words = if near { count::of(scene, Word::ProgressShort, used, max_chars) } else { String::new() };
    element("p", attributes!["class": "note counter"], vec![text(&words)])
}

/// A field that nobody sees, reaches by keyboard or is told of: what fills it in fills in everything.
fn honeypot(scene: &Scene) -> Html {
    let unseen = attributes![
        "name": "website", "class": "unseen", "tabindex": "-1", "aria-hidden": "true", "autocomplete": "off",
        "on": &Listener::Honeypot.listen(scene.listeners)
    ];
    element("input", unseen, vec![])
}

/// What was given that is not among the options.
fn own_words(answer: Option<&Answer>, options: &[Choice]) -> String {
    let offered = |word: &str| options.iter().any(|option| option.value.to_text() == word);
    match answer {
        Some(Answer::Text(text)) => text.clone(),
        Some(Answer::Words(words)) => words.iter().find(|word| !offered(word)).cloned().unwrap_or_default(),
        _ => String::new(),
    }
}

fn scale(scene: &Scene, at: usize, question: &Question, (min, max, style): (i32, i32, Style), ends: [&str; 2]) -> Html {
    let answer = scene.state.at(at);
    let chosen = if let Some(Answer::Number(number)) = answer { *number } else { min - 1 };
    let mut cells = Vec::new();
    // A number says less of itself than a star or a face, which have names.
    let end = |name, label: &str| {
        let plain = !CUSTOM_SURVEYS || style == Style::Numbers && !label.is_empty();
        if plain { id(name, at) } else { String::new() }
    };
    let [low, high] = [end("low", ends[0]), end("high", ends[1])];
    for score in min..=max {
        let told = if score == min {
            &*low
        } else if score == max {
            &*high
        } else {
            ""
        };
        let filled = CUSTOM_SURVEYS && style == Style::Stars && score <= chosen;
        let class = if filled { "cell filled" } else { "cell" };
        let value = Answer::Number(score);
        let input = ChoiceInput { at, kind: "radio", class, checked: answer == Some(&value), value, told };
        cells.push(input.view(scene, question, mark(scene, style, score - min, max - min, score)));
    }
    let class = match (style, max - min) {
        _ if !CUSTOM_SURVEYS => "scale",
        (Style::Numbers, ..=6) => "scale short",
        (Style::Numbers, 10) => "scale",
        (Style::Numbers, _) => "scale long",
        (Style::Stars | Style::Faces, _) => "scale marks",
    };
    let [low, high] = both_ends(scene, at, ends);
    cells.insert(0, low);
    cells.push(high);
    element("div", attributes!["class": class], cells)
}

/// What the lowest and the highest score mean, under names that those can refer to.
fn both_ends(scene: &Scene, at: usize, ends: [&str; 2]) -> [Html; 2] {
    let end = |name: &'static str, label: &str| {
        let own = if scene.ghost { String::new() } else { id(name, at) };
        element("span", attributes!["class": name, "id": &own], vec![text(label)])
    };
    [end("low", ends[0]), end("high", ends[1])]
}

/// A score of many, which is written: nothing is chosen beforehand, and nobody looks for it among a hundred boxes.
fn number(scene: &Scene, at: usize, question: &Question, label: &str, (min, max): (i32, i32), ends: [&str; 2]) -> Html {
    let answer = scene.state.at(at).map(Answer::to_text).unwrap_or_default();
    let lang = scene.words.get(Word::Lang);
    let meaning = |score: i32, label: &str| match label {
        "" => String::new(),
        label => [&*intl::number(lang, f64::from(score)), " = ", label].concat(),
    };
    let [low, high] = [meaning(min, ends[0]), meaning(max, ends[1])];
    let range = attributes!["class": "note", "id": &id("range", at)];
    let field = attributes![
        "type": "number", "class": "line", "min": &number_text(min), "max": &number_text(max), "aria-label": label, "part": "field",
        "aria-required": if question.required { "true" } else { "" },
        "aria-invalid": if describing(scene, at).is_empty() { "" } else { "true" },
        "aria-describedby": &["range", "low", "high", "problem"].map(|name| id(name, at)).join(" "), "on": &Listener::Write(at).listen(scene.listeners)
    ];
    let mut parts = vec![control(scene, tag("input", field, vec![]), &answer)];
    parts.push(element("p", range, vec![text(&scores(scene, min, max))]));
    parts.push(element("div", attributes!["class": "ends"], Vec::from(both_ends(scene, at, [&low, &high]))));
    list(parts)
}

/// Which scores there are.
fn scores(scene: &Scene, min: i32, max: i32) -> String {
    let words = scene.words;
    let [min, max] = [min, max].map(|score| intl::number(words.get(Word::Lang), f64::from(score)));
    fill(words.get(Word::Number), &[("min", &min), ("max", &max)])
}

/// What is wrong with the answer, once the visitor has to be told.
pub fn problem(scene: &Scene, at: usize, question: &Question) -> String {
    let Scene { state, words, .. } = *scene;
    if !state.is_pointed_at(at) {
        return String::new();
    }
    match (state.at(at), &question.kind) {
        (None, _) => words.get(Word::Required).to_owned(),
        (Some(_), Kind::Scale { min, max, .. }) => scores(scene, *min, *max),
        (Some(answer), Kind::Choice { .. }) => choice_count::problem(scene, question, answer),
        (Some(_), _) => words.get(Word::EmailBad).to_owned(),
    }
}

/// The id of the sentence that says what is wrong, where there is one.
pub fn describing(scene: &Scene, at: usize) -> String {
    if scene.state.is_pointed_at(at) { id("problem", at) } else { String::new() }
}

/// A score as it looks, and its name where the look has none.
fn mark(scene: &Scene, style: Style, place: i32, span: i32, score: i32) -> Html {
    let words = scene.words;
    let lang = words.get(Word::Lang);
    if !CUSTOM_SURVEYS {
        return text(&intl::number(lang, f64::from(score)));
    }
    let (path, name) = match style {
        Style::Numbers => return text(&intl::number(lang, f64::from(score))),
        Style::Stars => {
            let stars = place + 1;
            let form = words.form(Word::Stars, &intl::plural(lang, f64::from(stars)));
            (
                "M16 4l3.7 7.6 8.3 1.2-6 5.9 1.4 8.3-7.4-3.9-7.4 3.9 1.4-8.3-6-5.9 8.3-1.2z".to_owned(),
                fill(form, &[("n", &intl::number(lang, f64::from(stars)))]),
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
struct ChoiceInput<'a> {
    at: usize,
    kind: &'static str,
    class: &'static str,
    value: Answer,
    checked: bool,
    /// The id of what says more about it.
    told: &'a str,
}

impl ChoiceInput<'_> {
    fn view(self, scene: &Scene, question: &Question, label: Html) -> Html {
        if scene.ghost {
            return element("label", attributes!["class": self.class], vec![ghost("box"), label]);
        }
        let value = self.value.to_text();
        let on = Listener::Choose(self.at, self.value).listen(scene.listeners);
        let must = CUSTOM_SURVEYS && question.required && question.kind == Kind::Consent;
        let input = attributes![
            "type": self.kind, "name": &question.id, "aria-describedby": self.told,
            "aria-required": if must { "true" } else { "" }, "on": &on
        ];
        let mut input = tag("input", input, vec![]);
        input.set_value(AttrValue::from(value));
        input.set_checked(self.checked);
        element(
            "label",
            attributes!["class": self.class],
            vec![input.into(), element("span", attributes![], vec![label])],
        )
    }
}

/// A field for own words.
struct TextInput<'a> {
    /// Its name, where that is not the heading.
    label: &'a str,
    max_chars: usize,
    format: Format,
    own: &'a str,
    must: bool,
}

impl TextInput<'_> {
    fn view(self, scene: &Scene, at: usize) -> Html {
        let Self { label, format, .. } = self;
        let problem = describing(scene, at);
        let heading = if label.is_empty() { id("label", at) } else { String::new() };
        let (name, kind, rows) = match format {
            _ if !CUSTOM_SURVEYS => ("textarea", "", "4"),
            Format::Long => ("textarea", "", "4"),
            Format::Short => ("input", "text", ""),
            Format::Email => ("input", "email", ""),
        };
        let field = attributes![
            "type": kind, "rows": rows, "class": if name == "input" { "line" } else { "" }, "aria-label": label, "aria-labelledby": &heading,
            "maxlength": &digits(self.max_chars as u64), "part": "field", "aria-required": if CUSTOM_SURVEYS && self.must { "true" } else { "" },
            "aria-invalid": if problem.is_empty() { "" } else { "true" }, "aria-describedby": &problem,
            "autocomplete": if format == Format::Email { "email" } else { "" }, "on": &Listener::Write(at).listen(scene.listeners)
        ];
        control(scene, tag(name, field, vec![]), self.own)
    }
}

/// A field below its name, which stays in sight while something is written.
pub fn named(name: &str, field: Html) -> Html {
    element("label", attributes!["class": "named"], vec![text(name), field])
}

/// A field, or in its place what is as high.
fn control(scene: &Scene, field: VTag, value: &str) -> Html {
    if scene.ghost { ghost("area") } else { valued(field, value) }
}

fn ghost(class: &str) -> Html {
    element("i", attributes!["class": class], vec![])
}

/// A control that shows a value.
pub fn valued(mut control: VTag, value: &str) -> Html {
    control.set_value(AttrValue::from(value.to_owned()));
    control.into()
}
