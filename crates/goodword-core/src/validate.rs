//! Whether a response fits its survey. The same check in the widget and in the collector.

use crate::survey::{Question, QuestionKind};
use crate::{Problem, Response, Survey, Value};

/// What does not fit. The standard questions were checked when the response was read; here the owner's own are.
///
/// A missing answer to a required question is no problem: what a person did say is worth keeping. For the same reason neither
/// are more or fewer options than a choice wants, or an exclusive one beside others: a widget of yesterday, or one that has
/// read an earlier wording, lets a visitor choose them, and the answer is none the worse.
pub fn validate(survey: &Survey, response: &Response) -> Vec<Problem> {
    let answers = response.answers.other.iter();
    answers
        .filter_map(|(id, value)| match survey.question(id.as_str()) {
            None => Some(Problem::whole("is not a question of this survey").within(id.as_str())),
            Some(question) => rule(question, value).map(|rule| Problem::new(id.as_str(), rule)),
        })
        .map(|problem| problem.within("answers"))
        .collect()
}

fn rule(question: &Question, value: &Value) -> Option<String> {
    match (&question.kind, value) {
        (QuestionKind::Scale { min, max }, number)
            if number.whole().is_some_and(|number| (*min..=*max).contains(&number)) =>
        {
            None
        }
        (QuestionKind::Scale { min, max }, _) => Some(format!("must be a whole number from {min} to {max}")),
        (QuestionKind::Choice { options, multiple: false, other, .. }, Value::Text(text))
            if *other || options.contains(text) =>
        {
            None
        }
        (QuestionKind::Choice { options, multiple: true, other, .. }, Value::List(list))
            if *other || list.iter().all(|text| options.contains(text)) =>
        {
            None
        }
        (QuestionKind::Choice { multiple: false, .. }, _) => Some("must be one of the options".to_owned()),
        (QuestionKind::Choice { .. }, _) => Some("must be a list of options".to_owned()),
        (QuestionKind::Text { max_chars }, Value::Text(text)) if text.chars().nth(*max_chars).is_none() => None,
        (QuestionKind::Text { max_chars }, _) => Some(format!("must be a text of at most {max_chars} characters")),
        (QuestionKind::Consent, Value::Bool(_)) => None,
        (QuestionKind::Consent, _) => Some("must be true or false".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SURVEY: &str = r#"{"id":"s","questions":[{"id":"effort","kind":"scale","min":1,"max":7},
        {"id":"why","kind":"choice","options":["price","speed"],"multiple":true},{"id":"one","kind":"choice","options":["a"]},
        {"id":"more","kind":"text","max_chars":3},{"id":"may","kind":"consent"}]}"#;

    fn check(answers: &str, expect: &[&str]) {
        let text = format!(
            r#"{{"id":"0199f1c2-7c5e-7b3a-9d10-3f6d8a2b4c11","survey":"s","submitted_at":"2026-03-14T09:26:53Z","answers":{{{answers}}}}}"#
        );
        let problems = validate(&Survey::parse(SURVEY).unwrap(), &Response::parse(&text).unwrap());
        assert_eq!(problems.iter().map(ToString::to_string).collect::<Vec<_>>(), expect, "{answers}");
    }

    #[test]
    fn what_fits_passes() {
        check(r#""effort":7,"why":["price"],"one":"a","more":"abc","may":false,"recommend":10"#, &[]);
    }

    #[test]
    fn how_many_are_chosen_is_the_widgets_affair() {
        let survey = r#"{"id":"s","questions":[{"id":"why","kind":"choice","multiple":true,"least":2,"most":2,
            "options":["price","speed","staff",{"value":"none","exclusive":true}]}]}"#;
        for list in [r#"["price"]"#, r#"["price","speed","staff"]"#, r#"["none","price"]"#, "[]"] {
            let text = format!(
                r#"{{"id":"0199f1c2-7c5e-7b3a-9d10-3f6d8a2b4c11","survey":"s","submitted_at":"2026-03-14T09:26:53Z","answers":{{"why":{list}}}}}"#
            );
            let problems = validate(&Survey::parse(survey).unwrap(), &Response::parse(&text).unwrap());
            assert_eq!(problems, [], "{list}");
        }
    }

    #[test]
    fn what_does_not_fit_is_named() {
        check(r#""effort":8"#, &["answers.effort: must be a whole number from 1 to 7"]);
        check(r#""effort":"7""#, &["answers.effort: must be a whole number from 1 to 7"]);
        check(r#""why":["cost"]"#, &["answers.why: must be a list of options"]);
        check(r#""one":"b""#, &["answers.one: must be one of the options"]);
        check(r#""more":"abcd""#, &["answers.more: must be a text of at most 3 characters"]);
        check(r#""may":"yes""#, &["answers.may: must be true or false"]);
        check(r#""other":1"#, &["answers.other: is not a question of this survey"]);
    }
}
