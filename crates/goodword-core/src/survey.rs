//! What is asked: a survey definition, and the default one.

mod jump;
pub mod labels;
mod limits;

use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;

use crate::Problem;
use crate::limits::{COMMENT, ENTRIES, ITEMS};
pub use jump::{Jump, Jumps};

/// A survey definition. Only what decides which answers fit is read here; texts, looks and triggers are the widget's.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Survey {
    /// Name, the same as in every response.
    pub id: String,
    /// Version of the wording and the questions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
    /// What is asked, in order.
    pub questions: Vec<Question>,
    /// Hidden fields offered as segments.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub segments: Vec<String>,
}

/// One question: its id, what it takes as an answer, and its wording.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Question {
    /// Stable name; answers are kept under it.
    pub id: String,
    /// What kind of answer it takes.
    #[serde(flatten)]
    pub kind: QuestionKind,
    /// The wording shown.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub label: String,
    /// Whether the widget insists on an answer.
    #[serde(default)]
    pub required: bool,
    /// Where the survey goes on when it is answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub jump: Option<Jumps>,
}

/// The kinds of question and what each takes as an answer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum QuestionKind {
    /// A whole number from `min` to `max`.
    Scale {
        /// The lowest score, under `max`.
        min: i64,
        /// The highest score, at most 100 above `min`.
        max: i64,
    },
    /// One of `options`, or a list of them.
    Choice {
        /// The values offered; each stands alone or beside its label.
        #[serde(deserialize_with = "values")]
        options: Vec<String>,
        /// Whether several may be chosen.
        #[serde(default)]
        multiple: bool,
        /// Whether own words are taken too.
        #[serde(default)]
        other: bool,
        /// How many the widget wants at least, if any is chosen.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        least: Option<i64>,
        /// How many at most.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        most: Option<i64>,
    },
    /// Own words.
    Text {
        /// Longest text, in characters.
        #[serde(default = "comment_characters")]
        max_chars: usize,
    },
    /// `true` or `false`.
    Consent,
}

/// An option as it is written.
#[derive(Deserialize)]
#[serde(untagged)]
enum OptionEntry {
    Value(String),
    Labelled { value: String },
}

fn values<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<String>, D::Error> {
    let options = Vec::<OptionEntry>::deserialize(from)?;
    Ok(options.into_iter().map(|(OptionEntry::Value(value) | OptionEntry::Labelled { value })| value).collect())
}

fn comment_characters() -> usize {
    COMMENT
}

impl Survey {
    /// The three questions and the comment, which is what a survey without a definition asks.
    pub fn standard(id: &str) -> Self {
        let promise = crate::Promise::ALL.iter().map(|promise| promise.as_str().to_owned()).collect();
        let question = |id: &str, kind, label: &str| Question {
            id: id.to_owned(),
            kind,
            label: label.to_owned(),
            required: false,
            jump: None,
        };
        let questions = vec![
            question("empathy", QuestionKind::Scale { min: 1, max: 5 }, "We understood how you felt."),
            question(
                "promise",
                QuestionKind::Choice { options: promise, multiple: false, other: false, least: None, most: None },
                "Did we do what we said we would?",
            ),
            question(
                "recommend",
                QuestionKind::Scale { min: 0, max: 10 },
                "How likely is it that you would recommend us to a friend or colleague?",
            ),
            question("comment", QuestionKind::Text { max_chars: COMMENT }, "What is the main reason for your answers?"),
        ];
        Self { id: id.to_owned(), version: None, questions, segments: Vec::new() }
    }

    /// Reads a definition and checks it against itself.
    pub fn parse(text: &str) -> Result<Self, Vec<Problem>> {
        let refused = |error: serde_json::Error| vec![Problem::whole(format!("is no survey definition: {error}"))];
        let mut written: Value = serde_json::from_str(text).map_err(refused)?;
        complete(&mut written).map_err(refused)?;
        let survey: Self = serde_json::from_value(written).map_err(refused)?;
        let problems = survey.problems();
        if problems.is_empty() { Ok(survey) } else { Err(problems) }
    }

    /// The question called `id`.
    pub fn question(&self, id: &str) -> Option<&Question> {
        self.questions.iter().find(|question| question.id == id)
    }

    fn problems(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        if let Err(problem) = crate::SurveyId::parse(&self.id) {
            problems.push(problem.within("id"));
        }
        if self.questions.is_empty() || self.questions.len() > ENTRIES {
            problems.push(Problem::new("questions", "must hold 1 to 100 questions"));
        }
        for (at, question) in self.questions.iter().enumerate() {
            let path = format!("questions[{at}]");
            problems.extend(question.problem().map(|problem| problem.within(&path)));
            if self.questions.iter().take(at).any(|earlier| earlier.id == question.id) {
                problems.push(Problem::new(format!("{path}.id"), "is used twice"));
            }
            if let Some(jump) = &question.jump {
                let later: Vec<_> = self.questions.iter().skip(at + 1).map(|later| later.id.as_str()).collect();
                problems.extend(jump.problems(&later).into_iter().map(|problem| problem.within(&path)));
            }
        }
        problems
    }
}

