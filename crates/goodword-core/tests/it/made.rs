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

/// One of these, or nothing.
fn perhaps(texts: &[&'static str]) -> impl Strategy<Value = Option<&'static str>> {
    prop::option::of(prop::sample::select(texts.to_vec()))
}

/// Answers to the owner's own questions, each after a comma.
fn own() -> impl Strategy<Value = String> {
    let effort =
        perhaps(&[r#","effort":3"#, r#","effort":-2"#, r#","effort":2.5"#, r#","effort":"3""#, r#","effort":true"#]);
    let why =
        perhaps(&[r#","why":["a","b"]"#, r#","why":["b"]"#, r#","why":[]"#, r#","why":"a""#, r#","why":["b","b"]"#]);
    let long = format!(r#","more":"{}""#, "x".repeat(201));
    let more = prop::option::of(prop::sample::select(vec![
        long,
        r#","more":"\n\u00e9""#.to_owned(),
        r#","more":"""#.to_owned(),
    ]));
    (effort, why, more).prop_map(|(effort, why, more)| {
        format!("{}{}{}", effort.unwrap_or_default(), why.unwrap_or_default(), more.unwrap_or_default())
    })
}

/// What stands beside the answers, each after a comma.
fn beside() -> impl Strategy<Value = String> {
    let order = perhaps(&[
        r#","order":["empathy","promise","recommend","comment"]"#,
        r#","order":["empathy"]"#,
        r#","order":["recommend","effort","empathy","promise","why"]"#,
        r#","order":["comment","more","more"]"#,
        r#","order":[]"#,
    ]);
    let context = perhaps(&[
        r#","context":{"device":"mobile","locale":"de"}"#,
        r#","context":{"device":"desktop","url":"https://shop.example/a?b#c"}"#,
        r#","context":{"url":"https://shop.example/a","locale":"e\u006e","deep":{}}"#,
    ]);
    let fields = perhaps(&[
        r#","fields":{"plan":"pro","seats":3}"#,
        r#","fields":{"plan":["a","b"]}"#,
        r#","fields":{"seats":true}"#,
    ]);
    let timing = perhaps(&[
        r#","timing_ms":{"shown":5,"answered":8450}"#,
        r#","timing_ms":{"answered":0}"#,
        r#","timing_ms":{}"#,
    ]);
    let version = perhaps(&[r#","survey_version":"3""#, r#","survey_version":"4""#]);
    (order, context, fields, timing, version).prop_map(|(order, context, fields, timing, version)| {
        [order, context, fields, timing, version].into_iter().flatten().collect()
    })
}

/// A response of few ids, surveys, days and states, so that they meet.
pub fn response() -> impl Strategy<Value = String> {
    (0..6_u64, 0..2_u8, 0..4_u8, 0..24_u8, (answers(), own(), beside()), 0..3_u8, any::<bool>()).prop_map(
        |(id, survey, day, hour, (answers, own, beside), seq, complete)| {
            let answers = format!("{answers}{own}");
            let answers = answers.trim_start_matches(',');
            let time = format!("2026-03-{:02}T{hour:02}:30:00+01:00", 28 + day % 4);
            text(
                id,
                ["a", "b"][usize::from(survey)],
                &time,
                answers,
                &format!(r#","seq":{seq},"complete":{complete}{beside}"#),
            )
        },
    )
}

/// The same, read.
pub fn responses() -> impl Strategy<Value = Vec<Response>> {
    prop::collection::vec(response(), 0..40)
        .prop_map(|texts| texts.iter().map(|text| Response::parse(text).unwrap()).collect())
}
