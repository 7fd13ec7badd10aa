//! Everything that was counted: as a table, as JSON, and by the command that prints it.

use std::rc::Rc;

use goodword_cards::Table;
use goodword_cards::command::quoted;
use goodword_core::words::keyness_sheet::SheetTerm;
use yew::prelude::*;

use crate::reader::protocol::KeynessQuery;
use crate::results::keyness::KeynessFound;
use crate::results::view::table;
use crate::results::view::trend::SharedController;

/// All terms as a table, the command that prints the same, and the JSON.
pub fn more(found: &Rc<KeynessFound>, command: &str, controller: &SharedController) -> Html {
    let (saved, controller) = (found.clone(), controller.0.clone());
    let onclick =
        Callback::from(move |_: MouseEvent| controller.save_text(&saved.json, "application/json", "words.json"));
    let KeynessQuery { a, b, seed, .. } = &found.query;
    let seed = if *seed == 1 { String::new() } else { format!(" --seed {seed}") };
    let command = format!("{} --compare {} {}{seed}", command, quoted(a), quoted(b));
    html! {
        <div class="more">
            { table::folded(&words(found)) }
            <details class="fold">
                <summary>{ "The same on the command line" }<span class="hidden">{ ": words" }</span></summary>
                <code>{ command }</code>
            </details>
            <button type="button" class="quiet" {onclick}>{ "Download JSON" }<span class="hidden">{ ": words" }</span></button>
        </div>
    }
}

fn words(found: &KeynessFound) -> Table {
    let row = |term: &SheetTerm| {
        let way = if term.a >= term.b { &found.query.a } else { &found.query.b };
        let (a, b) = term.counts.clone();
        vec![term.term.clone(), a, b, term.apart.clone(), way.clone(), term.p.clone()]
    };
    Table {
        caption: "Words and pairs of words".to_owned(),
        heads: vec!["Word", "First group", "Second group", "Points apart (95 % range)", "More in", "p, adjusted"],
        rows: found.sheet.terms.iter().map(row).collect(),
    }
}
