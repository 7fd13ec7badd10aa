//! How many of some are drawn without putting back.

use libm::{exp, lgamma};

use super::float;
use super::random::Random;

/// Draws `draws` of `all`, of which `marked` are marked, and says how many of those drawn are.
///
/// By inversion from the most likely number on, to either side in turn: of a spread of s it takes about s steps. Each chance
/// follows from its neighbour.
pub fn draw(random: &mut Random, draws: u64, marked: u64, all: u64) -> u64 {
    let (least, most) = (draws.saturating_add(marked).saturating_sub(all), draws.min(marked));
    if least >= most {
        return least;
    }
    let peak = (u128::from(draws) + 1) * (u128::from(marked) + 1) / (u128::from(all) + 2);
    let peak = u64::try_from(peak).unwrap_or(most).clamp(least, most);
    let of = Chances { draws: float(draws), marked: float(marked), all: float(all) };
    let mut left = random.unit() - of.at(float(peak));
    let (mut low, mut high) = ((peak, of.at(float(peak))), (peak, of.at(float(peak))));
    while left >= 0.0 && (low.0 > least || high.0 < most) {
        if high.0 < most {
            high = (high.0 + 1, high.1 * of.step(float(high.0)));
            left -= high.1;
            if left < 0.0 {
                return high.0;
            }
        }
        if low.0 > least {
            low = (low.0 - 1, low.1 / of.step(float(low.0 - 1)));
            left -= low.1;
            if left < 0.0 {
                return low.0;
            }
        }
    }
    peak
}

struct Chances {
    draws: f64,
    marked: f64,
    all: f64,
}

impl Chances {
    /// The chance of `k` marked ones.
    fn at(&self, k: f64) -> f64 {
        let choose = |n: f64, k: f64| lgamma(n + 1.0) - lgamma(k + 1.0) - lgamma(n - k + 1.0);
        exp(choose(self.marked, k) + choose(self.all - self.marked, self.draws - k) - choose(self.all, self.draws))
    }

    /// How much likelier `k + 1` is than `k`.
    fn step(&self, k: f64) -> f64 {
        let above = (self.marked - k) * (self.draws - k);
        above / ((k + 1.0) * (self.all - self.marked - self.draws + k + 1.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_drawn_as_often_as_their_chance_says() {
        // scipy 1.17.1, scipy.stats.hypergeom.pmf(range(6), 20, 7, 5).
        let expect = [0.083_011, 0.322_820, 0.387_384, 0.176_084, 0.029_347, 0.001_354];
        let (mut random, mut seen) = (Random::new(7), [0_u32; 6]);
        for _ in 0..100_000 {
            let drawn = usize::try_from(draw(&mut random, 5, 7, 20)).unwrap();
            *seen.get_mut(drawn).unwrap() += 1;
        }
        for (n, chance) in seen.into_iter().zip(expect) {
            assert!((f64::from(n) / 100_000.0 - chance).abs() < 0.005, "{seen:?}");
        }
        assert_eq!([draw(&mut random, 3, 9, 9), draw(&mut random, 0, 9, 12), draw(&mut random, 9, 4, 9)], [3, 0, 4]);
    }
}
