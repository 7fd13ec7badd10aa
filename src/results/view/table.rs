//! The same numbers as a table.

use yew::prelude::*;

use crate::browser::page;

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
                <CopyTable csv={self.csv()} of={self.caption.clone()} />
                <div class="scroll" tabindex="0" role="region" aria-label={self.caption.clone()}>{ self.html() }</div>
            </details>
        }
    }
}

impl Table {
    /// The same as CSV, for a spreadsheet.
    fn csv(&self) -> String {
        let line = |cells: Vec<String>| cells.join(",") + "\r\n";
        let heads = line(self.heads.iter().map(|head| cell(head)).collect());
        let rows = self.rows.iter().map(|row| line(row.iter().map(|text| cell(text)).collect()));
        heads + &rows.collect::<String>()
    }
}

/// A cell of CSV. What a spreadsheet would run has a guard; a number is left as it is.
fn cell(text: &str) -> String {
    let risky = text.starts_with(['=', '+', '-', '@', '\t', '\r', '\'']) && text.parse::<f64>().is_err();
    let text = if risky { format!("'{text}") } else { text.to_owned() };
    if text.contains([',', '"', '\n', '\r']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_is_copied_as_a_spreadsheet_takes_it() {
        let rows = vec![vec!["=HYPERLINK(1)".to_owned(), "-7".to_owned(), "1,200".to_owned(), "say \"hi\"".to_owned()]];
        let table = Table { caption: "t".to_owned(), heads: vec!["Value", "NPS, points"], rows };
        assert_eq!(table.csv(), "Value,\"NPS, points\"\r\n'=HYPERLINK(1),-7,\"1,200\",\"say \"\"hi\"\"\"\r\n");
    }
}
