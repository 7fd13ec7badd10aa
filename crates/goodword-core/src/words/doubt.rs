//! Sentences on what a person should know of a source before believing its figures. None ends with a full stop.

use super::plural;
use crate::ingest::{Damage, Doubt};

/// `3 responses to other surveys are left out`.
pub fn other_surveys(n: u64) -> String {
    let others = plural(n, "response to another survey is", "responses to other surveys are");
    format!("{others} left out")
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
