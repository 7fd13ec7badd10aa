//! The kinds of figure that a Summary is made of. Each carries its n, its interval and the name of its method.

use serde::{Deserialize, Serialize};

use super::SmallSample;
use crate::stats::mean::Scores;
use crate::stats::{Interval, proportion};

/// How an interval was worked out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Method {
    /// For the net promoter score.
    #[serde(rename = "score (Tango 1998)")]
    Tango,
    /// For a share that stands on its own.
    #[serde(rename = "Wilson (1927)")]
    Wilson,
    /// For shares that are looked at together.
    #[serde(rename = "Goodman (1965), simultaneous")]
    Goodman,
    /// For the mean of a scale.
    #[serde(rename = "t (Student 1908)")]
    Student,
    /// For a difference of net promoter scores.
    #[serde(rename = "MOVER (Zou & Donner 2008) on score intervals")]
    Mover,
    /// For a difference of shares.
    #[serde(rename = "Newcombe (1998), method 10")]
    Newcombe,
    /// For a difference of means.
    #[serde(rename = "t (Welch 1947; Satterthwaite 1946)")]
    Welch,
    /// For a ratio of differences.
    #[serde(rename = "Fieller (1954)")]
    Fieller,
    /// For the chance that one answers higher than another.
    #[serde(rename = "DeLong (1988), logit")]
    DeLong,
    /// For tau-b.
    #[serde(rename = "delta method (Brown & Benedetti 1977)")]
    Delta,
    /// For shares of variation.
    #[serde(rename = "noncentral chi-square (Steiger & Fouladi 1992), variance by 1000 draws of Poisson counts")]
    Noncentral,
    /// For the median of times.
    #[serde(rename = "order statistics (Thompson 1936)")]
    OrderStatistics,
    /// For stretches of time that lie apart from the rest, and for limits.
    #[serde(rename = "scan of stretches, Chernoff (1952) bound, 1 series of 100")]
    Scan,
    /// The same where days differ more than chance lets them.
    #[serde(rename = "scan of stretches, Chernoff (1952) bound, 1 series of 100, widened by Laney (2002)")]
    WideScan,
    /// For whether two things go together.
    #[serde(rename = "chi-square (Pearson 1900)")]
    Pearson,
    /// The same for two rows and two columns with small cells.
    #[serde(rename = "Fisher's exact test (1935)")]
    Exact,
    /// The same for larger tables with small cells.
    #[serde(rename = "chi-square beside 2000 tables of the same margins that were drawn (Patefield 1981)")]
    Drawn,
    /// For up to 20 chances looked at together.
    #[serde(rename = "Holm (1979)")]
    Holm,
    /// For more than 20 chances looked at together.
    #[serde(rename = "Benjamini & Hochberg (1995)")]
    BenjaminiHochberg,
}

/// A share of those who answered.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Share {
    /// How many of the `n`.
    pub count: u64,
    /// How many there are in all: the denominator.
    pub n: u64,
    /// The one over the other, 0 to 1; `null` when n is 0.
    pub share: Option<f64>,
    /// Its 95 % interval, 0 to 1; `null` when n is 0.
    pub interval: Option<Interval>,
    /// How the interval was worked out.
    pub method: Method,
    /// Whether n is small.
    #[serde(flatten)]
    pub few: SmallSample,
}

impl Share {
    /// A share on its own.
    pub fn of(count: u64, n: u64) -> Self {
        Self {
            count,
            n,
            share: proportion::share(count, n),
            interval: proportion::wilson(count, n),
            method: Method::Wilson,
            few: SmallSample::of(n),
        }
    }
}

/// The mean of a scale.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Mean {
    /// How many answered: scores, not responses.
    pub n: u64,
    /// The mean; `null` when n is 0.
    pub mean: Option<f64>,
    /// The standard deviation, normalised by n - 1; `null` when n is under 2.
    pub sd: Option<f64>,
    /// The 95 % interval of the mean; `null` when n is under 2 or all gave the same answer.
    pub interval: Option<Interval>,
    /// How the interval was worked out.
    pub method: Method,
}

impl Mean {
    /// Of answers on a scale.
    pub fn of(scores: &Scores<'_>) -> Self {
        Self {
            n: scores.n(),
            mean: scores.mean(),
            sd: scores.sd(),
            interval: scores.interval(),
            method: Method::Student,
        }
    }
}
