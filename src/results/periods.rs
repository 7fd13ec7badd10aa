//! Days that are usually asked for.

use goodword_core::Day;
use goodword_core::calendar::Unit;

use goodword_core::facets::Facets;

/// Months that are offered.
const MONTHS: i64 = 12;

/// Some days and what they are called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Period {
    /// For people.
    pub name: String,
    /// The first day.
    pub since: Day,
    /// The day after the last.
    pub until: Day,
}

/// The last days that have responses, and the months.
pub fn offered(facets: &Facets) -> Vec<Period> {
    let Some((first, last)) = facets.period else { return Vec::new() };
    let (first, end) = (i64::from(first.number()), i64::from(last.number()) + 1);
    let latest = [7, 30, 90].into_iter().filter(|days| end - days > first).map(|days| Period {
        name: format!("Last {days} days"),
        since: Day::new(end - days),
        until: Day::new(end),
    });
    let (from, to) = (Unit::Month.bucket(Day::new(first)), Unit::Month.bucket(last));
    let months = (from.max(to - MONTHS + 1)..=to).rev().map(|month| Period {
        name: Unit::Month.label(month),
        since: Unit::Month.first(month),
        until: Unit::Month.first(month + 1),
    });
    latest.chain(months).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_end_with_the_last_response() {
        let day = |text| Day::parse(text).unwrap();
        let facets = Facets { period: Some((day("2026-02-20"), day("2026-03-31"))), ..Facets::default() };
        let told: Vec<_> =
            offered(&facets).iter().map(|one| format!("{}: {}..{}", one.name, one.since, one.until)).collect();
        let expect = [
            "Last 7 days: 2026-03-25..2026-04-01",
            "Last 30 days: 2026-03-02..2026-04-01",
            "2026-03: 2026-03-01..2026-04-01",
            "2026-02: 2026-02-01..2026-03-01",
        ];
        assert_eq!(told, expect);
        assert!(offered(&Facets::default()).is_empty());
    }
}
