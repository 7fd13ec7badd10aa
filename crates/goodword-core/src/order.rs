//! In which order the three scored questions were met. Scores asked in different orders are not comparable.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

const NAMES: [&str; 3] = ["empathy", "promise", "recommend"];

/// Those of the three questions that were reached, in their order; possibly none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Order(u8);

/// Every order there can be: of each the questions, as places in [`NAMES`].
const ALL: [&[usize]; 16] = [
    &[],
    &[0],
    &[1],
    &[2],
    &[0, 1],
    &[0, 2],
    &[1, 0],
    &[1, 2],
    &[2, 0],
    &[2, 1],
    &[0, 1, 2],
    &[0, 2, 1],
    &[1, 0, 2],
    &[1, 2, 0],
    &[2, 0, 1],
    &[2, 1, 0],
];

impl Order {
    /// Of the questions reached; what is none of the three, or comes again, does not matter.
    pub fn of<'a>(questions: impl IntoIterator<Item = &'a str>) -> Self {
        // A place that none of the questions has stands for one that was not reached yet.
        let mut places = [NAMES.len(); 3];
        for place in questions.into_iter().filter_map(|name| NAMES.iter().position(|known| *known == name)) {
            let free = places.iter_mut().take_while(|known| **known != place).find(|known| **known == NAMES.len());
            if let Some(free) = free {
                *free = place;
            }
        }
        let reached = places.iter().take_while(|place| **place < NAMES.len());
        let at = ALL.iter().position(|order| order.iter().eq(reached.clone())).unwrap_or(0);
        Self(u8::try_from(at).unwrap_or(0))
    }

    /// The order with this code, 0 to 15.
    pub fn from_code(code: u8) -> Option<Self> {
        (usize::from(code) < ALL.len()).then_some(Self(code))
    }

    /// Its code, 0 to 15.
    pub fn code(self) -> u8 {
        self.0
    }

    /// Its questions.
    pub fn questions(self) -> impl Iterator<Item = &'static str> {
        let places = ALL.get(usize::from(self.0)).copied().unwrap_or_default();
        places.iter().filter_map(|place| NAMES.get(*place).copied())
    }

    /// Whether one is the beginning of the other: whoever left early met the same questions in the same order.
    pub fn agrees(self, other: Self) -> bool {
        self.questions().zip(other.questions()).all(|(one, another)| one == another)
    }
}

impl fmt::Display for Order {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.questions().collect::<Vec<_>>().join(", "))
    }
}

impl Serialize for Order {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Order {
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
    fn every_order_has_its_own_code_and_reads_back() {
        for code in 0..16 {
            let order = Order::from_code(code).unwrap();
            assert_eq!(Order::of(order.questions()), order);
            assert_eq!(serde_json::from_str::<Order>(&serde_json::to_string(&order).unwrap()).unwrap(), order);
        }
        assert_eq!(Order::from_code(16), None);
        assert!(serde_json::from_str::<Order>(r#""promise,empathy""#).is_err());
    }

    #[test]
    fn only_the_three_and_only_the_first_time_matter() {
        let check = |names: &[&str], expect: &str| assert_eq!(Order::of(names.iter().copied()).to_string(), expect);
        check(&["effort", "recommend", "comment", "empathy", "recommend"], "recommend, empathy");
        check(&["comment"], "");
    }

    #[test]
    fn who_left_early_met_the_same_order() {
        let agree =
            |one: &[&str], other: &[&str]| Order::of(one.iter().copied()).agrees(Order::of(other.iter().copied()));
        assert!(agree(&["empathy"], &NAMES) && agree(&NAMES, &[]) && agree(&NAMES, &NAMES));
        assert!(!agree(&["recommend"], &NAMES) && !agree(&["empathy", "recommend"], &NAMES));
    }
}
