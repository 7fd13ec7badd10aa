//! The lines that hold no response: counted and listed, never hidden.

use goodword_cards::Table;
use goodword_core::words::number::count;
use goodword_core::words::plural;
use yew::prelude::*;

use super::table;
use crate::reader::protocol::{BadLine, BadLines};

/// How many there are, and which behind a line that opens, or is `open` already. Nothing when there are none.
pub fn bad_lines(bad: &BadLines, open: bool) -> Html {
    if bad.total == 0 {
        return Html::default();
    }
    let several = bad.listed.iter().any(|line| line.file.is_some());
    let heads = if several { vec!["File", "Line", "Reason"] } else { vec!["Line", "Reason"] };
    let table =
        Table { caption: "Lines without a response".to_owned(), heads, rows: bad.listed.iter().map(cells).collect() };
    html! {
        <details class="fold bad" {open}>
            <summary>{ format!("{} not counted", plural(bad.total, "line holds no response and is", "lines hold no response and are")) }</summary>
            { for unlisted(bad).map(|sentence| html! { <p>{ sentence }</p> }) }
            { table::html(&table) }
        </details>
    }
}

fn cells(line: &BadLine) -> Vec<String> {
    let mut cells = Vec::from_iter(line.file.clone());
    cells.extend([count(line.number), line.reason.clone()]);
    cells
}

/// That there are more than are listed.
fn unlisted(bad: &BadLines) -> Option<String> {
    let listed = bad.listed.len() as u64;
    (listed < bad.total).then(|| format!("The first {} of {} are listed.", count(listed), count(bad.total)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(number: u64) -> BadLine {
        BadLine { file: None, number, reason: "This is not valid JSON".to_owned() }
    }

    #[test]
    fn what_is_not_listed_is_said() {
        let check = |total, expect: Option<&str>| {
            assert_eq!(unlisted(&BadLines { total, listed: vec![line(3)] }).as_deref(), expect);
        };
        check(1, None);
        check(12_345, Some("The first 1 of 12,345 are listed."));
    }

    #[test]
    fn the_file_is_named_where_there_are_several() {
        assert_eq!(cells(&line(1_204)), ["1,204", "This is not valid JSON"]);
        let named = BadLine { file: Some("a.json".to_owned()), ..line(2) };
        assert_eq!(cells(&named), ["a.json", "2", "This is not valid JSON"]);
    }
}
