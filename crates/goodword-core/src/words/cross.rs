//! Sentences on any two things beside each other.

use super::claim::Direction;
use super::number::{PERCENTAGE_POINTS, RATIO, SCORE, SHARE, chance, decimal};
use super::plural;
use super::promise::sized;
use super::segment::{self, value_name};
use crate::Segment;
use crate::cross::{Association, Axis, CrossCell, CrossRow, CrossTable, ScaleQuestion, StandardQuestion, TimeOfDay};
use crate::summary::{Method, SmallSample};

/// A chance under this is worth a sentence, after adjustment.
const UNUSUAL: f64 = 0.05;

/// An axis for people: `device`, `plan`, `promise`, `week`.
pub fn name(axis: &Axis) -> String {
    match axis {
        Axis::Segment(segment) => segment::name(segment),
        Axis::Question(StandardQuestion::Empathy) => "felt understood, 1 to 5".to_owned(),
        Axis::Question(StandardQuestion::Promise) => "promise".to_owned(),
        Axis::Question(StandardQuestion::Recommend) => "would recommend".to_owned(),
        Axis::Calendar(unit) => unit.as_str().to_owned(),
        Axis::Time(TimeOfDay::Weekday) => "weekday".to_owned(),
        Axis::Time(TimeOfDay::Hour) => "hour of the day".to_owned(),
    }
}

/// A question whose mean is told, for people: `ease`.
pub fn scale_name(of: &ScaleQuestion) -> String {
    match of {
        ScaleQuestion::Empathy => name(&Axis::Question(StandardQuestion::Empathy)),
        ScaleQuestion::Recommend => name(&Axis::Question(StandardQuestion::Recommend)),
        ScaleQuestion::Own(question) => segment::name(&Segment::Question(question.clone())),
    }
}

/// The finding: the cell that differs most from everyone else, where chance seldom makes it, or that none is shown to.
pub fn title(table: &CrossTable) -> String {
    let by = name(&table.by);
    let of = table.across.as_ref().map(name);
    if table.too_many {
        return format!("There are too many values of {by} to set apart.");
    }
    if SmallSample::of(table.responses).too_few {
        let about = of.map_or_else(|| by.clone(), |of| format!("both {by} and {of}"));
        return format!(
            "{} something about {about}: too few to set apart.",
            plural(table.responses, "response says", "responses say")
        );
    }
    let Some(of) = of else { return spread(table, &by) };
    // Of two columns each is the other's rest, to the last digit but one: what is more is said, and the first of its kind.
    let size = |by: f64| ((by.abs() * 1e9).round(), by > 0.0);
    let widest = differing(table).fold(None, |widest: Option<(&CrossRow, usize, f64)>, next| match widest {
        Some(widest) if size(widest.2) >= size(next.2) => Some(widest),
        _ => Some(next),
    });
    widest
        .and_then(|(row, column, _)| cell(table, row, column))
        .unwrap_or_else(|| format!("By {by}, no share of {of} is shown to differ from everyone else's."))
}

/// A sentence for each cell that differs from everyone else.
pub fn cells(table: &CrossTable) -> Vec<String> {
    differing(table).filter_map(|(row, column, _)| cell(table, row, column)).collect()
}

/// Row, column and difference of what chance seldom makes.
fn differing(table: &CrossTable) -> impl Iterator<Item = (&CrossRow, usize, f64)> {
    let cells = table.rows.iter().flat_map(|row| row.cells.iter().enumerate().map(move |(at, cell)| (row, at, cell)));
    cells.filter_map(|(row, at, cell)| Some((row, at, apart(cell)?)))
}

/// How far the share of a cell lies from that of everyone else, where chance seldom makes that.
pub fn apart(cell: &CrossCell) -> Option<f64> {
    let rest = cell.rest.as_ref().filter(|rest| !rest.few.too_few)?;
    rest.p_adjusted.filter(|p| *p < UNUSUAL)?;
    rest.difference
}

/// `mobile: 75 % Berlin, 42 percentage points more than everyone else (23 to 58).`
fn cell(table: &CrossTable, row: &CrossRow, column: usize) -> Option<String> {
    let (cell, column) = (row.cells.get(column)?, table.columns.get(column)?);
    let rest = cell.rest.as_ref()?;
    let (by, range) = (rest.difference?, rest.interval?);
    let way = PERCENTAGE_POINTS.direction(by, range)?;
    let written = PERCENTAGE_POINTS.told_apart(&[by], Some(range));
    let more = if way == Direction::Higher { "more" } else { "less" };
    Some(format!(
        "{}: {} {}, {} {more} than everyone else ({}).{}",
        value_name(&row.value),
        SHARE.text(cell.share.share?),
        value_name(column),
        written.text(by.abs()),
        sized(&written, range, way),
        if rest.few.few { " Few answers." } else { "" }
    ))
}

/// Where scores lie, from row to row.
fn spread(table: &CrossTable, by: &str) -> String {
    let scored = table.rows.iter().filter(|row| !row.total.nps.few.too_few);
    let mut scored: Vec<_> = scored.filter_map(|row| Some((row, row.total.nps.nps?))).collect();
    scored.sort_by(|a, b| a.1.total_cmp(&b.1));
    match scored.as_slice() {
        [] => format!("By {by}, too few answered for a score."),
        [(row, nps)] => format!("{}: NPS {}.", value_name(&row.value), SCORE.text(*nps)),
        [(low, least), .., (high, most)] => {
            let written = SCORE.told_apart(&[*least, *most], None);
            let (least, most) = (written.text(*least), written.text(*most));
            format!(
                "By {by}, NPS goes from {least} ({}) to {most} ({}).",
                value_name(&low.value),
                value_name(&high.value)
            )
        }
    }
}

