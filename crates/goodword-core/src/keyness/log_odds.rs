//! How far apart two groups use a term, weighed by how much is known of it.

use libm::{exp, log, sqrt};

use crate::stats::{Z, float};

/// What the prior counts of all terms add up to.
const PRIOR: f64 = 10.0;

/// How often a term was met in one group, and how often any term was.
#[derive(Debug, Clone, Copy)]
pub struct Usage {
    /// Of this term.
    pub term: u64,
    /// Of all terms, this one included.
    pub all: u64,
}

/// How much likelier one group uses a term than the other.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LogOdds {
    /// The logarithm of the ratio of their odds; above 0 where the first uses it more.
    apart: f64,
    /// Its standard error.
    error: f64,
}

impl LogOdds {
    /// In standard errors: how sure it is that the two differ.
    pub fn z(&self) -> f64 {
        if self.error > 0.0 { self.apart / self.error } else { 0.0 }
    }

    /// How many times likelier at least: the end of the 95 % range of the ratio that lies nearest 1, from 1 on.
    ///
    /// Terms are ranked by it. By `z` a word that everyone writes, such as "the", would come before all others, because so much
    /// is known of it, however little the groups differ; by the ratio alone a word that was met three times would.
    pub fn times(&self) -> f64 {
        exp((self.apart.abs() - Z * self.error).max(0.0))
    }
}

/// Of two groups; no difference where nothing was met.
///
/// Formula: ω = (y + α) / (n + α0 - y - α), δ = ln ωa - ln ωb, its variance 1/(y + α) + 1/(n + α0 - y - α) of both groups
/// together, α the share of the term in both groups times α0 = 10. Source: Monroe, Colaresi & Quinn (2008), Political
/// Analysis 16(4) 372-403, with all four terms of the variance.
pub fn log_odds(a: Usage, b: Usage) -> LogOdds {
    let none = LogOdds { apart: 0.0, error: 0.0 };
    let all = float(a.all) + float(b.all);
    if all <= 0.0 {
        return none;
    }
    let alpha = PRIOR * (float(a.term) + float(b.term)) / all;
    let parts = |of: Usage| {
        let term = float(of.term) + alpha;
        (term, float(of.all) + PRIOR - term)
    };
    let ((term_a, rest_a), (term_b, rest_b)) = (parts(a), parts(b));
    if [term_a, rest_a, term_b, rest_b].iter().any(|part| *part <= 0.0) {
        return none;
    }
    let apart = log(term_a / rest_a) - log(term_b / rest_b);
    LogOdds { apart, error: sqrt(1.0 / term_a + 1.0 / rest_a + 1.0 / term_b + 1.0 / rest_b) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_that_of_scattertext() {
        // scattertext 0.2.2, LogOddsRatioInformativeDirichletPrior(priors=y_i+y_j, sigma=10, scale_type='word').
        let check = |a: u64, b: u64, expect: f64| {
            let z = log_odds(Usage { term: a, all: 1_200 }, Usage { term: b, all: 800 }).z();
            assert!((z - expect).abs() < 5e-7, "{a} {b}: {z}");
        };
        check(25, 44, -3.931_821);
        check(40, 5, 3.567_563);
        check(17, 18, -1.373_072);
        check(2, 26, -4.119_378);
        check(33, 7, 2.770_520);
        check(30, 28, -1.292_780);
        check(3, 25, -4.182_142);
        check(60, 35, 0.639_852);
        check(990, 612, 3.265_267);
    }

    #[test]
    fn what_everyone_writes_comes_behind_what_one_group_writes() {
        let of = |term, all| Usage { term, all };
        // "the" in most comments of either, "refund" in few, but of one group alone.
        let the = log_odds(of(9_000, 100_000), of(7_900, 100_000));
        let refund = log_odds(of(4, 100_000), of(60, 100_000));
        assert!(the.z().abs() > refund.z().abs() && the.times() < 1.2 && refund.times() > 4.0, "{the:?} {refund:?}");
        // One that was met a few times says little, however one-sided it is.
        assert!(log_odds(of(0, 100_000), of(4, 100_000)).times() < refund.times());
        assert_eq!(log_odds(of(10, 1_000), of(10, 1_000)).times().to_bits(), 1.0_f64.to_bits());
    }

    #[test]
    fn nothing_is_never_anything_else() {
        let of = |term, all| Usage { term, all };
        let nothing = log_odds(of(0, 0), of(0, 0));
        assert_eq!([nothing.z(), nothing.times()].map(f64::to_bits), [0.0_f64, 1.0].map(f64::to_bits));
        for (a, b) in
            [(of(0, 5), of(0, 0)), (of(5, 5), of(5, 5)), (of(u64::MAX, u64::MAX), of(0, 1)), (of(0, 9), of(3, 3))]
        {
            let found = log_odds(a, b);
            assert!(found.z().is_finite() && found.times().is_finite(), "{a:?} {b:?}");
        }
    }
}
