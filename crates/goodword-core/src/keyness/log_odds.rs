//! How far apart two groups use a term, weighed by how much is known of it.

use libm::{log, sqrt};

use crate::stats::float;

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

/// The logarithm of how much likelier `a` uses the term than `b`, in standard errors; above 0 where `a` uses it more. 0 where
/// nothing was met.
///
/// Formula: ω = (y + α) / (n + α0 - y - α), δ = ln ωa - ln ωb, its variance 1/(y + α) + 1/(n + α0 - y - α) of both groups
/// together, α the share of the term in both groups times α0 = 10. Source: Monroe, Colaresi & Quinn (2008), Political
/// Analysis 16(4) 372-403, with all four terms of the variance.
pub fn z(a: Usage, b: Usage) -> f64 {
    let all = float(a.all) + float(b.all);
    if all <= 0.0 {
        return 0.0;
    }
    let alpha = PRIOR * (float(a.term) + float(b.term)) / all;
    let parts = |of: Usage| {
        let term = float(of.term) + alpha;
        (term, float(of.all) + PRIOR - term)
    };
    let ((term_a, rest_a), (term_b, rest_b)) = (parts(a), parts(b));
    if [term_a, rest_a, term_b, rest_b].iter().any(|part| *part <= 0.0) {
        return 0.0;
    }
    let apart = log(term_a / rest_a) - log(term_b / rest_b);
    apart / sqrt(1.0 / term_a + 1.0 / rest_a + 1.0 / term_b + 1.0 / rest_b)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_that_of_scattertext() {
        // scattertext 0.2.2, LogOddsRatioInformativeDirichletPrior(priors=y_i+y_j, sigma=10, scale_type='word').
        let check = |a: u64, b: u64, expect: f64| {
            let z = z(Usage { term: a, all: 1_200 }, Usage { term: b, all: 800 });
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
    fn nothing_is_never_anything_else() {
        let of = |term, all| Usage { term, all };
        assert_eq!(z(of(0, 0), of(0, 0)).to_bits(), 0.0_f64.to_bits());
        for (a, b) in
            [(of(0, 5), of(0, 0)), (of(5, 5), of(5, 5)), (of(u64::MAX, u64::MAX), of(0, 1)), (of(0, 9), of(3, 3))]
        {
            assert!(z(a, b).is_finite(), "{a:?} {b:?}");
        }
    }
}
