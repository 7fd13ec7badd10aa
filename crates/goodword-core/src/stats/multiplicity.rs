//! Several comparisons at once: chances adjusted so that many looks do not find something by looking often.

/// Each chance after Holm's step down, in the order given: at most 5 in 100 such families hold even one false find.
///
/// Formula: of the chances in rising order the i-th (from 0) times k - i, never below one before it, at most 1. Source:
/// Holm (1979), Scandinavian J. of Statistics 6, 65-70. For few comparisons that were planned.
pub fn holm(chances: &[f64]) -> Vec<f64> {
    let mut least = 0.0_f64;
    adjusted(chances, chances.iter().enumerate().map(|(at, _)| at).collect(), |p, rank, all| {
        least = least.max(p * (all - rank));
        least.min(1.0)
    })
}

/// Each chance after the step up of Benjamini and Hochberg, in the order given: of what is called different at most
/// 5 in 100 is not, on average.
///
/// Formula: of the chances in falling order the one of rank i (from 1, rising) times k / i, never above one before it.
/// Source: Benjamini & Hochberg (1995), J. Royal Stat. Soc. B 57(1) 289-300. For many cuts that were not planned.
pub fn benjamini_hochberg(chances: &[f64]) -> Vec<f64> {
    let mut most = 1.0_f64;
    adjusted(chances, (0..chances.len()).rev().collect(), |p, rank, all| {
        // p k / i of the highest rank may come back a hair below p.
        most = most.min((p * all / (rank + 1.0)).max(p));
        most
    })
}

/// Goes over the chances by rank, in the order of `ranks`.
fn adjusted(chances: &[f64], ranks: Vec<usize>, mut adjust: impl FnMut(f64, f64, f64) -> f64) -> Vec<f64> {
    let real = |count: usize| u32::try_from(count).map_or(f64::from(u32::MAX), f64::from);
    let mut rising: Vec<_> = chances.iter().copied().enumerate().collect();
    rising.sort_by(|a, b| a.1.total_cmp(&b.1));
    let mut result = vec![1.0; chances.len()];
    for rank in ranks {
        let place = rising.get(rank).and_then(|(at, p)| Some((result.get_mut(*at)?, *p)));
        if let Some((place, p)) = place {
            *place = adjust(p, real(rank), real(chances.len()));
        }
    }
    result
}
