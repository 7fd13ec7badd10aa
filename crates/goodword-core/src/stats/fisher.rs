//! Fisher's exact test of two shares, for small counts.

use super::float;

/// The chance of two shares at least as unlikely as `x1` of `n1` and `x2` of `n2` when both have one source, 0 to 1.
/// `None` when one holds nobody or more than all.
///
/// Formula: the sum of the hypergeometric chances, given both margins, that are not above that of what was seen.
/// Source: Fisher (1935), J. Royal Stat. Soc. 98(1) 39-82. Each chance follows from its neighbour, from the most
/// likely one on, so nothing overflows.
pub fn two_sided(x1: u64, n1: u64, x2: u64, n2: u64) -> Option<f64> {
    if n1 == 0 || n2 == 0 || x1 > n1 || x2 > n2 {
        return None;
    }
    let (successes, all) = (x1.checked_add(x2)?, n1.checked_add(n2)?);
    let (least, most) = (successes.saturating_sub(n2), successes.min(n1));
    let peak = (u128::from(successes) + 1) * (u128::from(n1) + 1) / (u128::from(all) + 2);
    let peak = u64::try_from(peak).ok()?.clamp(least, most);
    // How much likelier k + 1 is than k.
    let step = |k: u64| {
        let rest = n2.saturating_add(k).saturating_sub(successes).saturating_add(1);
        float(successes - k) * float(n1 - k) / (float(k + 1) * float(rest))
    };
    let up = weights((peak..most).map(step));
    let down = weights((least..peak).rev().map(|k| 1.0 / step(k)));
    let seen = if x1 >= peak { at(&up, x1 - peak) } else { at(&down, peak - x1) };
    let (mut unlikely, mut total) = (0.0, 0.0);
    for weight in up.iter().chain(down.iter().skip(1)) {
        total += weight;
        // Chances that are equal in truth may differ in the last digits.
        unlikely += if *weight <= seen * (1.0 + 1e-7) { *weight } else { 0.0 };
    }
    Some((unlikely / total).min(1.0))
}

/// From 1 on, each the one before times its step; the rest is left out once it cannot be told from nothing.
fn weights(steps: impl Iterator<Item = f64>) -> Vec<f64> {
    let later = steps.scan(1.0, |weight, step| {
        *weight *= step;
        (*weight > 1e-300).then_some(*weight)
    });
    std::iter::once(1.0).chain(later).collect()
}

fn at(weights: &[f64], place: u64) -> f64 {
    usize::try_from(place).ok().and_then(|place| weights.get(place)).copied().unwrap_or(0.0)
}
