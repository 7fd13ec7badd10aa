//! The formulas, one file per noun: plain numbers in, plain numbers out, `None` where a figure is not defined. Never
//! NaN, never infinite. Logarithms and the like come from `libm`, so the last bit is the same everywhere.

pub mod asymmetry;
pub mod bootstrap;
pub mod chi_square;
pub mod confidence_sequence;
pub mod contrast;
pub mod control;
pub mod drivers;
pub mod fisher;
pub mod goodman;
pub mod hypergeometric;
pub mod independence;
pub mod mann_whitney;
pub mod mean;
pub mod median;
pub mod mover;
pub mod multiplicity;
pub mod normal;
pub mod nps;
pub mod poisson;
pub mod proportion;
pub mod random;
pub mod sample_size;
pub mod scan;
pub mod student;
mod sum;
pub mod tau_b;
pub mod tilt;
pub mod two_shares;
pub mod variation;

use serde::{Deserialize, Serialize};

pub use sum::{add, sum};

/// The level of every interval: 95 of 100 such ranges hold the value of the whole population.
pub const LEVEL: f64 = 0.95;
/// The normal quantile of that level, two-sided: [`normal::quantile`] of 0.975.
pub const Z: f64 = 1.959_963_984_540_054;

/// A range with both ends, in the unit of the figure it belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Interval {
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

impl Interval {
    /// The same range in a unit `factor` times smaller.
    #[must_use]
    fn scale(self, factor: f64) -> Self {
        Self { low: self.low * factor, high: self.high * factor }
    }

    /// The part of it that lies from `least` to `most`.
    #[must_use]
    pub fn within(self, least: f64, most: f64) -> Self {
        Self { low: self.low.clamp(least, most), high: self.high.clamp(least, most) }
    }

    /// Half of its width.
    pub fn half_width(self) -> f64 {
        (self.high - self.low) / 2.0
    }

    /// Whether 0 is one of its values.
    pub fn holds_zero(self) -> bool {
        self.low <= 0.0 && 0.0 <= self.high
    }
}

/// A count as a number. Above 2^53 it is rounded, which changes no figure's first fifteen digits.
#[allow(clippy::cast_precision_loss, reason = "this is the one place where a count becomes a real number")]
pub fn float(count: u64) -> f64 {
    count as f64
}

/// Halves `[inside, outside]` until no number stands between, for the last point where `holds` is true: it is true
/// at `inside` and, once false, stays so on the way to `outside`.
fn bisect(mut inside: f64, mut outside: f64, holds: impl Fn(f64) -> bool) -> f64 {
    if holds(outside) {
        return outside;
    }
    // An end close to zero could be halved a thousand times; 100 times brings it below any printed digit.
    for _ in 0..100 {
        let middle = f64::midpoint(inside, outside);
        if middle <= inside.min(outside) || middle >= inside.max(outside) {
            break;
        }
        *if holds(middle) { &mut inside } else { &mut outside } = middle;
    }
    inside
}
