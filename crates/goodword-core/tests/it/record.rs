//! The fast way to read a line and the whole one never differ: not in the verdict, not in what is counted, not in a word.

use goodword_core::reader::Reader;
use goodword_core::{Record, Response};
use proptest::prelude::*;

use crate::made;

const FULL: &str = concat!(
    r#"{"id":"0199f1c2-7c5e-7b3a-9d10-3f6d8a2b4c11","survey":"support","survey_version":"3","#,
    r#""submitted_at":"2026-03-14T09:26:53.589Z","#,
    r#""answers":{"empathy":4,"promise":"kept","recommend":10,"comment":"Quick \"and\" kind \u00e9.","effort":-2.5e3,"why":["a","b"],"may":true},"#,
    r#""complete":false,"seq":3,"order":["empathy","promise"],"timing_ms":{"shown":1200,"answered":8450,"first":[900]},"#,
    r#""context":{"url":"https://shop.example/done","locale":"en-GB","device":"mobile","tab":{"n":1e400}},"#,
    r#""fields":{"plan":"pro","seats":3},"follow_up":{"contact":"a@b.example","within_hours":24,"state":"open"},"#,
    r#""client":{"lost":0,"refused":1},"sent_at":"2026-03-14T09:26:54Z","key":"gw_pub_1","widget":"0.1.0","#,
    r#""proof":"a.b.c","honeypot":false,"received_at":"2026-03-14T09:26:55Z","quality":"fast","identity":"unproven: used","later":{"deep":[1,2.0,{"x":null}]}}"#,
);

#[track_caller]
fn same(text: &str) {
    let whole = Response::parse(text).map(|response| Record::from(&response));
    assert_eq!(Record::parse(text), whole, "{text}");
}

#[test]
fn what_is_usual_is_counted_alike() {
    same(FULL);
    same(&FULL.replace(',', " ,\n ").replace(':', " : "));
    assert!(Record::parse(FULL).is_ok());
}

const VALUES: &str = r#"null true false tru truex 0 -0 1 4 5 6 10 11 4.0 1e1 01 -1 1. .5 +1 - 1e 1e+ 4294967295 4294967296
    2592000000 2592000001 8784 8785 99999999999999999999 "" "a" "kept" "k\u0065pt" "\u00e9" "\ud83d\ude00" "\ud83d" "\x" "\u12g4"
    "unended [] ["a"] ["a",] [1] [null] {} {"a":1} {"a":1,} {"a\tb":1} {"a":null,"b/c":null} {"a":{}} {"shown":1,"shown":-1}
    {"lost":1,"more":{"x":[]}} {"empathy":5} {"empathy":0} {"promise":"kept","promise":"none"} {"comment":null} {"comment":""}
    {"comment":"\n"} {"url":""} "2026-03-14T09:26:53Z" "2026-02-30T09:26:53Z" "0199f1c2-7c5e-7b3a-9d10-3f6d8a2b4c12""#;

/// Values of every kind, right and wrong, short and at every limit.
fn values() -> Vec<String> {
    let entries = |n: usize| (0..n).map(|at| format!("\"a{at}\":1")).collect::<Vec<_>>().join(",");
    let lengths = [35, 36, 64, 65, 128, 129, 320, 321, 500, 501, 1000, 1001, 2048, 2049, 4094, 4095, 10_000, 10_001];
    let values = VALUES.split_whitespace().map(str::to_owned);
    values
        .chain(["\"a b\"", "\"tab\there\"", "\"\u{7f}\"", "{\"a b\":1}", " 7 "].map(str::to_owned))
        .chain(lengths.map(|n| format!("\"{}\"", "x".repeat(n))))
        .chain([64, 65, 2048, 5_001, 10_000, 10_001].map(|n| format!("\"{}\"", "é".repeat(n))))
        .chain([100, 101].map(|n| format!("[{}]", vec!["\"a\""; n].join(","))))
        .chain([100, 101].map(|n| format!("{{{}}}", entries(n))))
        .chain([10, 15, 16, 17, 127, 128].map(|n| "[".repeat(n) + &"]".repeat(n)))
        .collect()
}

const FIELDS: &str = "id survey survey_version submitted_at answers complete seq order timing_ms context fields follow_up client \
    sent_at key widget received_at later a/b \\u0069d";

const INNER: [&str; 17] = [
    "answers empathy",
    "answers promise",
    "answers recommend",
    "answers comment",
    "answers other",
    "timing_ms shown",
    "timing_ms other",
    "context url",
    "context locale",
    "context device",
    "context other",
    "fields plan",
    "follow_up contact",
    "follow_up within_hours",
    "follow_up due_at",
    "client lost",
    "client other",
];

