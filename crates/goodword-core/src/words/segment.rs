//! Sentences on how the values of a segment differ.

use super::claim::{Claim, Difference, Direction, Figure, Reference, Sentence};
use super::number::{POINTS, count};
use super::plural;
use super::promise::sized;
use crate::Segment;
use crate::summary::{Adjustment, SegmentFigures, ValueFigures};

/// A chance under this is worth a sentence, after adjustment.
const UNUSUAL: f64 = 0.05;

/// The largest difference of one value from everyone else that chance seldom makes, or that none is shown.
pub fn segment(figures: &SegmentFigures) -> Sentence {
    let name = name(&figures.segment);
    if figures.too_many {
        let text = format!("There are more than 1,000 values of {name}: too many to set apart.");
        return Sentence::new(text, Claim::Nothing);
    }
    let apart = figures.values.iter().filter_map(apart);
    let widest = apart.max_by(|a, b| a.1.by.abs().total_cmp(&b.1.by.abs()));
    match (widest, figures.values.as_slice()) {
        (_, []) => Sentence::new(format!("No response says anything about {name}."), Claim::Count(0)),
        (_, [one]) => {
            let text = format!("All that say anything about {name} say {}.", value_name(&one.value));
            Sentence::new(text, Claim::Count(one.responses))
        }
        (Some((value, claim)), _) => told(value, claim),
        (None, values) if !values.iter().any(is_compared) => {
            let n = values.iter().map(|value| value.nps.n).max().unwrap_or(0);
            Sentence::new(format!("By {name}, too few answered to tell whether NPS differs."), Claim::TooFew(n))
        }
        (None, _) => Sentence::new(
            format!("By {name}, no NPS is shown to differ from everyone else's."),
            Claim::Differences(Vec::new()),
        ),
    }
}

/// A sentence for each value that differs from everyone else.
pub fn differing(figures: &SegmentFigures) -> Vec<Sentence> {
    figures.values.iter().filter_map(apart).map(|(value, claim)| told(value, claim)).collect()
}

/// Whether there are answers enough to compare it with everyone else.
fn is_compared(value: &ValueFigures) -> bool {
    value.rest.as_ref().is_some_and(|rest| !rest.few.too_few && rest.p_adjusted.is_some())
}

/// The difference from everyone else, where chance seldom makes it.
fn apart(value: &ValueFigures) -> Option<(&ValueFigures, Difference)> {
    let rest = value.rest.as_ref().filter(|rest| !rest.few.too_few)?;
    rest.p_adjusted.filter(|p| *p < UNUSUAL)?;
    let (by, way) = (rest.difference?, POINTS.direction(rest.difference?, rest.interval?)?);
    let (of, than) = (Figure::Nps, Reference::Rest);
    Some((value, Difference { of, than, by, shown: Some(way), at_every_look: false }))
}

/// `mobile: NPS 12 points lower than everyone else's (5 to 19).`
fn told(value: &ValueFigures, claim: Difference) -> Sentence {
    let range = value.rest.as_ref().and_then(|rest| rest.interval);
    let written = POINTS.told_apart(&[claim.by], range);
    let way = claim.shown.unwrap_or(Direction::Higher);
    let range = range.map_or_else(String::new, |range| format!(" ({})", sized(&written, range, way)));
    let few = if value.rest.as_ref().is_some_and(|rest| rest.few.few) { " Few answers." } else { "" };
    let size = written.text(claim.by.abs());
    let name = value_name(&value.value);
    let text = format!("{name}: NPS {size} {} than everyone else's{range}.{few}", way.word());
    Sentence::new(text, Claim::Difference(claim))
}

/// How many differences were looked at together.
pub fn adjusted(of: &Adjustment) -> Option<String> {
    let n = u64::try_from(of.comparisons).unwrap_or(u64::MAX);
    let method = serde_json::to_value(of.method).ok()?;
    (n > 1).then(|| {
        let method = method.as_str().unwrap_or_default();
        format!("{} with everyone else, adjusted together by {method}.", plural(n, "comparison", "comparisons"))
    })
}

/// `3 do not say.`
pub fn missing(figures: &SegmentFigures) -> Option<String> {
    (figures.missing > 0)
        .then(|| format!("{} {} not say.", count(figures.missing), if figures.missing == 1 { "does" } else { "do" }))
}

/// A value for people: of an empty one, and of one that is nothing but blank, they would see nothing.
pub fn value_name(value: &str) -> String {
    match value {
        "" => "(empty)".to_owned(),
        blank if blank.trim().is_empty() => format!("{blank:?}"),
        value => value.to_owned(),
    }
}

/// A segment for people: `device`, `language`, `plan`.
pub fn name(segment: &Segment) -> String {
    match segment {
        Segment::Device => "device".to_owned(),
        Segment::Locale => "language".to_owned(),
        Segment::Page => "page".to_owned(),
        Segment::SurveyVersion => "survey version".to_owned(),
        Segment::Quality => "doubt".to_owned(),
        Segment::Identity => "identity".to_owned(),
        Segment::Order => "order of questions".to_owned(),
        Segment::Field(name) => name.as_str().to_owned(),
        Segment::Question(name) => name.as_str().to_owned(),
    }
}
