//! Responses for tests, as text and by chance.

use goodword_core::Response;
use proptest::prelude::*;

/// The JSON text of a response: a small number makes the id.
pub fn text(id: u64, survey: &str, submitted_at: &str, answers: &str, rest: &str) -> String {
    format!(
        r#"{{"id":"0199f1c2-7c5e-7b3a-9d10-{id:012x}","survey":"{survey}","submitted_at":"{submitted_at}","answers":{{{answers}}}{rest}}}"#
    )
}

/// The answers as the inside of a JSON object.
pub fn answers() -> impl Strategy<Value = String> {
    let empathy = prop::option::of((1..=5).prop_map(|score| format!(r#""empathy":{score}"#)));
    let promise = prop::option::of(
        prop::sample::select(vec!["broken", "kept", "exceeded", "none"])
            .prop_map(|state| format!(r#""promise":"{state}""#)),
    );
    let recommend = prop::option::of((0..=10).prop_map(|score| format!(r#""recommend":{score}"#)));
    let comment = prop::option::of(Just(r#""comment":"]} ,é\" \\""#.to_owned()));
    (empathy, promise, recommend, comment).prop_map(|(empathy, promise, recommend, comment)| {
        [empathy, promise, recommend, comment].into_iter().flatten().collect::<Vec<_>>().join(",")
    })
}

/// A response of few ids, surveys, days and states, so that they meet.
pub fn response() -> impl Strategy<Value = String> {
    (0..6_u64, 0..2_u8, 0..4_u8, 0..24_u8, answers(), 0..3_u8, any::<bool>()).prop_map(
        |(id, survey, day, hour, answers, seq, complete)| {
            let time = format!("2026-03-{:02}T{hour:02}:30:00+01:00", 28 + day % 4);
            text(
                id,
                ["a", "b"][usize::from(survey)],
                &time,
                &answers,
                &format!(r#","seq":{seq},"complete":{complete}"#),
            )
        },
    )
}

/// The same, read.
pub fn responses() -> impl Strategy<Value = Vec<Response>> {
    prop::collection::vec(response(), 0..40)
        .prop_map(|texts| texts.iter().map(|text| Response::parse(text).unwrap()).collect())
}
