//! In which order the three scored questions were met. Scores asked in different orders are not comparable.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

const NAMES: [&str; 3] = ["empathy", "promise", "recommend"];

/// Those of the three questions that were reached, in their order; possibly none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct QuestionOrder(u8);

/// The questions reached so far, as places in [`NAMES`]; [`NOT_YET`] behind the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct OrderBuilder([u8; 3]);

const NOT_YET: u8 = 3;

impl Default for OrderBuilder {
    fn default() -> Self {
        Self([NOT_YET; 3])
    }
}

impl OrderBuilder {
    /// One more; what is none of the three, or comes again, does not matter.
    pub fn add(&mut self, question: &str) {
        let Some(place) = (0..).zip(NAMES).find(|(_, known)| *known == question).map(|(place, _)| place) else {
            return;
        };
        for known in &mut self.0 {
            if *known == NOT_YET {
                *known = place;
            }
            if *known == place {
                return;
            }
        }
    }

    /// The order of those that were added.
    pub fn order(self) -> QuestionOrder {
        let at = ALL.iter().position(|order| *order == self.0).unwrap_or(0);
        QuestionOrder(u8::try_from(at).unwrap_or(0))
    }
}

/// Every order there can be.
const ALL: [[u8; 3]; 16] = [
    [3, 3, 3],
    [0, 3, 3],
    [1, 3, 3],
    [2, 3, 3],
    [0, 1, 3],
    [0, 2, 3],
    [1, 0, 3],
    [1, 2, 3],
    [2, 0, 3],
    [2, 1, 3],
    [0, 1, 2],
    [0, 2, 1],
    [1, 0, 2],
    [1, 2, 0],
    [2, 0, 1],
    [2, 1, 0],
];

impl QuestionOrder {
    /// Empathy, promise, recommend.
    pub(crate) const USUAL: Self = Self(10);

    /// Of the questions reached; what is none of the three, or comes again, does not matter.
    pub fn of<'a>(questions: impl IntoIterator<Item = &'a str>) -> Self {
        let mut reached = OrderBuilder::default();
        questions.into_iter().for_each(|question| reached.add(question));
        reached.order()
    }

    /// The order with this code, 0 to 15.
    pub fn from_code(code: u8) -> Option<Self> {
        (usize::from(code) < ALL.len()).then_some(Self(code))
    }

    /// Its code, 0 to 15.
    pub fn code(self) -> u8 {
        self.0
    }

    /// The ids of its questions, the one that was met first first.
    pub fn questions(self) -> impl Iterator<Item = &'static str> {
        let places = ALL.get(usize::from(self.0)).copied().unwrap_or_default();
        places.into_iter().filter_map(|place| NAMES.get(usize::from(place)).copied())
    }

    /// Whether one is the beginning of the other: whoever left early met the same questions in the same order.
    pub fn agrees(self, other: Self) -> bool {
        self.questions().zip(other.questions()).all(|(one, another)| one == another)
    }
}

impl fmt::Display for QuestionOrder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.questions().collect::<Vec<_>>().join(", "))
    }
}

impl Serialize for QuestionOrder {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for QuestionOrder {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let order = Self::of(text.split(", "));
        if order.to_string() == text { Ok(order) } else { Err(D::Error::custom("must be an order of questions")) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_usual_order_is_that_of_the_three() {
        assert_eq!(QuestionOrder::USUAL, QuestionOrder::of(NAMES));
    }

    #[test]
    fn every_order_has_its_own_code_and_reads_back() {
        for code in 0..16 {
            let order = QuestionOrder::from_code(code).unwrap();
            assert_eq!(QuestionOrder::of(order.questions()), order);
            assert_eq!(serde_json::from_str::<QuestionOrder>(&serde_json::to_string(&order).unwrap()).unwrap(), order);
        }
        assert_eq!(QuestionOrder::from_code(16), None);
        assert!(serde_json::from_str::<QuestionOrder>(r#""promise,empathy""#).is_err());
    }

    #[test]
    fn only_the_three_and_only_the_first_time_matter() {
        let check =
            |names: &[&str], expect: &str| assert_eq!(QuestionOrder::of(names.iter().copied()).to_string(), expect);
        check(&["effort", "recommend", "comment", "empathy", "recommend"], "recommend, empathy");
        check(&["comment"], "");
    }

    #[test]
    fn who_left_early_met_the_same_order() {
        let agree = |one: &[&str], other: &[&str]| {
            QuestionOrder::of(one.iter().copied()).agrees(QuestionOrder::of(other.iter().copied()))
        };
        assert!(agree(&["empathy"], &NAMES) && agree(&NAMES, &[]) && agree(&NAMES, &NAMES));
        assert!(!agree(&["recommend"], &NAMES) && !agree(&["empathy", "recommend"], &NAMES));
    }
}
