//! All sentences that are made of a Summary.

use super::claim::{Figure, Sentence};
use super::number::{OF_FIVE, OF_TEN};
use super::{broken, compared, drivers, empathy, funnel, kept, mean, no_promise, promise, promoters, read, recommend};
use super::{segment, trend};
use crate::summary::Summary;

/// All sentences that are made of a Summary, whichever are shown.
pub fn all(summary: &Summary) -> Vec<Sentence> {
    let mut all = vec![
        recommend(&summary.recommend),
        mean(Figure::Recommend, &summary.recommend.mean, OF_TEN),
        promoters(&summary.recommend),
        empathy(&summary.empathy),
        mean(Figure::Empathy, &summary.empathy.mean, OF_FIVE),
        kept(&summary.promise),
        broken(&summary.promise),
        no_promise(&summary.promise),
        read(summary),
    ];
    all.extend(funnel::needed(&summary.recommend));
    all.extend(promise::asymmetry(&summary.asymmetry));
    all.extend(drivers::drivers(&summary.together));
    if let Some(figures) = &summary.comparison {
        all.push(compared::finding(figures));
        all.extend(compared::comparison(figures));
        all.extend(compared::changes(figures).into_iter().flatten());
    }
    for figures in &summary.segments {
        all.push(segment::segment(figures));
        all.extend(segment::differing(figures));
    }
    all.extend(summary.trends.iter().flat_map(|trend| [trend::nps(trend), trend::kept(trend)]));
    all.extend(funnel::funnel(&summary.paradata));
    all.extend(funnel::orders(&summary.orders));
    all
}
