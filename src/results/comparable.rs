//! What can be set beside each other.

use goodword_core::calendar::Unit;
use goodword_core::columns::Cohort;
use goodword_core::columns::query::segment_option;

use goodword_core::facets::{Facet, Facets};

/// Months that are offered, the last first, and values of each segment.
const MONTHS: i64 = 24;
const VALUES: usize = 12;

/// The months of what was read, and the values of its segments, with those who say nothing.
pub fn piles(facets: &Facets) -> Vec<Cohort> {
    let months = facets.period.into_iter().flat_map(|(first, last)| {
        let (from, to) = (Unit::Month.bucket(first), Unit::Month.bucket(last));
        (from.max(to - MONTHS + 1)..=to).rev().map(|month| Unit::Month.label(month))
    });
    let missing = |facet: &Facet| (facet.missing > 0).then(|| segment_option(&facet.segment, None));
    let apart = |facet: &&Facet| facet.values.len() + usize::from(facet.missing > 0) > 1;
    let values = facets.segments.iter().filter(apart).flat_map(|facet| {
        let values = facet.values.iter().take(VALUES);
        values.map(|(value, _)| segment_option(&facet.segment, Some(value))).chain(missing(facet))
    });
    months.chain(values).filter_map(|name| Cohort::parse(&name).ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use goodword_core::{Day, Segment};

    #[test]
    fn months_and_values_are_offered() {
        let day = |text| Day::parse(text).unwrap();
        let facet = |values: &[&str]| Facet {
            segment: Segment::Device,
            values: values.iter().map(|value| ((*value).to_owned(), 1)).collect(),
            missing: 0,
        };
        let names = |segments| {
            let facets = Facets { period: Some((day("2025-12-30"), day("2026-02-01"))), segments, ..Facets::default() };
            piles(&facets).iter().map(ToString::to_string).collect::<Vec<_>>()
        };
        let months = ["2026-02", "2026-01", "2025-12"];
        assert_eq!(names(vec![facet(&["mobile"])]), months, "one value has nothing beside it");
        assert_eq!(names(vec![facet(&["mobile", "desktop"])])[3..], ["device=mobile", "device=desktop"]);
        assert_eq!(
            names(vec![facet(&["", "desktop"])])[3..],
            ["device=\"\"", "device=desktop"],
            "empty is not missing"
        );
        let silent = Facet { missing: 3, ..facet(&["mobile"]) };
        assert_eq!(names(vec![silent])[3..], ["device=mobile", "device="], "who says nothing can be compared");
        assert!(piles(&Facets::default()).is_empty());
    }
}
