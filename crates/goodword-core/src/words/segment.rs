//! Sentences on how the values of a segment differ.

use super::number::{count, decimal};
use super::plural;
use crate::Segment;
use crate::summary::{Adjustment, SegmentFigures, ValueFigures};

/// A chance under this is worth a sentence, after adjustment.
const UNUSUAL: f64 = 0.05;

/// The largest difference of one value from everyone else that chance seldom makes, or that there is none.
pub fn segment(figures: &SegmentFigures) -> String {
    let name = name(&figures.segment);
    if figures.too_many {
        return format!("There are more than 1,000 values of {name}: too many to set apart.");
    }
    let apart = figures.values.iter().filter_map(apart);
    let widest = apart.max_by(|a, b| a.1.abs().total_cmp(&b.1.abs()));
    match (widest, figures.values.as_slice()) {
        (_, []) => format!("No response says anything about {name}."),
        (_, [one]) => format!("All that say anything about {name} say {}.", one.value),
        (Some((value, difference)), _) => {
            let range = value.rest.as_ref().and_then(|rest| rest.interval);
            let way = if difference > 0.0 { "above" } else { "below" };
            let range =
                range.map(|range| if difference > 0.0 { (range.low, range.high) } else { (-range.high, -range.low) });
            let range =
                range.map_or_else(String::new, |(low, high)| format!(" ({} to {})", decimal(low, 0), decimal(high, 0)));
            format!("{}: NPS {} points {way} everyone else{range}.", value.value, decimal(difference.abs(), 0))
        }
        (None, _) => format!("By {name}, nobody's NPS differs from everyone else's by more than chance would."),
    }
}

/// The difference from everyone else, where chance seldom makes it.
fn apart(value: &ValueFigures) -> Option<(&ValueFigures, f64)> {
    let rest = value.rest.as_ref().filter(|rest| !rest.few.too_few)?;
    rest.p_adjusted.filter(|p| *p < UNUSUAL)?;
    Some((value, rest.difference?))
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

/// A segment for people: `device`, `language`, `plan`.
pub fn name(segment: &Segment) -> String {
    match segment {
        Segment::Device => "device".to_owned(),
        Segment::Locale => "language".to_owned(),
        Segment::Page => "page".to_owned(),
        Segment::SurveyVersion => "survey version".to_owned(),
        Segment::Order => "order of questions".to_owned(),
        Segment::Field(name) => name.as_str().to_owned(),
    }
}
