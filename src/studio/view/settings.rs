//! When, where and how a survey is asked: the settings of the snippet, from their one list.

use std::rc::Rc;

use goodword_studio::Edit;
use yew::prelude::*;

use super::field::{line, select};
use crate::manifest::{Holds, SETTINGS, Setting};
use crate::studio::controller::Controller;
use crate::studio::state::StudioState;

/// What the studio says by itself, or what no owner sets while building.
const LEFT_OUT: [&str; 6] = ["survey", "config", "preview", "shadow", "identity", "answers"];

pub fn settings(state: &StudioState, controller: &Rc<Controller>) -> Html {
    let shown = SETTINGS.iter().filter(|setting| !LEFT_OUT.contains(&setting.name));
    html! {
        <>
            <h2>{ "When, where and look" }</h2>
            <p class="soft">{ "These stand in the snippet. What is left empty is as usual." }</p>
            { for shown.map(|setting| one(state, controller, setting)) }
        </>
    }
}

fn one(state: &StudioState, controller: &Rc<Controller>, setting: &'static Setting) -> Html {
    let value = state.draft().settings.get(setting.name).cloned().unwrap_or_default();
    let edit = move |value: String| Edit::Setting(setting.name.to_owned(), value);
    let words = match setting.holds {
        Holds::OneOf(words) => words,
        Holds::Switch | Holds::Flag => &["on", "off"],
        _ => &[],
    };
    let field = if words.is_empty() {
        line(setting.name, &value, controller, edit)
    } else {
        let controller = controller.clone();
        let choose = Callback::from(move |value| controller.edit(edit(value)));
        let words: Vec<_> = std::iter::once(("", "as usual")).chain(words.iter().map(|word| (*word, *word))).collect();
        select(setting.name, &value, &words, choose)
    };
    html! { <div class="setting">{ field }<p class="soft">{ plain(setting.says) }</p></div> }
}

/// A sentence without its marks: code is read as words, and a link as what it is called.
fn plain(says: &str) -> String {
    let mut text = String::new();
    for part in says.replace('`', "").split('[') {
        match part.split_once("](") {
            Some((called, rest)) => {
                text.push_str(called);
                text.push_str(rest.split_once(')').map_or("", |(_, rest)| rest));
            }
            None => text.push_str(part),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_is_told_without_its_marks() {
        assert_eq!(plain("the `a` of it ([docs](x.md)); so"), "the a of it (docs); so");
        assert_eq!(plain("plain"), "plain");
    }
}
