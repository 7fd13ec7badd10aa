//! Sentences on what sets the comments of two groups apart.

use super::claim::Direction;
use super::number::{PERCENTAGE_POINTS, SHARE, Written, count};
use super::plural;
use super::promise::sized;
use crate::keyness::{CommentGroup, Keyness, TermFigures};
use crate::stats::Interval;

/// What such figures do not know.
pub const LIMITS: &str = "A comment counts once for each of its words. Nothing is known of meaning: “not late” holds “late”, and \
    “delay” and “delays” are two words. Comments below a term were drawn by chance, not picked.";
/// Comments of a group, under which nothing is said of its shares.
const TOO_FEW: u64 = 5;

/// `Of 214 words and pairs of words, 6 differ by more than chance would let them.`
pub fn found(keyness: &Keyness) -> String {
    let (a, b) = (&keyness.a, &keyness.b);
    if a.comments < TOO_FEW || b.comments < TOO_FEW {
        let (few, other) = if a.comments <= b.comments { (a, b) } else { (b, a) };
        return format!("{}; {}. That is too few to compare what they say.", group(few), group(other));
    }
    let looked = count(u64::try_from(keyness.looked_at).unwrap_or(u64::MAX));
    let differ = match keyness.different {
        0 => "none differs".to_owned(),
        1 => "1 differs".to_owned(),
        many => format!("{} differ", count(u64::try_from(many).unwrap_or(u64::MAX))),
    };
    format!(
        "Of {looked} words and pairs of words that stand in {} comments or more, {differ} by more than chance would let them.",
        keyness.least
    )
}

/// `promoters: 312 comments`.
pub fn group(group: &CommentGroup) -> String {
    format!("{}: {}", group.name, plural(group.comments, "comment", "comments"))
}

/// How many comments belong to both groups, where any do.
pub fn in_both(keyness: &Keyness) -> Option<String> {
    let comments = plural(keyness.in_both, "comment belongs", "comments belong");
    (keyness.in_both > 0).then(|| format!("{comments} to both and can tell nothing of either: left out."))
}

/// `“late” stands in 26 % of the comments of detractors and in 3 % of those of promoters: 24 percentage points more (14 to
/// 34).` Nothing where one of the groups has no comments.
pub fn term(keyness: &Keyness, term: &TermFigures) -> Option<String> {
    let (by, range) = term.difference.zip(term.interval)?;
    let (a, b) = ((keyness.a.name.as_str(), term.a.share?), (keyness.b.name.as_str(), term.b.share?));
    let (more, less) = if by >= 0.0 { (a, b) } else { (b, a) };
    let shares = SHARE.told_apart(&[more.1, less.1], None);
    let written = PERCENTAGE_POINTS.told_apart(&[by], Some(range));
    Some(format!(
        "“{}” stands in {} of the comments of {} and in {} of those of {}: {} more ({}).",
        term.term,
        shares.text(more.1),
        more.0,
        shares.text(less.1),
        less.0,
        written.text(by.abs()),
        apart(&written, by, range)
    ))
}

/// The range of a difference whose way is said beside it: `14 to 34`.
pub(super) fn apart(written: &Written, by: f64, range: Interval) -> String {
    sized(written, range, if by >= 0.0 { Direction::Higher } else { Direction::Lower })
}

/// What is to be thought of a term, since many were looked at: the false ones that the method of Benjamini and Hochberg
/// allows for among those of at least its evidence.
pub fn chance(term: &TermFigures) -> String {
    let few = match term.p_adjusted {
        Some(..0.001) => "fewer than 1 in 1,000 are",
        Some(..0.01) => "fewer than 1 in 100 are",
        Some(..0.05) => "fewer than 1 in 20 are",
        _ => return "Chance alone could do this among so many terms.".to_owned(),
    };
    format!("Of terms with evidence at least as strong, {few} expected to owe it to chance.")
}
