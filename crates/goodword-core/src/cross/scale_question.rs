//! A question whose mean can be told of each cell.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

use crate::{Problem, QuestionId, Segment};

/// The highest answer that is counted, as a scale of hundredths has it.
pub const MOST: u8 = 100;

/// A question that is answered on a scale.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ScaleQuestion {
    /// We understood how you felt, 1 to 5.
    Empathy,
    /// Would you recommend us, 0 to 10.
    Recommend,
    /// One of the owner's own: whole numbers from 0 to [`MOST`] count.
    Own(QuestionId),
}

impl ScaleQuestion {
    /// `empathy`, `recommend`, or `answers.` and the name of a question.
    pub fn parse(text: &str) -> Result<Self, Problem> {
        match text {
            "empathy" => return Ok(Self::Empathy),
            "recommend" => return Ok(Self::Recommend),
            _ => {}
        }
        match Segment::parse(text) {
            Ok(Segment::Question(question)) => Ok(Self::Own(question)),
            _ => Err(Problem::whole("must be empathy, recommend, or answers. and the name of a question")),
        }
    }

    /// Its lowest and highest answer; nothing of the owner's own, whose answers tell.
    pub fn ends(&self) -> Option<(u8, u8)> {
        match self {
            Self::Empathy => Some((1, 5)),
            Self::Recommend => Some((0, 10)),
            Self::Own(_) => None,
        }
    }
}

impl fmt::Display for ScaleQuestion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empathy => f.write_str("empathy"),
            Self::Recommend => f.write_str("recommend"),
            Self::Own(question) => Segment::Question(question.clone()).fmt(f),
        }
    }
}

impl Serialize for ScaleQuestion {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for ScaleQuestion {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::parse(&String::deserialize(deserializer)?).map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_question_of_a_scale_reads_back() {
        for name in ["empathy", "recommend", "answers.ease"] {
            assert_eq!(ScaleQuestion::parse(name).unwrap().to_string(), name);
        }
        for wrong in ["", "promise", "comment", "ease", "answers.", "answers.empathy", "device"] {
            assert!(ScaleQuestion::parse(wrong).is_err(), "{wrong}");
        }
    }
}
