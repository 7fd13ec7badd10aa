//! A number that is not whole, as counts are kept by it.

use serde::{Deserialize, Deserializer, Serialize, de::Error};

/// A finite number by the shortest text that stands for it: each has one, so that none is counted apart from itself.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Decimal(String);

impl Decimal {
    /// `None` where it is infinite or no number: it is in no figure.
    pub fn of(number: f64) -> Option<Self> {
        number.is_finite().then(|| Self(number.to_string()))
    }

    /// The number itself.
    pub fn get(&self) -> f64 {
        self.0.parse().unwrap_or(0.0)
    }
}

impl<'de> Deserialize<'de> for Decimal {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let number = text.parse().ok().and_then(Self::of).filter(|number| number.0 == text);
        number.ok_or_else(|| D::Error::custom("a number must be finite and written in the shortest way"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_written_in_one_way() {
        let check = |text: &str, expect: Option<f64>| {
            let read = serde_json::from_value::<Decimal>(text.into()).ok();
            assert_eq!(read.as_ref().map(Decimal::get), expect, "{text}");
            assert_eq!(read, expect.and_then(Decimal::of), "{text}");
        };
        check("2.5", Some(2.5));
        check("-0.1", Some(-0.1));
        for wrong in ["2.50", "+2.5", "25e-1", "NaN", "inf", "-inf", "1e999", "", "two"] {
            check(wrong, None);
        }
        assert_eq!([f64::NAN, f64::INFINITY].map(Decimal::of), [None, None]);
    }
}
