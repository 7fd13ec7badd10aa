//! What takes the answer: native radios, a joined row of numbers, a box for words.

use goodword_core::json::digits;
use yew::prelude::*;

use super::Scene;
use super::element::{On, attributes, element, list, tag, text};
use crate::widget::question::{Given, Kind, Question};

pub fn view(scene: &Scene, question: &Question, label: &str) -> Html {
    match &question.kind {
        Kind::Choice(options) => {
            let mut rows = Vec::new();
            for option in options {
                let class = if option.apart { "option apart" } else { "option" };
                rows.push(choice(scene, &question.id, class, &option.value, &option.label));
            }
            element("div", attributes!["class": "options"], rows)
        }
        Kind::Scale { min, max, low, high } => {
            let mut cells = Vec::new();
            for number in *min..=*max {
                cells.push(choice(scene, &question.id, "cell", &Given::Number(number), &digits(u64::from(number))));
            }
            let end = |label| element("span", attributes![], vec![text(label)]);
            list(vec![
                element("div", attributes!["class": "scale"], cells),
                element("div", attributes!["class": "ends"], vec![end(low), end(high)]),
            ])
        }
        Kind::Text { max_chars } => words(scene, label, *max_chars),
    }
}

/// A radio button in its label.
fn choice(scene: &Scene, name: &str, class: &str, given: &Given, label: &str) -> Html {
    let mut radio = tag("input", attributes!["type": "radio", "name": name], vec![]);
    radio.set_value(AttrValue::from(given.to_text()));
    radio.set_checked(scene.state.current() == Some(given));
    let radio = On::Choose(given.clone()).listen(radio, scene.link);
    element("label", attributes!["class": class], vec![radio, element("span", attributes![], vec![text(label)])])
}

fn words(scene: &Scene, label: &str, max_chars: usize) -> Html {
    let area = attributes!["aria-label": label, "rows": "4", "maxlength": &digits(max_chars as u64), "part": "field"];
    let mut area = tag("textarea", area, vec![]);
    area.set_value(AttrValue::from(scene.state.current().map(Given::to_text).unwrap_or_default()));
    On::Write.listen(area, scene.link)
}
