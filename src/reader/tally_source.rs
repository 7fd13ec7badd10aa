//! Counts instead of responses: a collector has made the tally, and the figures come from that.

use goodword_core::columns::Filter;
use goodword_core::facets::Facets;
use goodword_core::{Problem, Summary, Survey, Tally};

use super::protocol::SummaryReport;
use super::selection::{Options, Selection};

/// What was counted.
pub struct TallySource {
    pub(super) tally: Tally,
    pub(super) survey: Option<Survey>,
    pub(super) facets: Facets,
}

impl TallySource {
    /// The figures, with what stands beside each other where the counts tell it.
    pub fn sum(&self, selection: &Options) -> Result<SummaryReport, Problem> {
        let query = Selection::read(selection)?.query(&self.facets);
        let told =
            query.compare.as_ref().is_none_or(|(a, b)| a.of(&self.tally).is_some() && b.of(&self.tally).is_some());
        let query = goodword_core::columns::Query {
            filter: Filter::default(),
            compare: query.compare.filter(|_| told),
            by: query.by,
        };
        let summary = Summary::counted(&self.tally, &query, self.survey.as_ref()).json();
        let options = query.options().into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
        Ok(SummaryReport::new(selection.clone(), options, summary))
    }
}