/// A standard question needs no more than its id: what it takes as an answer is known.
fn complete(written: &mut Value) -> Result<(), serde_json::Error> {
    let Some(questions) = written.get_mut("questions").and_then(Value::as_array_mut) else { return Ok(()) };
    for question in questions.iter_mut().filter_map(Value::as_object_mut) {
        let id = question.get("id").and_then(Value::as_str).unwrap_or_default();
        let standard = Survey::standard("").questions.into_iter().find(|standard| standard.id == id);
        if let Some(standard) = standard {
            let Value::Object(known) = serde_json::to_value(standard.kind)? else { continue };
            question.extend(known);
        }
    }
    Ok(())
}

impl Question {
    fn problem(&self) -> Option<Problem> {
        if let Err(problem) = crate::QuestionId::parse(&self.id) {
            return Some(problem.within("id"));
        }
        match &self.kind {
            QuestionKind::Scale { min, max } if max <= min => Some(Problem::new("max", "must be greater than min")),
            QuestionKind::Scale { min, max } if max.saturating_sub(*min) > 100 => {
                Some(Problem::new("max", "must be at most 100 above min"))
            }
            QuestionKind::Choice { options, .. } if options.is_empty() || options.len() > ITEMS => {
                Some(Problem::new("options", "must hold 1 to 100 options"))
            }
            QuestionKind::Choice { options, multiple, other, least, most } => {
                limits::problem(*multiple, options.len() + usize::from(*other), *least, *most)
            }
            QuestionKind::Text { max_chars } if *max_chars == 0 || *max_chars > COMMENT => {
                Some(Problem::new("max_chars", "must be 1 to 10000"))
            }
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_standard_survey_reads_back() {
        let survey = Survey::standard("support");
        assert_eq!(Survey::parse(&serde_json::to_string(&survey).unwrap()).unwrap(), survey);
    }

    #[test]
    fn a_standard_question_needs_its_id_alone_and_an_option_may_have_a_label() {
        let text = r#"{"id":"s","questions":[{"id":"empathy","label":"Heard?"},
            {"id":"why","kind":"choice","options":["a",{"value":"b","label":"B"}]}]}"#;
        let survey = Survey::parse(text).unwrap();
        assert_eq!(survey.questions[0].kind, QuestionKind::Scale { min: 1, max: 5 });
        assert!(matches!(&survey.questions[1].kind, QuestionKind::Choice { options, .. } if options == &["a", "b"]));
    }

    #[test]
    fn a_choice_may_have_limits_and_a_question_a_way_on() {
        let text = r#"{"id":"s","questions":[
            {"id":"why","kind":"choice","options":["a",{"value":"none","exclusive":true}],"multiple":true,"other":true,"least":1,"most":3,
             "jump":{"if":{"question":"why","is":"none"},"to":"comment"}},
            {"id":"promise","jump":null},{"id":"comment"}]}"#;
        let survey = Survey::parse(text).unwrap();
        assert!(matches!(survey.questions[0].kind, QuestionKind::Choice { least: Some(1), most: Some(3), .. }));
        assert_eq!(Survey::parse(&serde_json::to_string(&survey).unwrap()).unwrap(), survey);
    }

    /// What one refuses, the other refuses in the same words: `tests/loader/definition.test.mjs` reads this list too.
    #[test]
    fn the_widget_and_the_collector_refuse_the_same() {
        let cases: Vec<Value> = serde_json::from_str(include_str!("../tests/data/definitions.json")).unwrap();
        for case in cases {
            let text = serde_json::json!({"id": "s", "questions": case["questions"]}).to_string();
            let problem = Survey::parse(&text).map_or_else(|problems| problems[0].to_string(), |_| String::new());
            assert_eq!(problem, case["problem"], "{text}");
        }
    }

    #[test]
    fn a_bad_definition_names_path_and_rule() {
        let check = |questions: &str, expect: &str| {
            let text = format!(r#"{{"id":"s","questions":[{questions}]}}"#);
            assert_eq!(Survey::parse(&text).unwrap_err()[0].to_string(), expect);
        };
        check("", "questions: must hold 1 to 100 questions");
        check(r#"{"id":"a","kind":"scale","min":3,"max":3}"#, "questions[0].max: must be greater than min");
        check(r#"{"id":"a","kind":"text"},{"id":"a","kind":"text"}"#, "questions[1].id: is used twice");
        check(r#"{"id":"a","kind":"choice","options":[]}"#, "questions[0].options: must hold 1 to 100 options");
        check(r#"{"id":"promise"},{"id":"promise","kind":"text"}"#, "questions[1].id: is used twice");
        assert!(Survey::parse("{}").unwrap_err()[0].rule.starts_with("is no survey definition: missing field `id`"));
    }
}
