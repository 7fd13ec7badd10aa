//! Stretches of a series that lie apart from the rest: single points as well as long spells, each found once.

use libm::log;

use super::nps::NpsGroups;
use super::tilt::Shares;
use super::{Interval, float};

/// So many points with at least [`LEAST`] answers are needed before anything is called unusual.
pub const POINTS: usize = 12;
/// A point of fewer answers than this is passed over.
pub const LEAST: u64 = 5;
/// Of so many series in which nothing but chance moves the points, at most this part shows anything.
pub const ALARM: f64 = 0.01;
/// Up to this every length is tried; above, each is a tenth longer than the one before.
const EVERY: usize = 16;
/// More stretches than this are not looked for.
const MOST: usize = 12;

/// Neighbouring points that together lie apart from the rest.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stretch {
    /// The place of its first point.
    pub first: usize,
    /// The place of its last point, which is part of it.
    pub last: usize,
    /// Whether it lies above the rest.
    pub above: bool,
    /// The answers in it.
    pub groups: NpsGroups,
}

/// What was found in a series.
#[derive(Debug, Clone, PartialEq)]
pub struct Scan {
    /// In the order of the series.
    pub stretches: Vec<Stretch>,
    /// The answers outside of all of them.
    pub rest: NpsGroups,
    /// How unlikely a single point must be, in nats.
    nats: f64,
}

impl Scan {
    /// Of a series whose points vary `inflation` times as much as chance lets them, at least 1. `None` where fewer than
    /// twelve points have five answers.
    ///
    /// The one of all stretches, up to half of the points, that is least likely by the answers of all is taken out, as long
    /// as its chance is below the bound; then the others are looked at anew, so the rest is not pulled by it. Formula:
    /// a single point is unlikely by n I(x), a longer stretch by n I(x) + m I(y) with m answers and the mean y outside
    /// ([`Shares::rate`]); the bound is ln(2 k / (α / 2)), α = 0.01, k the number of single points, and of longer
    /// stretches: Bonferroni over all that is tried. It needs no normal shape, and overlapping stretches make it
    /// stricter than it says. The search is the scan of Olshen, Venkatraman, Lucito & Wigler (2004), Biostatistics 5(4)
    /// 557-572.
    pub fn of(points: &[NpsGroups], inflation: f64) -> Option<Self> {
        let known: Vec<_> =
            points.iter().copied().enumerate().filter(|(_, groups)| groups.n() >= float(LEAST)).collect();
        if known.len() < POINTS {
            return None;
        }
        let mut series = Series::new(&known, inflation.max(1.0));
        let mut found = Vec::new();
        while found.len() < MOST
            && let Some((first, last)) = series.farthest()
        {
            let groups = series.groups(first, last);
            let above = series.rest_without(first, last).is_none_or(|rest| mean_of(groups) > rest.mean());
            found.push((first, last, above, groups));
            series.take(first, last);
        }
        let place = |at: usize| known.get(at).map_or(0, |(place, _)| *place);
        let stretch = |(first, last, above, groups)| Stretch { first: place(first), last: place(last), above, groups };
        let mut stretches: Vec<_> = found.into_iter().map(stretch).collect();
        stretches.sort_by_key(|stretch| stretch.first);
        Some(Self { stretches, rest: series.all(), nats: series.single })
    }

    /// Where a single point of `n` answers lies but seldom beyond, as a mean of -1 to 1. `None` without answers, and when
    /// no two differ.
    pub fn limits(&self, n: u64) -> Option<Interval> {
        let shares = Shares::of(self.rest).filter(|shares| n > 0 && shares.mean().abs() < 1.0)?;
        Some(shares.limits(n, self.nats))
    }
}

/// What is known of the points, and which of them belong to no stretch so far.
struct Series {
    groups: Vec<NpsGroups>,
    taken: Vec<bool>,
    /// Sums of those before each place that are not taken.
    sums: Vec<NpsGroups>,
    /// How unlikely a single point must be, and a longer stretch.
    single: f64,
    longer: f64,
}

