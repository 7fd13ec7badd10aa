//! One figure less another.

use serde::{Deserialize, Serialize};

use super::{Method, SmallSample};
use crate::cube::Cube;
use crate::stats::confidence_sequence::Bounded;
use crate::stats::contrast::{Contrast, welch};
use crate::stats::mann_whitney::Ranks;
use crate::stats::mean::Scores;
use crate::stats::nps::NpsGroups;
use crate::stats::proportion::share;
use crate::stats::two_shares::TwoShares;
use crate::stats::{Interval, multiplicity, sum};

/// The first figure less the second, in their unit. Two ranges that overlap are no test: this range is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Difference {
    /// How many answers the first rests on.
    pub n_a: u64,
    /// How many the second rests on.
    pub n_b: u64,
    /// The first figure; `null` when it is not defined, and for a difference of differences.
    pub a: Option<f64>,
    /// The second figure, likewise.
    pub b: Option<f64>,
    /// The difference; `null` when one of the two is not defined.
    pub difference: Option<f64>,
    /// Its 95 % interval; `null` when it is not defined or nothing varies.
    pub interval: Option<Interval>,
    /// How the interval was worked out.
    pub method: Method,
    /// A range that holds at every look at 95 %, however often one looks while answers come in: of scores and shares of two
    /// piles, by the beta-binomial mixture (Howard et al. 2021); else `null`.
    pub every_look: Option<Interval>,
    /// The chance of a difference at least as large if there were none, on its own.
    pub p: Option<f64>,
    /// The same, adjusted for the other comparisons beside it.
    pub p_adjusted: Option<f64>,
    /// Whether the smaller n is small.
    #[serde(flatten)]
    pub few: SmallSample,
}

/// A figure, and of how many answers.
type Side = (Option<f64>, u64);

impl Difference {
    /// Of two figures, each of so many answers.
    fn new((a, n_a): Side, (b, n_b): Side, interval: Option<Interval>, p: Option<f64>, method: Method) -> Self {
        let (difference, few) = (a.zip(b).map(|(a, b)| a - b), SmallSample::of(n_a.min(n_b)));
        Self { n_a, n_b, a, b, difference, interval, method, every_look: None, p, p_adjusted: None, few }
    }

    /// Of two net promoter scores, in points.
    pub fn nps(a: [u64; 11], b: [u64; 11]) -> Self {
        let (of_a, of_b) = (NpsGroups::of(a), NpsGroups::of(b));
        let sides = ((of_a.score(), sum(a)), (of_b.score(), sum(b)));
        Self::new(sides.0, sides.1, of_a.difference_interval(of_b), of_a.p(of_b), Method::Mover)
    }

    /// Of two shares, each `x` of `n`.
    pub fn shares(a: (u64, u64), b: (u64, u64)) -> Self {
        let two = TwoShares { a, b };
        let side = |(x, n)| (share(x, n), n);
        Self::new(side(a), side(b), two.interval(), two.p(), Method::Newcombe)
    }

    /// Of two means, in points of the scale.
    pub fn means(a: &Scores<'_>, b: &Scores<'_>) -> Self {
        let contrast = welch(a, b);
        let (interval, p) = (contrast.and_then(|of| of.interval()), contrast.and_then(|of| of.p()));
        Self::new((a.mean(), a.n()), (b.mean(), b.n()), interval, p, Method::Welch)
    }

    /// Of a contrast of means; `n` is that of the smallest and of the largest group.
    pub fn contrast(of: Option<Contrast>, n: (u64, u64)) -> Self {
        let (interval, p) = (of.and_then(|of| of.interval()), of.and_then(|of| of.p()));
        let difference = of.map(|of| of.estimate);
        Self { difference, ..Self::new((None, n.0), (None, n.1), interval, p, Method::Welch) }
    }

    /// The same, with the range that holds at every look; `unit` is how much the figure rises from one end to the other.
    fn at_every_look(self, a: Option<Bounded>, b: Option<Bounded>, unit: f64) -> Self {
        let range = a.zip(b).map(|(a, b)| a.difference(&b));
        let scale = |range: Interval| Interval { low: range.low * unit, high: range.high * unit };
        Self { every_look: range.map(scale), ..self }
    }

    /// Whether it is the same comparison seen from the other side.
    pub(super) fn mirrors(&self, other: &Self) -> bool {
        (self.n_a, self.n_b, self.a, self.b) == (other.n_b, other.n_a, other.b, other.a)
    }

    /// The same, with the two figures whose difference it is.
    #[must_use]
    pub(super) fn between(self, a: Option<f64>, b: Option<f64>) -> Self {
        Self { a, b, ..self }
    }
}

