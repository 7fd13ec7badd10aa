//! Columns and a query → Summary, in steps where that takes long.

use super::{Comparison, Summary};
use crate::columns::{Cohort, Columns, Filter, Query, TallyBuilder};
use crate::{Problem, Survey, Tally, Zone};

impl Summary {
    /// Of counts alone, whose responses are not at hand: what of `query` they cannot tell is left out.
    pub fn counted(tally: &Tally, query: &Query, survey: Option<&Survey>) -> Self {
        let beside =
            |(a, b): &(Cohort, Cohort)| Some(Comparison::of((a.name(), &a.of(tally)?), (b.name(), &b.of(tally)?)));
        Self::with(tally, survey, query.compare.as_ref().and_then(beside))
    }
}

impl Columns {
    /// The Summary of what is asked for. Segments must have been kept when the responses were read.
    pub fn summary(&self, query: &Query, zone: &Zone, survey: Option<&Survey>) -> Result<Summary, Problem> {
        let mut builder = self.summary_builder(query, zone)?;
        while builder.count(usize::MAX) {}
        Ok(builder.finish(survey))
    }

    /// Begins to count for such a Summary.
    pub fn summary_builder<'a>(&'a self, query: &Query, zone: &'a Zone) -> Result<SummaryBuilder<'a>, Problem> {
        let side = |cohort: &Cohort| {
            let builder = || self.tally_builder(&cohort.within(&query.filter), &[], zone);
            Ok((cohort.clone(), (!is_in_days(cohort, &query.filter)).then(builder).transpose()?))
        };
        let sides = query.compare.iter().flat_map(|(a, b)| [a, b]).map(side).collect::<Result<_, Problem>>()?;
        let asked = unanswered(&query.filter);
        let asked = asked.map(|filter| self.tally_builder(&filter, &[], zone)).transpose()?;
        Ok(SummaryBuilder { whole: self.tally_builder(&query.filter, &query.by, zone)?, asked, sides })
    }
}

/// A Summary in the making: all that is wanted, and the two cohorts that stand beside each other.
pub struct SummaryBuilder<'a> {
    whole: TallyBuilder<'a>,
    /// Everyone who was asked, where a filter by answers leaves some of them out.
    asked: Option<TallyBuilder<'a>>,
    /// Without a count of its own where the days of the whole tell it.
    sides: Vec<(Cohort, Option<TallyBuilder<'a>>)>,
}

impl SummaryBuilder<'_> {
    /// Looks at `rows` rows more; whether there are others.
    pub fn count(&mut self, rows: usize) -> bool {
        let all = std::iter::once(&mut self.whole)
            .chain(&mut self.asked)
            .chain(self.sides.iter_mut().filter_map(|(_, builder)| builder.as_mut()));
        // Each is counted to its end before the next.
        for builder in all {
            if builder.is_open() && builder.count(rows) {
                return true;
            }
        }
        false
    }

    /// The Summary of what was looked at.
    pub fn finish(self, survey: Option<&Survey>) -> Summary {
        let whole = self.whole.finish();
        let mut sides = self.sides.into_iter().map(|(cohort, builder)| {
            let total = builder.map(|builder| builder.finish().total).or_else(|| cohort.of(&whole)).unwrap_or_default();
            (cohort, total)
        });
        let comparison = sides.next().zip(sides.next());
        let comparison =
            comparison.map(|((a, first), (b, second))| Comparison::of((a.name(), &first), (b.name(), &second)));
        let mut summary = Summary::with(&whole, survey, comparison);
        if let Some(asked) = self.asked {
            summary.paradata = summary.paradata.of_asked(&asked.finish());
        }
        summary
    }
}

/// Whether a cohort is of days, of which the filter leaves none out.
fn is_in_days(cohort: &Cohort, filter: &Filter) -> bool {
    cohort.value().is_none() && filter.since.is_none() && filter.until.is_none()
}

/// The filter without what it says of answers; `None` when it says nothing of them.
fn unanswered(filter: &Filter) -> Option<Filter> {
    let Filter { survey, since, until, dated, segments, without, group, .. } = filter.clone();
    let all = Filter { survey, since, until, dated, segments, without, group, ..Filter::default() };
    (all != *filter).then_some(all)
}
