//! What holds of any bytes that the network brings: nothing panics, what is taken is taken alike by both readers, is written as it
//! is read, and stays within its limits; what is refused is refused with a reason that fits on a page.

use goodword_core::facets::Facets;
use goodword_core::{Problem, Record, Response, Summary, Survey, Tally, limits, validate};

/// So long may a reason be, in bytes: it names a field and never repeats what was sent.
const REASON: usize = 400;

/// Bytes as a response.
pub fn response(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let read = Response::parse(text);
    assert_eq!(Record::parse(text), read.as_ref().map(Record::from).map_err(Clone::clone), "both readers");
    match read {
        Err(problems) => fit(&problems),
        Ok(response) => {
            let written = response.to_json();
            let again = Response::parse(&written).unwrap_or_else(|problems| panic!("{written}: {problems:?}"));
            assert_eq!(again.to_json(), written, "written as it is read");
            assert_eq!(again.clone().content(), response.clone().content(), "the same content");
            let contact = response.follow_up.as_ref().and_then(|asked| asked.contact.as_deref()).unwrap_or_default();
            assert!(response.order.len() <= limits::ITEMS && limits::hold(contact, limits::CONTACT));
        }
    }
}

/// Bytes as a definition, by which a response to it is judged.
pub fn definition(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    match Survey::parse(text) {
        Err(problems) => assert!(!problems.is_empty()),
        Ok(survey) => {
            let answer = r#"{"id":"0199f1c2-7c5e-7b3a-9d10-3f6d8a2b4c11","survey":"s","submitted_at":"2026-03-14T09:26:53Z","answers":{"recommend":9,"why":["a"],"effort":3}}"#;
            fit(&validate::validate(&survey, &Response::parse(answer).unwrap()));
        }
    }
}

/// Bytes as the counts that a collector sends: whatever they count, their sums are counts and their figures are numbers.
pub fn tally(bytes: &[u8]) {
    let Ok(tally) = serde_json::from_slice::<Tally>(bytes) else { return };
    let written = serde_json::to_string(&tally).unwrap();
    assert_eq!(serde_json::from_str::<Tally>(&written).unwrap(), tally, "written as it is read");
    let mut twice = tally.clone();
    twice.merge(&tally).unwrap();
    assert!(twice.responses >= tally.responses && twice.total.total() >= tally.total.total());
    assert!(Facets::of(&twice).undated >= Facets::of(&tally).undated);
    for tally in [tally, twice] {
        let summary = Summary::of(&tally);
        let written = serde_json::to_string(&summary).unwrap();
        // What is no number would be written as `null`, and be another thing when it is read.
        assert!(serde_json::from_str::<Summary>(&written).unwrap() == summary, "it holds what is no number");
    }
}

fn fit(problems: &[Problem]) {
    for problem in problems {
        assert!(problem.to_string().len() < REASON, "{problem}");
    }
}
