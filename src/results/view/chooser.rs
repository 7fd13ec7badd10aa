//! The way to choose files.

use std::rc::Rc;

use yew::prelude::*;

use crate::browser::files;
use crate::results::controller::Controller;

/// A file input dressed as a button.
pub fn chooser(label: &'static str, class: &'static str, controller: &Rc<Controller>) -> Html {
    let controller = controller.clone();
    let onchange = Callback::from(move |event: Event| controller.open(files::chosen(&event)));
    html! {
        <label class={classes!("button", "choose", class)}>
            <input class="hidden" type="file" multiple=true accept=".json,.ndjson,.jsonl,.csv,.tsv,.xlsx,.parquet,.gz,application/json,application/x-ndjson,text/csv,application/gzip"
                {onchange} />
            { label }
        </label>
    }
}

/// Where to put files. `class` says whether that is the one thing to do.
pub fn dropzone(class: &'static str, controller: &Rc<Controller>) -> Html {
    html! {
        <div class="dropzone">
            { chooser("Choose files", class, controller) }
            <p>{ "or drop .json, .ndjson, .csv, .xlsx, .parquet or .gz files anywhere here, ours or another survey program’s. They are read in this browser and sent nowhere." }</p>
        </div>
    }
}
