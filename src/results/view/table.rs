//! The same numbers as a table.

use goodword_cards::Table;
use yew::prelude::*;

use crate::browser::page;

/// The table itself.
pub fn html(table: &Table) -> Html {
    html! {
        <table>
            <caption class="hidden">{ &table.caption }</caption>
            <thead><tr>{ for table.heads.iter().map(|head| html! { <th scope="col">{ *head }</th> }) }</tr></thead>
            <tbody>{ for table.rows.iter().map(|row| row_html(row)) }</tbody>
        </table>
    }
}

/// The table behind a quiet line that opens it.
pub fn folded(table: &Table) -> Html {
    html! {
        <details class="fold">
            <summary>{ "Show as table" }<span class="hidden">{ format!(": {}", table.caption) }</span></summary>
            <CopyTable csv={table.csv()} of={table.caption.clone()} />
            <div class="scroll" tabindex="0" role="region" aria-label={table.caption.clone()}>{ html(table) }</div>
        </details>
    }
}

/// What is copied.
#[derive(Clone, PartialEq, Properties)]
struct CopyTableProps {
    csv: String,
    of: String,
}

/// The way to take the table elsewhere, and whether that has worked.
#[component]
fn CopyTable(props: &CopyTableProps) -> Html {
    let copied = use_state_eq(|| None::<bool>);
    let onclick = {
        let (csv, copied) = (props.csv.clone(), copied.clone());
        Callback::from(move |_: MouseEvent| {
            let copied = copied.clone();
            page::copy(&csv, move |done| copied.set(Some(done)));
        })
    };
    let said = match *copied {
        None => "",
        Some(true) => "Copied",
        Some(false) => "This browser did not allow it.",
    };
    html! {
        <p class="copy">
            <button type="button" class="quiet" {onclick}>{ "Copy as CSV" }<span class="hidden">{ format!(": {}", props.of) }</span></button>
            <span role="status">{ said }</span>
        </p>
    }
}

fn row_html(row: &[String]) -> Html {
    let cell = |(at, text): (usize, &String)| {
        if at == 0 {
            html! { <th scope="row">{ text }</th> }
        } else {
            html! { <td>{ text }</td> }
        }
    };
    html! { <tr>{ for row.iter().enumerate().map(cell) }</tr> }
}
