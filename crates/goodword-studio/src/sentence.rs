//! What must hold, as a sentence that somebody can read.

use crate::condition::{Clause, Condition, Given, Subject, Test};
use crate::definition::Definition;
use crate::question::{Answer, Kind};

/// A stretch of a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stretch {
    /// Its words.
    pub text: String,
    /// Whether it is what somebody chose: a question, a value.
    pub chosen: bool,
}

/// The words of a sentence without what sets them apart.
pub fn plain(sentence: &[Stretch]) -> String {
    sentence.iter().map(|stretch| stretch.text.as_str()).collect()
}

#[derive(Default)]
struct Sentence(Vec<Stretch>);

impl Sentence {
    fn say(&mut self, text: &str) {
        self.0.push(Stretch { text: text.to_owned(), chosen: false });
    }

    fn name(&mut self, text: &str) {
        self.0.push(Stretch { text: text.to_owned(), chosen: true });
    }

    fn values(&mut self, values: &[String], between: &str) {
        for (at, value) in values.iter().enumerate() {
            if at > 0 {
                self.say(between);
            }
            self.name(value);
        }
        if values.is_empty() {
            self.name("nothing");
        }
    }
}

impl Definition {
    /// `recommend is at most 6 and promise is broken`; empty where nothing must hold.
    pub fn sentence(&self, clauses: &[Clause]) -> Vec<Stretch> {
        let mut sentence = Sentence::default();
        for (at, clause) in clauses.iter().enumerate() {
            if at > 0 {
                sentence.say(" and ");
            }
            let conditions = clause.conditions();
            let is_group = conditions.len() > 1 && clauses.len() > 1;
            if is_group {
                sentence.say("(");
            }
            for (at, condition) in conditions.iter().enumerate() {
                if at > 0 {
                    sentence.say(" or ");
                }
                self.say(condition, &mut sentence);
            }
            if is_group {
                sentence.say(")");
            }
        }
        sentence.0
    }

    fn say(&self, condition: &Condition, sentence: &mut Sentence) {
        match &condition.subject {
            Subject::Question(id) => sentence.name(id),
            Subject::Field(name) => sentence.name(name),
        }
        let values =
            |given: &[Given]| given.iter().map(|given| self.called(&condition.subject, given)).collect::<Vec<_>>();
        match &condition.test {
            Test::Is(given) => {
                sentence.say(" is ");
                sentence.values(&values(given), " or ");
            }
            Test::Not(given) => {
                sentence.say(if given.len() > 1 { " is neither " } else { " is not " });
                sentence.values(&values(given), " nor ");
            }
            Test::AtLeast(number) => {
                sentence.say(" is at least ");
                sentence.name(&number.to_string());
            }
            Test::AtMost(number) => {
                sentence.say(" is at most ");
                sentence.name(&number.to_string());
            }
            Test::Answered(true) => sentence.say(" is answered"),
            Test::Answered(false) => sentence.say(" is not answered"),
        }
    }

    /// What a value is called where it is read.
    fn called(&self, subject: &Subject, given: &Given) -> String {
        let value = given.to_text();
        let Subject::Question(id) = subject else { return value };
        let kind = self.question(id).and_then(|(_, question)| question.kind());
        let label = match &kind {
            Some(Kind::Choice(choice)) => choice.options.iter().find(|option| option.value == value).map(Answer::label),
            Some(Kind::Consent) => Some(if value == "true" { "given" } else { "not given" }),
            _ => None,
        };
        label.map_or_else(|| value.clone(), str::to_owned)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_must_hold_is_a_sentence() {
        let check = |clauses: &str, expect: &str| {
            let definition = Definition::parse(&format!(
                r#"{{"questions":[{{"id":"recommend"}},{{"id":"promise"}},{{"id":"terms","kind":"consent","label":"?"}},
                {{"id":"more","kind":"text","label":"?","show_if":{clauses}}}]}}"#
            ))
            .unwrap();
            assert_eq!(plain(&definition.sentence(&definition.questions[3].show_if)), expect, "{clauses}");
        };
        check("[]", "");
        check(r#"{"question":"recommend","at_most":6}"#, "recommend is at most 6");
        check(
            r#"[{"question":"promise","is":"broken"},{"field":"plan","not":["free","pro"]}]"#,
            "promise is No, less than promised and plan is neither free nor pro",
        );
        check(
            r#"[{"any":[{"question":"recommend","at_least":9},{"question":"terms","is":true}]},{"question":"promise","answered":true}]"#,
            "(recommend is at least 9 or terms is given) and promise is answered",
        );
        check(
            r#"{"any":[{"question":"recommend","answered":false},{"question":"recommend","is":10}]}"#,
            "recommend is not answered or recommend is 10",
        );
        check(r#"{"field":"plan","is":[]}"#, "plan is nothing");
    }

    #[test]
    fn what_somebody_chose_stands_out() {
        let definition = Definition::parse(
            r#"{"questions":[{"id":"recommend"},{"id":"comment","show_if":{"question":"recommend","at_most":6}}]}"#,
        )
        .unwrap();
        let sentence = definition.sentence(&definition.questions[1].show_if);
        let chosen: Vec<_> =
            sentence.iter().filter(|stretch| stretch.chosen).map(|stretch| stretch.text.as_str()).collect();
        assert_eq!(chosen, ["recommend", "6"]);
    }
}
