//! Lines of the table, and what stands in several of its parts.

use goodword_core::summary::Share;
use goodword_core::words::{number::count, number::decimal};

use super::bar::bar;

/// One line, without blanks at its end.
pub fn line(out: &mut String, text: &str) {
    out.push_str(text.trim_end());
    out.push('\n');
}

/// The sentence that begins a part, behind an empty line.
pub fn section(out: &mut String, sentence: &str) {
    line(out, &format!("\n{sentence}"));
}

/// One bar for each level, with its count and share.
pub fn bars<'a>(out: &mut String, levels: impl Iterator<Item = (&'a str, u64)> + Clone) {
    let most = levels.clone().map(|(_, n)| n).max().unwrap_or(0);
    let all = levels.clone().map(|(_, n)| n).fold(0, u64::saturating_add);
    for (label, n) in levels {
        let share = Share::of(n, all).share.map_or_else(String::new, tenths);
        line(out, &format!("  {label:<18}{}{:>9}  {share:>7}", bar(n, most), count(n)));
    }
}

/// A share of one, as percent to a tenth.
pub fn tenths(share: f64) -> String {
    format!("{} %", decimal(share * 100.0, 1))
}
