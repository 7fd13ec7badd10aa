//! Files that were not ours as they stood there: what each was taken for, and what was made of it.

use std::rc::Rc;

use yew::prelude::*;

use crate::reader::imported::Imported;
use crate::results::controller::Controller;

/// A notice for each, with the way to say it otherwise.
pub fn imported(files: &[Imported], controller: &Rc<Controller>) -> Html {
    html! { { for files.iter().map(|file| one(file, controller)) } }
}

fn one(file: &Imported, controller: &Rc<Controller>) -> Html {
    let controller = controller.clone();
    let onclick = Callback::from(move |_: MouseEvent| controller.choose_columns());
    // A table of ours has columns that nobody needs to choose.
    let is_foreign = file.recognised.is_some() || file.mapping.is_some();
    let button =
        if file.recognised.is_some() { "Not this: choose the columns yourself" } else { "Choose the columns anew" };
    html! {
        <div class="notice imported">
            <p>{ heading(file) }</p>
            { for file.notes.iter().chain(&file.facts).map(|fact| html! { <p>{ sentence(fact) }</p> }) }
            { for is_foreign.then(|| html! { <p><button type="button" class="quiet" {onclick}>{ button }</button></p> }) }
        </div>
    }
}

/// Whose it is, as far as that is known.
fn heading(file: &Imported) -> String {
    match (&file.recognised, &file.mapping) {
        (Some(recognised), _) => format!("{}: {recognised}.", file.file),
        (None, Some(mapping)) => format!("{} is read by {mapping}.", file.file),
        (None, None) => format!("{} is read as the table that it is.", file.file),
    }
}

fn sentence(fact: &str) -> String {
    let mut letters = fact.chars();
    let first = letters.next().map(|letter| letter.to_uppercase().to_string()).unwrap_or_default();
    format!("{first}{}.", letters.as_str())
}

/// The mapping that files were read by.
pub fn mapping(files: &[Imported]) -> Option<&str> {
    files.iter().find_map(|file| file.mapping.as_deref())
}
