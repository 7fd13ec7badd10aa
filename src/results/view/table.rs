//! The same numbers as a table.

use yew::prelude::*;

/// A table whose first column names its rows.
pub struct Table {
    /// What it shows.
    pub caption: String,
    /// The heads of its columns.
    pub heads: Vec<&'static str>,
    /// Its cells, row by row.
    pub rows: Vec<Vec<String>>,
}

impl Table {
    /// The table itself.
    pub fn html(&self) -> Html {
        html! {
            <table>
                <caption class="hidden">{ &self.caption }</caption>
                <thead><tr>{ for self.heads.iter().map(|head| html! { <th scope="col">{ *head }</th> }) }</tr></thead>
                <tbody>{ for self.rows.iter().map(|row| row_html(row)) }</tbody>
            </table>
        }
    }

    /// The table behind a quiet line that opens it.
    pub fn folded(&self) -> Html {
        html! {
            <details class="fold">
                <summary>{ "Show as table" }<span class="hidden">{ format!(": {}", self.caption) }</span></summary>
                <div class="scroll" tabindex="0" role="region" aria-label={self.caption.clone()}>{ self.html() }</div>
            </details>
        }
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
