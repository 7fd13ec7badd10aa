//! What can be set beside what.

use goodword_core::Segment;
use goodword_core::calendar::Unit;
use goodword_core::cross::{Axis, ScaleQuestion};
use goodword_core::words::cross::{name, scale_name};

use goodword_core::facets::{Facet, Facets};

/// Answers and times that every pile has.
const USUAL: [&str; 10] =
    ["recommend", "promise", "empathy", "day", "week", "month", "quarter", "year", "weekday", "hour"];

/// Rows and columns until others are chosen.
pub const COLUMNS: &str = "recommend";

/// Axes as the command line has them, and as they are called: segments and own questions first.
pub fn offered(facets: &Facets) -> Vec<(String, String)> {
    let segments = facets.segments.iter().map(|facet| Axis::Segment(facet.segment.clone()));
    let usual = USUAL.iter().filter_map(|name| Axis::parse(name).ok()).filter(|axis| is_wide(axis, facets));
    segments.chain(usual).map(|axis| (axis.to_string(), capital(&name(&axis)))).collect()
}

/// Questions whose mean can be told, as the command line has them, and as they are called: the standard ones, and those of the
/// owner's own that only whole numbers answer.
pub fn scales(facets: &Facets) -> Vec<(String, String)> {
    let is_scale =
        |facet: &&Facet| facet.values.iter().all(|(value, _)| value.parse::<u8>().is_ok_and(|score| score <= 100));
    let own = facets.segments.iter().filter(|facet| matches!(facet.segment, Segment::Question(_))).filter(is_scale);
    let names = ["recommend".to_owned(), "empathy".to_owned()].into_iter();
    let names = names.chain(own.map(|facet| facet.segment.to_string()));
    let of = names.filter_map(|name| ScaleQuestion::parse(&name).ok());
    of.map(|of| (of.to_string(), format!("Mean of {}", scale_name(&of)))).collect()
}

/// The first segment that has something to set apart; else weeks.
pub fn rows(facets: &Facets) -> String {
    let apart = facets.segments.iter().find(|facet| facet.values.len() > 1);
    apart.map_or_else(|| "week".to_owned(), |facet| facet.segment.to_string())
}

/// Whether what was read goes over more than one of such a stretch of time.
fn is_wide(axis: &Axis, facets: &Facets) -> bool {
    let buckets = |unit: Unit| facets.period.map_or(0, |(first, last)| unit.bucket(last) - unit.bucket(first));
    axis.unit().is_none_or(|unit| buckets(unit) > 0)
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

#[cfg(test)]
mod tests {
    use goodword_core::{Day, Segment};

    use super::*;

    #[test]
    fn segments_questions_and_times_are_offered_where_they_set_apart() {
        let day = |text| Day::parse(text).unwrap();
        let facet = |name: &str, values: &[&str]| Facet {
            segment: Segment::parse(name).unwrap(),
            values: values.iter().map(|value| ((*value).to_owned(), 1)).collect(),
            missing: 0,
        };
        let segments = vec![facet("device", &["mobile"]), facet("answers.city", &["b", "k"])];
        let facets = Facets { period: Some((day("2026-02-20"), day("2026-03-02"))), segments, ..Facets::default() };
        let names: Vec<_> = offered(&facets).into_iter().map(|(name, words)| format!("{name}: {words}")).collect();
        assert_eq!(names[..3], ["device: Device", "answers.city: City", "recommend: Would recommend"]);
        assert!(names.contains(&"month: Month".to_owned()) && !names.contains(&"year: Year".to_owned()), "{names:?}");
        assert_eq!(scales(&facets).len(), 2, "cities have no mean");
        let ease = facet("answers.ease", &["7", "100"]);
        let with = |facet| Facets { segments: vec![facet], ..Facets::default() };
        assert_eq!(scales(&with(ease.clone())).last().unwrap().1, "Mean of ease");
        assert_eq!(scales(&with(Facet { values: vec![("101".to_owned(), 1)], ..ease })).len(), 2);
        assert_eq!((rows(&facets).as_str(), rows(&Facets::default()).as_str()), ("answers.city", "week"));
    }
}
