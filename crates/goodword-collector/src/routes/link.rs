//! `GET /s/{survey}`: the survey alone on a page, for the link in an email, on a receipt or behind a code on a table. What its
//! query says is taken by an allow list: hidden fields that the definition offers as segments, and answers that fit its
//! questions. Anybody may change such an address, so nothing else is. What stands behind `#` proves who answers, and is read by
//! the page alone (`link.js`).

use axum::extract::{Query, State};
use axum::http::{HeaderName, HeaderValue, Uri, header};
use axum::response::{IntoResponse, Response};
use goodword_core::survey::QuestionKind;
use goodword_core::{FieldName, Survey, SurveyId, limits};
use serde_json::{Map, Value};

use super::files;
use crate::http::path::SurveyName;
use crate::http::problem::{ProblemDetails, ProblemType};
use crate::http::state::AppState;

/// The page. It needs the files of a site beside it.
pub(crate) async fn get(
    State(state): State<AppState>,
    survey: SurveyName,
    uri: Uri,
) -> Result<Response, ProblemDetails> {
    let unknown = || ProblemDetails::new(ProblemType::NotFound);
    let survey = survey.get().filter(|_| files::are_there(&state.config)).ok_or_else(unknown)?;
    if !state.store.admits(survey.as_str(), state.config.surveys).await? {
        return Err(unknown());
    }
    let stored = state.store.definition(survey.to_string()).await?;
    let defined = stored.and_then(|stored| Survey::parse(&stored.body).ok());
    let key = state.store.settings().get(survey.as_str()).and_then(|settings| settings.keys.first().cloned());
    let pairs = Query::<Vec<(String, String)>>::try_from_uri(&uri).map(|Query(pairs)| pairs).unwrap_or_default();
    let page = page(&survey, defined.as_ref(), key, &pairs);
    let policy = HeaderValue::try_from(format!("{}'none'", files::POLICY))
        .unwrap_or(HeaderValue::from_static("default-src 'none'"));
    let headers: [(HeaderName, HeaderValue); 3] = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8")),
        (header::CONTENT_SECURITY_POLICY, policy),
        (header::REFERRER_POLICY, HeaderValue::from_static("strict-origin")),
    ];
    Ok((headers, page).into_response())
}

pub(crate) fn page(
    survey: &SurveyId,
    defined: Option<&Survey>,
    key: Option<String>,
    pairs: &[(String, String)],
) -> String {
    let standard = Survey::standard(survey.as_str());
    let asked = defined.unwrap_or(&standard);
    let mut attributes =
        vec![("endpoint".to_owned(), "../v1/responses".to_owned()), ("survey".to_owned(), survey.to_string())];
    attributes.extend(defined.map(|_| ("config".to_owned(), format!("../v1/surveys/{survey}"))));
    attributes.extend(key.map(|key| ("key".to_owned(), key)));
    let answers = answers(asked, pairs);
    if !answers.is_empty() {
        attributes.push(("answers".to_owned(), Value::Object(answers).to_string()));
    }
    attributes.extend(fields(asked, pairs));
    let attributes: Vec<_> = attributes.iter().map(|(name, value)| format!("{name}=\"{}\"", escaped(value))).collect();
    let attributes = attributes.join(" ");
    let lang = pairs.iter().find(|(name, value)| name == "lang" && is_language(value));
    // Without a word about it the visitor's browser decides.
    let lang = lang.map(|(_, value)| format!(" lang=\"{value}\"")).unwrap_or_default();
    format!(
        "<!doctype html>\n<html{lang}>\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"robots\" content=\"noindex\">\n\
         <title>How did we do?</title>\n<link rel=\"icon\" href=\"data:,\">\n\
         <link rel=\"stylesheet\" href=\"../page-frame.css\">\n<script async src=\"../goodword.js\"></script>\n</head>\n\
         <body>\n<main><good-word {attributes}></good-word></main>\n<script src=\"../link.js\"></script>\n</body>\n</html>\n"
    )
}