/// Adjusts the chances of comparisons that stand beside each other, and says how.
pub fn adjust(differences: &mut [&mut Difference]) -> Method {
    let chances: Vec<f64> = differences.iter().filter_map(|difference| difference.p).collect();
    let (method, adjusted) = if chances.len() <= PLANNED {
        (Method::Holm, multiplicity::holm(&chances))
    } else {
        (Method::BenjaminiHochberg, multiplicity::benjamini_hochberg(&chances))
    };
    let defined = differences.iter_mut().filter(|difference| difference.p.is_some());
    for (difference, p) in defined.zip(adjusted) {
        difference.p_adjusted = Some(p);
    }
    method
}

/// So many comparisons may have been planned; more are a search.
const PLANNED: usize = 20;

/// Two piles beside each other.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Comparison {
    /// The first as it was asked for: `device=mobile`, `2026-03`.
    pub a: String,
    /// The second, likewise.
    pub b: String,
    /// Responses in the first and in the second, answered or not.
    pub responses: (u64, u64),
    /// Net promoter score, first less second, in points of -100 to 100.
    pub nps: Difference,
    /// Mean of recommend, first less second, in points of 0 to 10.
    pub recommend: Difference,
    /// Mean of empathy, first less second, in points of 1 to 5.
    pub empathy: Difference,
    /// Share of those who agreed (4 or 5), first less second, -1 to 1.
    pub agree: Difference,
    /// Share of promises kept or exceeded, first less second, -1 to 1.
    pub kept: Difference,
    /// Share of promises broken, first less second, -1 to 1.
    pub broken: Difference,
    /// The chance that someone of the first recommends more than someone of the second, ties shared.
    pub superiority: Superiority,
    /// How the six chances were adjusted.
    pub adjusted_by: Method,
}

/// The chance that one answers higher than another.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Superiority {
    /// How many of the first answered recommend.
    pub n_a: u64,
    /// How many of the second answered it.
    pub n_b: u64,
    /// 0 to 1; `null` when one pile has no answers.
    pub chance: Option<f64>,
    /// Its 95 % interval; `null` when the two do not overlap or one has a single answer.
    pub interval: Option<Interval>,
    /// How the interval was worked out.
    pub method: Method,
    /// The chance of piles at least as far apart if they were alike (Mann-Whitney).
    pub p: Option<f64>,
}

impl Comparison {
    /// Of two cohorts, each with its name and its answers.
    pub fn of(a: (&str, &Cube), b: (&str, &Cube)) -> Self {
        let ((name_a, a), (name_b, b)) = (a, b);
        let (of_a, of_b) = (FigureCounts::of(a), FigureCounts::of(b));
        let mean = |first, a, b| Difference::means(&Scores { first, counts: a }, &Scores { first, counts: b });
        let share = |a: (u64, u64), b: (u64, u64)| {
            Difference::shares(a, b).at_every_look(Bounded::of_share(a.0, a.1), Bounded::of_share(b.0, b.1), 1.0)
        };
        let groups = |parts: &FigureCounts| Bounded::of_nps(NpsGroups::of(parts.recommend));
        let mut nps =
            Difference::nps(of_a.recommend, of_b.recommend).at_every_look(groups(&of_a), groups(&of_b), 200.0);
        let mut recommend = mean(0, &of_a.recommend, &of_b.recommend);
        let mut empathy = mean(1, &of_a.empathy, &of_b.empathy);
        let mut agree = share(of_a.agree, of_b.agree);
        let mut kept = share(of_a.kept, of_b.kept);
        let mut broken = share(of_a.broken, of_b.broken);
        let all = [&mut nps, &mut recommend, &mut empathy, &mut agree, &mut kept, &mut broken];
        let adjusted_by = adjust(&mut { all });
        let ranks = Ranks::of(&of_a.recommend, &of_b.recommend);
        let superiority = Superiority {
            n_a: nps.n_a,
            n_b: nps.n_b,
            chance: ranks.map(|ranks| ranks.superiority()),
            interval: ranks.and_then(|ranks| ranks.interval()),
            method: Method::DeLong,
            p: ranks.and_then(|ranks| ranks.p()),
        };
        let (responses, a, b) = ((a.total(), b.total()), name_a.to_owned(), name_b.to_owned());
        Self { a, b, responses, nps, recommend, empathy, agree, kept, broken, superiority, adjusted_by }
    }
}

/// The counts of a cube that figures are made of.
pub(super) struct FigureCounts {
    pub recommend: [u64; 11],
    pub empathy: [u64; 5],
    pub agree: (u64, u64),
    pub kept: (u64, u64),
    pub broken: (u64, u64),
}

impl FigureCounts {
    pub fn of(cube: &Cube) -> Self {
        let (empathy, [broken, kept, exceeded, _]) = (cube.empathy(), cube.promise());
        let [.., agree, strongly_agree] = empathy;
        let promised = sum([broken, kept, exceeded]);
        Self {
            recommend: cube.recommend(),
            empathy,
            agree: (agree.saturating_add(strongly_agree), sum(empathy)),
            kept: (kept.saturating_add(exceeded), promised),
            broken: (broken, promised),
        }
    }
}