impl Series {
    fn new(known: &[(usize, NpsGroups)], inflation: f64) -> Self {
        let (groups, n): (Vec<_>, usize) = (known.iter().map(|(_, groups)| *groups).collect(), known.len());
        let spread = inflation * inflation;
        let bound = |tried: usize| spread * log(4.0 * float(u64::try_from(tried.max(1)).unwrap_or(u64::MAX)) / ALARM);
        let tried = lengths(n / 2).filter(|length| *length > 1).map(|length| n + 1 - length).sum();
        let mut series =
            Self { groups, taken: vec![false; n], sums: Vec::new(), single: bound(n), longer: bound(tried) };
        series.sum_up();
        series
    }

    fn sum_up(&mut self) {
        let mut sum = NpsGroups::NONE;
        self.sums = vec![NpsGroups::NONE];
        for (groups, taken) in self.groups.iter().zip(&self.taken) {
            sum = if *taken { sum } else { sum.and(*groups) };
            self.sums.push(sum);
        }
    }

    /// The answers that are not taken.
    fn all(&self) -> NpsGroups {
        self.sums.last().copied().unwrap_or(NpsGroups::NONE)
    }

    fn groups(&self, first: usize, last: usize) -> NpsGroups {
        let sum = |at: usize| self.sums.get(at).copied().unwrap_or(NpsGroups::NONE);
        sum(last + 1).less(sum(first))
    }

    fn rest_without(&self, first: usize, last: usize) -> Option<Shares> {
        Shares::of(self.all().less(self.groups(first, last)))
    }

    fn take(&mut self, first: usize, last: usize) {
        self.taken.iter_mut().take(last + 1).skip(first).for_each(|taken| *taken = true);
        self.sum_up();
    }

    /// The stretch that is farthest beyond its bound, its ends moved to where it is least likely.
    fn farthest(&self) -> Option<(usize, usize)> {
        let all = Shares::of(self.all())?;
        let (n, free) = (self.groups.len(), self.taken.iter().filter(|taken| !**taken).count());
        let stretches =
            lengths(free / 2).flat_map(|length| (0..=n - length).map(move |first| (first, first + length - 1)));
        let beyond = stretches.filter(|(first, last)| self.is_free(*first, *last)).map(|(first, last)| {
            let bound = if first == last { self.single } else { self.longer };
            (first, last, self.nats(all, first, last) - bound)
        });
        let (first, last, _) = beyond.filter(|(.., beyond)| *beyond > 0.0).max_by(|a, b| a.2.total_cmp(&b.2))?;
        Some(self.settle(all, (first, last), free / 2))
    }

    /// Moves one end at a time by one point, as long as that makes the stretch less likely.
    fn settle(&self, all: Shares, mut at: (usize, usize), most: usize) -> (usize, usize) {
        while at.0 < at.1
            && let Some(better) = [(at.0.wrapping_sub(1), at.1), (at.0 + 1, at.1), (at.0, at.1 + 1), (at.0, at.1 - 1)]
                .into_iter()
                .filter(|(first, last)| first < last && last - first < most && self.is_free(*first, *last))
                .find(|next| self.nats(all, next.0, next.1) > self.nats(all, at.0, at.1))
        {
            at = better;
        }
        at
    }

    fn is_free(&self, first: usize, last: usize) -> bool {
        self.taken.get(first..=last).is_some_and(|taken| !taken.contains(&true))
    }

    /// How unlikely a stretch is, by the answers of all that are not taken.
    fn nats(&self, all: Shares, first: usize, last: usize) -> f64 {
        let groups = self.groups(first, last);
        let rest = self.all().less(groups);
        let other = if first == last { 0.0 } else { rest.n() * all.rate(mean_of(rest)) };
        groups.n() * all.rate(mean_of(groups)) + other
    }
}

/// The lengths that are tried, up to `most`.
fn lengths(most: usize) -> impl Iterator<Item = usize> {
    std::iter::successors(Some(1), |length| Some(length + if *length < EVERY { 1 } else { length / 10 + 1 }))
        .take_while(move |length| *length <= most)
}

fn mean_of(groups: NpsGroups) -> f64 {
    groups.mean().unwrap_or(0.0)
}