/// Hidden fields that the definition offers as segments. HTML knows attributes in small letters only.
fn fields<'a>(asked: &'a Survey, pairs: &'a [(String, String)]) -> impl Iterator<Item = (String, String)> + 'a {
    let offered = |name: &str| asked.segments.iter().any(|one| one.strip_prefix("fields.").unwrap_or(one) == name);
    let fits = move |name: &str, value: &str| {
        offered(name)
            && FieldName::of(name).is_some()
            && !name.contains(|letter: char| letter.is_ascii_uppercase())
            && limits::hold(value, limits::FIELD)
    };
    let taken = pairs.iter().filter(move |(name, value)| fits(name, value));
    taken.map(|(name, value)| (format!("field-{name}"), value.clone()))
}

/// Answers that fit a question: a score, or one of its options. Words and consent are the visitor's own.
fn answers(asked: &Survey, pairs: &[(String, String)]) -> Map<String, Value> {
    let answer = |name: &str, value: &str| match &asked.question(name)?.kind {
        QuestionKind::Scale { min, max } => {
            value.parse().ok().filter(|score: &i64| (*min..=*max).contains(score)).map(Value::from)
        }
        QuestionKind::Choice { options, multiple: false, .. } => {
            options.iter().find(|option| *option == value).map(|option| Value::from(option.as_str()))
        }
        _ => None,
    };
    pairs.iter().filter_map(|(name, value)| Some((name.clone(), answer(name, value)?))).collect()
}

fn is_language(text: &str) -> bool {
    (2..=limits::LOCALE).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

/// Text as it stands in an attribute.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    const DEFINITION: &str = r#"{"id":"shop","version":"1","segments":["plan","fields.order"],"questions":[
        {"id":"effort","kind":"scale","min":1,"max":7},{"id":"why","kind":"choice","options":["price","speed"]},
        {"id":"more","kind":"text"},{"id":"may","kind":"consent"}]}"#;

    fn shown(defined: Option<&str>, pairs: &[(&str, &str)]) -> String {
        let pairs: Vec<_> = pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        let defined = defined.map(|text| Survey::parse(text).unwrap());
        let page = page(&SurveyId::parse("shop").unwrap(), defined.as_ref(), None, &pairs);
        let (_, element) = page.split_once("<good-word ").unwrap();
        element.split_once("></good-word>").unwrap().0.to_owned()
    }

    #[test]
    fn the_query_says_only_what_the_definition_allows() {
        let start = r#"endpoint="../v1/responses" survey="shop""#;
        let check = |defined, pairs: &[(&str, &str)], expect: &str| {
            assert_eq!(shown(defined, pairs), format!("{start}{expect}"), "{pairs:?}");
        };
        check(None, &[("recommend", "9")], r#" answers="{&quot;recommend&quot;:9}""#);
        for wrong in
            [("recommend", "11"), ("recommend", "x"), ("comment", "words"), ("plan", "pro"), ("endpoint", "//evil")]
        {
            check(None, &[wrong], "");
        }
        let own = r#" config="../v1/surveys/shop""#;
        check(
            Some(DEFINITION),
            &[("plan", "a\"><script>"), ("utm_source", "mail")],
            &format!("{own} field-plan=\"a&quot;&gt;&lt;script&gt;\""),
        );
        check(
            Some(DEFINITION),
            &[("order", "c-7"), ("why", "speed")],
            &format!("{own} answers=\"{{&quot;why&quot;:&quot;speed&quot;}}\" field-order=\"c-7\""),
        );
        for wrong in [("why", "cost"), ("more", "words"), ("may", "true"), ("recommend", "9"), ("Plan", "pro")] {
            check(Some(DEFINITION), &[wrong], own);
        }
    }

    #[test]
    fn the_language_is_a_language_or_the_visitors() {
        let page =
            |lang: &str| page(&SurveyId::parse("shop").unwrap(), None, None, &[("lang".to_owned(), lang.to_owned())]);
        assert!(page("de-AT").contains("<html lang=\"de-AT\">"));
        assert!(page("de\"><script>").contains("<html>"));
    }
}
