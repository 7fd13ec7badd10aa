//! The dialog "which column is which?": what can be chosen in it, and in which words.

use goodword_core::Promise;
use goodword_core::import::{DateOrder, Edit, Purpose, Sheet, SheetColumn};
use goodword_core::words::plural;

/// What a mapping is called when it is downloaded, and by the command line that the view prints.
pub const FILE: &str = "mapping.json";

/// One line of a list: its value and its name.
type Line = (String, String);

/// What a column can be.
pub fn purposes(column: &SheetColumn) -> Vec<Line> {
    column.offered.iter().map(|purpose| (format!("{purpose:?}"), purpose.name().to_owned())).collect()
}

/// The value under which a purpose is chosen.
pub fn value(purpose: Purpose) -> String {
    format!("{purpose:?}")
}

/// The change that a chosen purpose is.
pub fn becomes(column: &SheetColumn, chosen: &str) -> Option<Edit> {
    let purpose = column.offered.iter().copied().find(|purpose| value(*purpose) == chosen)?;
    Some(Edit::Purpose { column: column.name.clone(), purpose })
}

/// What a value can say about a promise; the first is no answer.
pub fn meanings() -> Vec<Line> {
    let said = Promise::ALL.iter().map(|promise| {
        let name = match promise {
            Promise::Broken => "broken",
            Promise::Kept => "kept",
            Promise::Exceeded => "more than kept",
            Promise::None => "nothing was promised",
        };
        (promise.as_str().to_owned(), name.to_owned())
    });
    std::iter::once((String::new(), "no answer".to_owned())).chain(said).collect()
}

/// The orders of a date; the first is none.
pub fn orders() -> Vec<Line> {
    let lines = [
        ("", "choose …"),
        ("dmy", "day first: 14/03/2026"),
        ("mdy", "month first: 03/14/2026"),
        ("ymd", "year first: 2026/03/14"),
    ];
    lines.map(|(value, name)| (value.to_owned(), name.to_owned())).to_vec()
}

/// The order of that value.
pub fn order(value: &str) -> Option<DateOrder> {
    match value {
        "dmy" => Some(DateOrder::Dmy),
        "mdy" => Some(DateOrder::Mdy),
        "ymd" => Some(DateOrder::Ymd),
        _ => None,
    }
}

/// The value of an order.
pub fn order_value(order: Option<DateOrder>) -> &'static str {
    match order {
        Some(DateOrder::Dmy) => "dmy",
        Some(DateOrder::Mdy) => "mdy",
        Some(DateOrder::Ymd) => "ymd",
        None => "",
    }
}

/// What would be counted, in a sentence.
pub fn counted(sheet: &Sheet) -> String {
    match &sheet.tried {
        None => "Nothing can be counted yet: what is missing is said above.".to_owned(),
        Some(tried) => tried.whole.as_ref().map_or_else(
            || format!("Of {} the first would be read so.", plural(sheet.rows, "row", "rows")),
            |whole| format!("{whole}. The first would be read so."),
        ),
    }
}

/// What a screen reader is told after each change.
pub fn status(sheet: &Sheet) -> String {
    let problems = sheet.problems.iter().chain(sheet.columns.iter().filter_map(|column| column.problem.as_ref()));
    problems.into_iter().next().cloned().unwrap_or_else(|| counted(sheet))
}

#[cfg(test)]
mod tests {
    use super::*;
    use goodword_core::import::Tried;

    #[test]
    fn every_choice_comes_back_as_what_it_was() {
        let column = SheetColumn { name: "Score".to_owned(), offered: Purpose::ALL.to_vec(), ..SheetColumn::default() };
        for (chosen, name) in purposes(&column) {
            let edit = becomes(&column, &chosen);
            assert!(matches!(edit, Some(Edit::Purpose { purpose, .. }) if purpose.name() == name), "{chosen}");
        }
        assert_eq!(becomes(&column, "?"), None);
        for (value, _) in orders() {
            assert_eq!(order_value(order(&value)), value);
        }
        assert!(meanings().iter().skip(1).all(|(value, _)| Promise::of(value).is_some()));
    }

    #[test]
    fn what_is_missing_is_said_before_what_would_be_counted() {
        let problem = SheetColumn { problem: Some("No.".to_owned()), ..SheetColumn::default() };
        let wrong = Sheet { columns: vec![problem], ..Sheet::default() };
        assert_eq!(status(&wrong), "No.");
        let right = Sheet { rows: 12_345, tried: Some(Tried::default()), ..Sheet::default() };
        assert_eq!(status(&right), "Of 12,345 rows the first would be read so.");
    }
}