/// What stands under the finding.
pub fn says(table: &CrossTable) -> Vec<String> {
    let association = table.association.as_ref().map(|of| association(table, of));
    let several = (table.across.is_some() && (table.multiple.0 || table.multiple.1)).then(|| {
        "Several could be chosen: shares add up to more than all, and there is no test of the whole.".to_owned()
    });
    let adjusted = segment::adjusted(&table.adjusted);
    let others = (table.others != (0, 0)).then(|| {
        let n = u64::try_from(table.others.0.max(table.others.1)).unwrap_or(u64::MAX);
        format!("{} together as one.", plural(n, "value or time of fewer responses stands", "values or times stand"))
    });
    let missing = (table.missing > 0).then(|| {
        let about = if table.across.is_some() { "one of the two" } else { "it" };
        format!("{} nothing about {about}: left out.", plural(table.missing, "response says", "responses say"))
    });
    [association, several, adjusted, others, missing].into_iter().flatten().collect()
}

/// `device and city go together: Cramér's V 0.39 (0.19 to 0.58), chi-square 16.7, p under 0.001.`
fn association(table: &CrossTable, of: &Association) -> String {
    let (by, across) = (name(&table.by), table.across.as_ref().map(name).unwrap_or_default());
    let found = if of.p < UNUSUAL {
        format!("Taken whole, {by} and {across} go together")
    } else {
        format!("Taken whole, {by} and {across} are not shown to go together")
    };
    let strength = RATIO.told_apart(&[of.strength], Some(of.interval));
    let how = match of.method {
        Method::Exact => " Cells are small: the chance is that of Fisher's exact test.",
        Method::Drawn => " Cells are small: the chance is that among 2,000 tables of the same margins that were drawn.",
        _ => "",
    };
    format!(
        "{found}: Cramér's V {} ({}), chi-square {} with {} {}, p {}.{how}",
        strength.number(of.strength),
        strength.range(of.interval),
        decimal(of.chi_square, 1),
        decimal(of.df, 0),
        if of.df < 1.5 { "degree of freedom" } else { "degrees of freedom" },
        chance(of.p)
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cross::{AxisValues, CellCounts, CrossCounts};

    /// A table of devices by cities, with so many in each cell.
    fn table(cells: &[(i64, i64, u64)], across: bool) -> CrossTable {
        let axis = |name: &str, values: &[&str]| AxisValues {
            axis: Axis::parse(name).unwrap(),
            values: (1..).zip(values).map(|(at, value)| (at, vec![(*value).to_owned()])).collect(),
        };
        let count = |n| CellCounts { responses: n, recommend: [n / 2, 0, n - n / 2], ..CellCounts::default() };
        CrossTable::of(&CrossCounts {
            tz: "UTC".to_owned(),
            rows: axis("device", &["mobile", "desktop"]),
            columns: across.then(|| axis("answers.city", &["Berlin", "Kyiv"])),
            of: None,
            cells: cells.iter().map(|(row, column, n)| (*row, *column, count(*n))).collect(),
            missing: 1,
            too_many: false,
        })
    }

    #[test]
    fn what_differs_most_is_told_with_its_range_and_the_test() {
        let of = table(&[(1, 1, 30), (1, 2, 10), (2, 1, 20), (2, 2, 40)], true);
        assert_eq!(title(&of), "desktop: 67 % Kyiv, 42 percentage points more than everyone else (22 to 57).");
        assert_eq!(cells(&of).len(), 4);
        let told = says(&of);
        assert!(told[0].starts_with("Taken whole, device and city go together: Cramér's V 0.4"), "{told:?}");
        assert!(told[0].ends_with("chi-square 16.7 with 1 degree of freedom, p under 0.001."), "{told:?}");
        assert_eq!(told.last().unwrap(), "1 response says nothing about one of the two: left out.");
    }

    #[test]
    fn what_is_not_shown_and_what_is_too_little_are_told_too() {
        let none = table(&[(1, 1, 12), (1, 2, 12), (2, 1, 13), (2, 2, 12)], true);
        assert_eq!(title(&none), "By device, no share of city is shown to differ from everyone else's.");
        assert!(says(&none)[0].contains("are not shown to go together"));
        let few = table(&[(1, 1, 2), (2, 2, 2)], true);
        assert_eq!(title(&few), "4 responses say something about both device and city: too few to set apart.");
        let small = table(&[(1, 1, 6), (2, 2, 5)], true);
        assert!(says(&small)[0].ends_with("Cells are small: the chance is that of Fisher's exact test."), "{small:?}");
        let alone = table(&[(1, 0, 10), (2, 0, 9)], false);
        assert_eq!(title(&alone), "By device, NPS goes from 0 (mobile) to 11 (desktop).");
        assert_eq!(title(&CrossTable { too_many: true, ..alone }), "There are too many values of device to set apart.");
    }
}