#[test]
fn every_field_with_every_value() {
    let least = made::text(7, "s", "2026-03-14T09:26:53Z", "", "");
    let open = least.strip_suffix('}').unwrap();
    let (long, longer) = ("n".repeat(64), "n".repeat(65));
    for value in values() {
        for field in FIELDS.split_whitespace().chain(["", "a b", &long, &longer]) {
            same(&format!("{open},\"{field}\":{value}}}"));
            same(&format!("{{\"{field}\":{value},{}", &least[1..]));
        }
        for path in INNER {
            let (outer, field) = path.split_once(' ').unwrap();
            same(&format!("{open},\"{outer}\":{{\"{field}\":{value}}}}}"));
        }
        same(&least.replace(r#""answers":{}"#, &format!(r#""answers":{value}"#)));
        same(&format!("{least}{value}"));
        same(&value);
    }
}

#[test]
fn as_many_fields_as_there_may_be() {
    let least = made::text(7, "s", "2026-03-14T09:26:53Z", "", "");
    let open = least.strip_suffix('}').unwrap();
    for n in [99, 100, 101] {
        let fields = (0..n).map(|at| format!("\"u{at}\":{at}")).collect::<Vec<_>>().join(",");
        same(&format!("{open},{fields}}}"));
        same(&least.replace(r#""answers":{}"#, &format!(r#""answers":{{{fields}}}"#)));
    }
}

/// In a line that is written as the collector writes it, the fields of each object in every order, and each twice.
#[test]
fn every_order_within_an_object() {
    let answers =
        [r#""empathy":4"#, r#""promise":"kept""#, r#""recommend":10"#, r#""comment":"Quick.""#, r#""effort":3"#];
    let context = [r#""url":"https://shop.example/done""#, r#""locale":"en-GB""#, r#""device":"mobile""#, r#""tab":1"#];
    let timing = [r#""shown":1200"#, r#""answered":8450"#, r#""first":900"#];
    let fields = [r#""plan":"pro""#, r#""seats":3"#, r#""plan":"free""#];
    let line = |answers: &str, timing: &str, context: &str, fields: &str| {
        format!(
            r#"{{"id":"0199f1c2-7c5e-7b3a-9d10-3f6d8a2b4c11","survey":"s","submitted_at":"2026-03-14T09:26:53.589Z","answers":{{{answers}}},"complete":true,"seq":1,"order":["empathy"],"timing_ms":{{{timing}}},"context":{{{context}}},"fields":{{{fields}}},"received_at":"2026-03-14T09:26:55Z"}}"#
        )
    };
    for chosen in selections(&answers) {
        same(&line(&chosen, timing[0], context[0], fields[0]));
    }
    for chosen in selections(&context) {
        same(&line(answers[0], timing[0], &chosen, fields[0]));
    }
    for (timing, fields) in selections(&timing).iter().zip(selections(&fields)) {
        same(&line(answers[0], timing, context[0], &fields));
    }
}

/// Every list of up to three of them, in every order, with repetitions.
fn selections(parts: &[&str]) -> Vec<String> {
    let mut all = vec![String::new()];
    for one in parts {
        all.push((*one).to_owned());
        for other in parts {
            all.push(format!("{one},{other}"));
            all.extend(parts.iter().map(|third| format!("{one},{other},{third}")));
        }
    }
    all
}

#[test]
fn both_readers_tell_the_same_lines() {
    let source = include_bytes!("../data/small.ndjson");
    let (mut records, mut responses) = (Vec::new(), Vec::new());
    let mut reader = Reader::records();
    reader.push(source, &mut |line| records.push((line.number, line.offset, line.len, line.body)));
    for line in goodword_core::reader::read(source) {
        responses.push((line.number, line.offset, line.len, line.body.map(Record::from)));
    }
    assert_eq!(records, responses);
}

/// One small harm to a text.
fn harm() -> impl Strategy<Value = (prop::sample::Index, prop::sample::Index, u8, &'static str)> {
    let pieces = vec![
        "",
        "\"",
        "\\",
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        " ",
        "\n",
        "0",
        "9",
        "-",
        ".",
        "e",
        "null",
        "true",
        "é",
        "\u{1}",
        "\\u",
        "\\ud800",
        "a",
        "\"id\":",
        "\"seq\":1,",
        "[1,2]",
        "{\"a\":1}",
    ];
    (any::<prop::sample::Index>(), any::<prop::sample::Index>(), 0..3_u8, prop::sample::select(pieces))
}

fn harmed(text: &str, harms: &[(prop::sample::Index, prop::sample::Index, u8, &str)]) -> String {
    let mut text: Vec<char> = text.chars().collect();
    for (from, to, kind, piece) in harms {
        let (from, to) = (from.index(text.len() + 1), to.index(text.len() + 1));
        let range = match kind {
            0 => from..from,
            1 => from..(from + 1).min(text.len()),
            _ => from.min(to)..from.max(to).min(from.min(to) + 12),
        };
        text.splice(range, piece.chars());
    }
    text.into_iter().collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn a_harmed_text_is_judged_alike(harms in prop::collection::vec(harm(), 0..3)) {
        same(&harmed(FULL, &harms));
    }

    #[test]
    fn a_harmed_small_text_is_judged_alike(text in made::response(), harms in prop::collection::vec(harm(), 0..3)) {
        same(&harmed(&text, &harms));
    }
}
