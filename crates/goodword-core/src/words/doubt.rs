//! Sentences on what a person should know of a source before believing its figures. None ends with a full stop.

use std::collections::BTreeMap;

use super::number::count;
use super::plural;
use crate::ingest::{Damage, Doubt};

/// Surveys that are named where several are counted together.
const NAMED: usize = 10;

/// `3 responses to other surveys are left out`.
pub fn other_surveys(n: u64) -> String {
    let others = plural(n, "response to another survey is", "responses to other surveys are");
    format!("{others} left out")
}

/// `2 surveys are counted together: chat (120), delivery (80)`; nothing where there is one.
pub fn several_surveys(surveys: &BTreeMap<String, u64>) -> Option<String> {
    let total = u64::try_from(surveys.len()).unwrap_or(u64::MAX);
    let names: Vec<_> = surveys.iter().take(NAMED).map(|(name, n)| format!("{name} ({})", count(*n))).collect();
    let more = if surveys.len() > NAMED { ", …" } else { "" };
    (total > 1).then(|| format!("{} surveys are counted together: {}{more}", count(total), names.join(", ")))
}

/// That some hidden fields are in no list, which are those of which so many are `kept`; nothing where all are.
pub fn unkept_fields<'a>(names: impl ExactSizeIterator<Item = &'a str>, kept: usize) -> Option<String> {
    let total = names.len();
    let listed: Vec<_> = names.take(NAMED).collect();
    let more = if total > NAMED { ", …" } else { "" };
    let fields = plural(u64::try_from(total).unwrap_or(u64::MAX), "hidden field is", "hidden fields are");
    (total > 0).then(|| {
        format!(
            "{fields} not among the lists, which offer {kept}: {}{more}. The survey’s definition can name the ones that matter, as its “segments”",
            listed.join(", ")
        )
    })
}

/// That there is no such time zone, and which one is used; nothing where it is used itself.
pub fn unknown_zone(asked: &str, used: &str) -> Option<String> {
    (asked != used).then(|| format!("There is no time zone “{asked}” here: days are counted by {used}"))
}

/// That nothing is told of so few people, and of how many therefore; nothing where that is no rule.
pub fn held_back(min_group: Option<u32>, told: u64, left_out: u64) -> Option<String> {
    let least = count(min_group?.into());
    let all = plural(told.saturating_add(left_out), "response", "responses");
    let held = match left_out {
        0 => "none is held back".to_owned(),
        _ => format!(
            "{} of {all} {} held back, until enough of their group have answered, or because one of those they were told \
             with was erased",
            count(left_out),
            if left_out == 1 { "is" } else { "are" }
        ),
    };
    Some(format!(
        "Nothing is told of fewer than {least} people: {held}. Days, orders and what one person answered together are not told"
    ))
}

/// What is doubted of the source of this name.
pub fn doubt(name: &str, doubt: &Doubt) -> String {
    match doubt {
        Doubt::Unpacked(Damage::CutOff, line) => format!(
            "{name}: the compressed file ends early: it was cut off at line {line}; only what comes before is counted"
        ),
        Doubt::Unpacked(Damage::Corrupt, line) => {
            format!("{name}: the compressed file is damaged at line {line}; only what comes before is counted")
        }
        Doubt::Unpacked(Damage::Unknown, _) => {
            format!("{name} is damaged or was cut off: only what could be unpacked is counted")
        }
        Doubt::Truncated => format!(
            "{name} ends in the middle: it was cut off. Only what comes before is counted. Export it again to have the rest"
        ),
        Doubt::RowCount(sentence) => format!("{name}: {sentence}"),
        Doubt::Altered => {
            format!("{name} was altered on its way: its bytes are not those that the export says it sent")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_surveys_are_named() {
        let surveys = |list: &[(&str, u64)]| list.iter().map(|(name, n)| ((*name).to_owned(), *n)).collect();
        let check = |list: &[(&str, u64)], expect: Option<&str>| {
            assert_eq!(several_surveys(&surveys(list)).as_deref(), expect);
        };
        check(&[], None);
        check(&[("chat", 2)], None);
        check(&[("chat", 1_200), ("shop", 1)], Some("2 surveys are counted together: chat (1,200), shop (1)"));
        let many: Vec<_> = (0..12).map(|at| (format!("s{at:02}"), 1)).collect();
        let told = several_surveys(&many.into_iter().collect()).unwrap();
        assert!(told.starts_with("12 surveys ") && told.ends_with(", s09 (1), …"), "{told}");
    }

    #[test]
    fn what_is_in_no_list_is_named() {
        assert_eq!(unkept_fields([].into_iter(), 8), None);
        let told = unkept_fields(["region"].into_iter(), 8).unwrap();
        assert!(told.starts_with("1 hidden field is not among the lists, which offer 8: region. "), "{told}");
    }

    #[test]
    fn a_zone_that_there_is_not_is_named_with_the_one_that_is_used() {
        let expect = "There is no time zone “Europe/Berln” here: days are counted by Europe/London";
        assert_eq!(unknown_zone("Europe/Berln", "Europe/London").as_deref(), Some(expect));
        assert_eq!(unknown_zone("UTC", "UTC"), None);
    }
}
