//! Files of other survey programs, from their bytes to our responses. The rows are made up.

use goodword_core::import::{AnswerKind, Asked, Converter, Mapping, Plan, Profile, Program, Proposal, Report, propose};
use goodword_core::{Response, Zone};
use proptest::prelude::*;
use serde_json::{Value, json};

/// The fixture of that name.
macro_rules! fixture {
    ($name:literal) => {
        include_bytes!(concat!("../data/import/", $name)).as_slice()
    };
}

fn profile(bytes: &[u8]) -> Profile {
    profile_as(bytes, None)
}

fn profile_as(bytes: &[u8], program: Option<Program>) -> Profile {
    let mut profile = Profile::read_as(Asked { program, ..Asked::default() });
    // Cut anywhere.
    bytes.chunks(7).for_each(|piece| profile.push(piece));
    profile.finish();
    profile
}

fn convert(bytes: &[u8], plan: &Plan, profile: &Profile) -> (Vec<(u64, Response)>, Report) {
    let (mut converter, mut source, mut found) = (Converter::new(plan, Zone::utc()), profile.source(), Vec::new());
    let mut sink = |line, response: Box<Response>| found.push((line, *response));
    source.push(bytes, &mut |_, row| converter.push(row, &mut sink));
    source.finish(&mut |_, row| converter.push(row, &mut sink));
    let report = converter.finish(&mut sink);
    (found, report)
}

fn proposed(bytes: &[u8]) -> (Profile, Proposal, Vec<(u64, Response)>, Report) {
    let profile = profile(bytes);
    let proposal = propose(&profile);
    let plan = Plan::new(&proposal.mapping, &profile).unwrap();
    let (found, report) = convert(bytes, &plan, &profile);
    (profile, proposal, found, report)
}

fn value(response: &Response) -> Value {
    serde_json::from_str(&response.to_json()).unwrap()
}

/// Who wrote it, what the first response says, and which columns were left out as personal.
#[track_caller]
fn check(bytes: &[u8], program: Program, expect: &Value, personal: &[&str]) {
    let (profile, proposal, found, report) = proposed(bytes);
    let recognition = profile.recognition().unwrap();
    assert_eq!(recognition.program, program, "{}", recognition.sentence());
    let mut first = value(&found[0].1);
    let id = first.as_object_mut().unwrap().remove("id").unwrap();
    assert!(id.as_str().is_some_and(|id| id.len() == 36));
    assert_eq!(first, *expect, "{}\n{}", proposal.mapping.to_json(), proposal.notes.join("\n"));
    assert_eq!(report.bad.iter().map(|bad| bad.reason.as_str()).collect::<Vec<_>>(), Vec::<&str>::new());
    let plan = Plan::new(&proposal.mapping, &profile).unwrap();
    assert_eq!(plan.personal(), personal);
    assert_eq!(plan.unused(), Vec::<String>::new());
    let written = Mapping::parse(&proposal.mapping.to_json()).unwrap();
    assert_eq!(written, proposal.mapping);
}

fn expected(survey: &str, answers: &Value, fields: &Value) -> Value {
    let mut expect = json!({"survey": survey, "submitted_at": "2026-11-03T14:05:31.000Z", "answers": answers, "complete": true, "seq": 1});
    if fields.as_object().is_some_and(|fields| !fields.is_empty()) {
        expect["fields"] = fields.clone();
    }
    expect
}

fn usual() -> Value {
    json!({"recommend": 9, "promise": "kept", "comment": "Kind people"})
}

fn plan() -> Value {
    json!({"plan": "pro"})
}

#[test]
fn typeform_is_read() {
    check(fixture!("typeform.csv"), Program::Typeform, &expected("typeform", &usual(), &plan()), &["Network ID"]);
    let answers = json!({"recommend": 9, "said": "true", "comment": "Kind people"});
    check(fixture!("typeform.json"), Program::Typeform, &expected("typeform", &answers, &plan()), &["token"]);
}

#[test]
fn formbricks_is_read() {
    let survey = "cm0aaaaaaaaaaaaaaaaaaaaa1";
    let answers = json!({"recommend": 9, "promise": "kept", "comment": "+1 kind people"});
    let mut expect = expected(survey, &answers, &plan());
    expect["context"] = json!({"url": "https://shop.example/help"});
    check(fixture!("formbricks.csv"), Program::Formbricks, &expect, &["User ID"]);
    expect["answers"] = json!({"recommend": 9, "said": "Yes", "comment": "Kind people"});
    check(fixture!("formbricks.json"), Program::Formbricks, &expect, &[]);
}

#[test]
fn posthog_is_read_and_of_steps_the_last_counts() {
    let mut expect = expected("0193aaaa-0000-7000-8000-000000000001", &usual(), &plan());
    expect["context"] = json!({"url": "https://shop.example/help"});
    expect["seq"] = json!(2);
    check(fixture!("posthog.ndjson"), Program::PostHog, &expect, &["$ip", "distinct_id"]);
    let (.., found, report) = proposed(fixture!("posthog.ndjson"));
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].1.id.to_text(), "0193cccc-0000-7000-8000-000000000001");
    let why: Vec<_> = report.left_out.iter().map(|(why, count)| (why.as_str(), *count)).collect();
    assert_eq!(why, [("it is an earlier step of a response that goes on", 1), ("its “event” is not survey sent", 1)]);
    let table = expected("0193aaaa-0000-7000-8000-000000000001", &usual(), &plan());
    check(fixture!("posthog.csv"), Program::PostHog, &table, &["distinct_id"]);
}

#[test]
fn surveyjs_is_read_and_what_cannot_be_told_is_not_guessed() {
    let answers = json!({"nps": 4, "said": "Partly", "comment": "Slow, and late"});
    check(fixture!("surveyjs.json"), Program::SurveyJs, &expected("surveyjs", &answers, &plan()), &[]);
    let (_, proposal, ..) = proposed(fixture!("surveyjs.json"));
    assert!(
        proposal
            .notes
            .iter()
            .any(|note| note.starts_with("“nps” asks for a recommendation, and its answers lie from 4 to 4"))
    );
}

#[test]
fn google_forms_is_read() {
    check(fixture!("google-forms.csv"), Program::GoogleForms, &expected("google-forms", &usual(), &json!({})), &[]);
    check(
        fixture!("google-sheet.csv"),
        Program::GoogleForms,
        &expected("google-forms", &usual(), &json!({})),
        &["Email Address"],
    );
}

#[test]
fn surveymonkey_is_read_under_two_rows_of_headings() {
    let mut answers = usual();
    answers["what_was_it_about"] = json!(["Speed"]);
    let expect = expected("surveymonkey", &answers, &json!({"custom_data_1": "pro"}));
    check(fixture!("surveymonkey.csv"), Program::SurveyMonkey, &expect, &["IP Address", "Email Address"]);
    let (.., found, _) = proposed(fixture!("surveymonkey.csv"));
    assert_eq!((found[1].0, found[1].1.answers.recommend.unwrap().score()), (4, 10));
}

#[test]
fn qualtrics_is_read_under_three_rows_of_headings_without_previews() {
    let mut expect = expected("qualtrics", &usual(), &plan());
    expect["context"] = json!({"locale": "EN"});
    check(fixture!("qualtrics.csv"), Program::Qualtrics, &expect, &["IPAddress"]);
    let (.., report) = proposed(fixture!("qualtrics.csv"));
    assert_eq!(report.left_out.keys().collect::<Vec<_>>(), ["its “Status” is 1"]);
}

#[test]
fn delighted_is_read_and_a_later_change_goes_before() {
    check(fixture!("delighted.json"), Program::Delighted, &expected("delighted", &usual(), &plan()), &["person"]);
    let (.., found, _) = proposed(fixture!("delighted.json"));
    assert_eq!(found.iter().map(|(_, response)| response.seq).collect::<Vec<_>>(), [1, 101]);
}

#[test]
fn tally_and_limesurvey_are_read() {
    check(fixture!("tally.csv"), Program::Tally, &expected("tally", &usual(), &plan()), &[]);
    let answers = json!({"recommend": 9, "comment": "Kind people"});
    let fields = json!({"plan": "pro", "said": "Y"});
    let mut expect = expected("limesurvey", &answers, &fields);
    expect["context"] = json!({"locale": "en"});
    check(fixture!("limesurvey.json"), Program::LimeSurvey, &expect, &[]);
    let (profile, proposal, found, report) = proposed(fixture!("limesurvey.csv"));
    assert_eq!(value(&found[0].1)["answers"], answers);
    let bad: Vec<_> = report.bad.iter().map(|bad| (bad.line, bad.reason.as_str())).collect();
    assert_eq!(bad, [(3, "“submitdate” is empty: there is no time")]);
    assert_eq!(Plan::new(&proposal.mapping, &profile).unwrap().personal(), ["ipaddr"]);
}

/// A file of a program that is not known, and some words about it.
const OTHER: &str = "Nr;Datum;NPS Score;Zufrieden;Warum;E-Mail\n\
    1;13.03.2026 10:00;5;4;Sehr nett;a@b.example\n2;14.03.2026 11:00;1;5;Zu langsam;c@d.example\n";

fn mapping(answers: &Value) -> Mapping {
    let text = json!({"goodword_map": 1, "survey": "support", "id": {"column": "Nr"}, "submitted_at": {"column": "Datum"}, "answers": answers});
    Mapping::parse(&text.to_string()).unwrap()
}

#[track_caller]
fn check_refused(mapping: &Mapping, expect: &[&str]) {
    let problems = Plan::new(mapping, &profile(OTHER.as_bytes())).unwrap_err();
    let found: Vec<_> = problems.iter().map(ToString::to_string).collect();
    assert_eq!(found.len(), expect.len(), "{found:?}");
    for (found, expect) in found.iter().zip(expect) {
        assert!(found.contains(expect), "{found}");
    }
}

#[test]
fn a_one_to_five_column_is_no_recommendation() {
    let reason = "“would recommend” needs 0 to 10, and the answers of “NPS Score” lie from 1 to 5: nothing is rescaled";
    check_refused(&mapping(&json!({"recommend": {"column": "NPS Score"}})), &[reason]);
    let said = "answers.recommend: “would recommend” needs 0 to 10, and “NPS Score” is said to go from 1 to 10";
    check_refused(&mapping(&json!({"recommend": {"column": "NPS Score", "min": 1, "max": 10}})), &[said]);
    let again = json!({"recommend": {"column": "NPS Score", "min": 0, "max": 10, "values": {"5": 10}}});
    check_refused(&mapping(&again), &["answers.recommend.values: makes another score of a score"]);
    let (profile, proposal, found, _) = proposed(OTHER.as_bytes());
    assert_eq!(profile.recognition(), None);
    assert!(found.iter().all(|(_, response)| response.answers.recommend.is_none()));
    let own = &proposal.mapping.answers["nps_score"];
    assert_eq!((own.min, own.max), (Some(1), Some(5)));
    assert!(proposal.notes.iter().any(|note| note.contains("needs 0 to 10, and nothing is rescaled")));
    let said = mapping(&json!({"recommend": {"column": "NPS Score", "min": 0, "max": 10}}));
    assert!(Plan::new(&said, &profile).is_ok());
}

#[test]
fn a_wrong_mapping_is_refused_in_words() {
    let comment = json!({"comment": {"column": "Warum"}});
    let good = mapping(&comment);
    assert!(Plan::new(&good, &profile(OTHER.as_bytes())).is_ok());
    let change = |change: &dyn Fn(&mut Mapping)| {
        let mut changed = good.clone();
        change(&mut changed);
        changed
    };
    check_refused(&mapping(&json!({})), &["answers: must say in which column at least one question is answered"]);
    check_refused(
        &mapping(&json!({"comment": {"column": "Why"}})),
        &["answers.comment: the file has no column “Why”; it has “Nr”, “Datum”"],
    );
    check_refused(&mapping(&json!({"comment": {}})), &["answers.comment: must name a column"]);
    check_refused(&mapping(&json!({"a b": {"column": "Warum"}})), &["answers.a b: must be 1 to 64 letters"]);
    check_refused(
        &mapping(&json!({"effort": {"column": "Zufrieden", "kind": "scale"}})),
        &["is a scale and must say min and max"],
    );
    check_refused(&mapping(&json!({"recommend": {"column": "Warum"}})), &["“Warum” holds no whole number"]);
    check_refused(
        &mapping(&json!({"comment": {"column": "Warum", "kind": "scale"}})),
        &["answers.comment.kind: must be left out"],
    );
    check_refused(
        &mapping(&json!({"promise": {"column": "Zufrieden"}})),
        &["answers.promise.values: must say which value of “Zufrieden”"],
    );
    let perhaps = json!({"promise": {"column": "Zufrieden", "values": {"4": "perhaps"}}});
    check_refused(&mapping(&perhaps), &["answers.promise.values: must be broken, kept, exceeded, none, or null"]);
    check_refused(
        &mapping(&json!({"why": {"columns": ["Warum", "Nr"]}})),
        &["takes several columns, which only a choice can"],
    );
    check_refused(
        &change(&|mapping| mapping.submitted_at.column = "Warum".into()),
        &["the column “Warum” holds no time"],
    );
    check_refused(
        &change(&|mapping| mapping.ignore.push("Warum".into())),
        &["answers.comment: takes the column “Warum”, which ignore leaves out"],
    );
    let latin = Plan::new(&good, &profile(b"Nr;Datum;Warum\n1;13.03.2026;tr\xe8s bien\n")).unwrap_err();
    assert!(latin[0].to_string().starts_with("line 2 of the file is not valid UTF-8"));
}

#[test]
fn a_file_of_windows_is_read_as_a_whole_and_a_damaged_one_is_refused_as_a_whole() {
    let file = b"Nr;Datum;Warum\n1;13.03.2026;tr\xe8s bien\n2;14.03.2026;\x80 5\n";
    let asked = profile(file).in_windows().unwrap();
    let mut again = Profile::read_as(asked);
    again.push(file);
    again.finish();
    let (found, report) =
        convert(file, &Plan::new(&mapping(&json!({"comment": {"column": "Warum"}})), &again).unwrap(), &again);
    assert_eq!(
        found.iter().map(|(_, one)| one.answers.comment.as_ref().unwrap().as_str()).collect::<Vec<_>>(),
        ["très bien", "€ 5"]
    );
    assert_eq!(report.bad_count, 0);
    let damaged = profile(
        "Nr;Datum;Warum\n1;13.03.2026;très bien\n"
            .as_bytes()
            .iter()
            .copied()
            .chain(*b"2;14.03.2026;\xe8\n")
            .collect::<Vec<_>>()
            .as_slice(),
    );
    assert!(damaged.in_windows().is_none() && damaged.foreign_text() == Some(3));
    let utf16: Vec<u8> =
        "\u{feff}Nr\tDatum\tWarum\n1\t13.03.2026\ttrès bien\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(profile(&utf16).columns().len(), 3);
}

#[test]
fn a_date_with_two_readings_is_asked_about() {
    let file = b"Datum,Warum\n03/04/2026,Nett\n05/06/2026,Schnell\n";
    let mut mapping = Mapping::new("support", "Datum");
    mapping.answers.insert("comment".into(), serde_json::from_value(json!({"column": "Warum"})).unwrap());
    let profile = profile(file);
    let problem = Plan::new(&mapping, &profile).unwrap_err()[0].to_string();
    assert!(problem.starts_with("submitted_at: the dates of “Datum” can be read in two ways"), "{problem}");
    mapping.submitted_at.order = Some(goodword_core::import::DateOrder::Dmy);
    let (found, _) = convert(file, &Plan::new(&mapping, &profile).unwrap(), &profile);
    assert_eq!(found[0].1.submitted_at.as_str(), "2026-04-03T12:00:00.000Z");
    let assumed = "the times of “Datum” do not say their zone and are taken as UTC";
    assert!(Plan::new(&mapping, &profile).unwrap().assumed().unwrap().starts_with(assumed));
    mapping.submitted_at.tz = Some("Europe/Berlin".into());
    assert_eq!(Plan::new(&mapping, &profile).unwrap().assumed(), None);
}

#[test]
fn a_file_without_times_may_be_given_one() {
    let file = b"id,nps,explication\n1,9,Tr\xc3\xa8s bien\n2,3,Lent\n";
    let profile = profile(file);
    let mut mapping = propose(&profile).mapping;
    assert_eq!(Plan::new(&mapping, &profile).unwrap_err()[0].to_string(), "submitted_at: must name a column");
    mapping.submitted_at.value = Some("soon".into());
    let problem = Plan::new(&mapping, &profile).unwrap_err()[0].to_string();
    assert_eq!(problem, "submitted_at: the value must be a time or a day such as 2026-03-14");
    mapping.submitted_at.value = Some("2026-03-14".into());
    let mapping = Mapping::parse(&mapping.to_json()).unwrap();
    let (found, _) = convert(file, &Plan::new(&mapping, &profile).unwrap(), &profile);
    assert_eq!(found[0].1.submitted_at.as_str(), "2026-03-14T12:00:00.000Z");
    assert_eq!(value(&found[0].1)["answers"], json!({"recommend": 9, "comment": "Très bien"}));
}

#[test]
fn rows_that_cannot_be_used_are_named() {
    let file = "Nr,Datum,Punkte,Warum\n1,2026-03-13,9,a b\n2,bald,9,a b\n,2026-03-13,9,a b\n4,2026-03-13,11,a b\n5,0001-01-01,1,\n5,2026-03-13,,\n6,2026-03-13,9.5,\n7,1,2,3,4\n";
    let profile = profile(file.as_bytes());
    let plan =
        Plan::new(&mapping(&json!({"recommend": {"column": "Punkte"}, "comment": {"column": "Warum"}})), &profile)
            .unwrap();
    let (found, report) = convert(file.as_bytes(), &plan, &profile);
    let bad: Vec<_> = report.bad.iter().map(|bad| (bad.line, bad.reason.as_str())).collect();
    let whole = "answers.recommend: must be a whole number from 0 to 10";
    let expect = [
        (3, "“Datum” is no time that can be read"),
        (4, "“Nr” is empty: there is no id"),
        (5, whole),
        (6, "“Datum” is before 1990, which stands for no time"),
        (8, whole),
        (9, "This has 5 cells, and the header names 4 columns"),
    ];
    assert_eq!(bad, expect);
    assert_eq!(
        report.left_out.iter().map(|(why, count)| (why.as_str(), *count)).collect::<Vec<_>>(),
        [("it answers none of the questions that are mapped", 1)]
    );
    assert_eq!((found.len(), report.rows, report.responses, report.bad_count), (1, 8, 1, 6));
}

#[test]
fn several_answers_are_proposed_as_a_choice() {
    let rows = "1,Speed,Price\n2,,Price\n3,Speed,\n";
    let file = format!("id,About - Speed,About - Price\n{rows}");
    let about = &propose(&profile(file.as_bytes())).mapping.answers["about"];
    assert_eq!((about.columns.len(), about.kind), (2, Some(AnswerKind::Choice)));
    let file = "Timestamp,What was it about?,Started\n2026/11/03 3:05:31 PM GMT+1,Speed;Price,2026/11/03 3:05:00 PM GMT+1\n\
        2026/11/03 3:06:31 PM GMT+1,Price,2026/11/03 3:05:00 PM GMT+1\n2026/11/03 3:07:31 PM GMT+1,Speed,2026/11/03 3:05:00 PM GMT+1\n";
    let (_, proposal, found, _) = proposed(file.as_bytes());
    assert_eq!(proposal.mapping.ignore, ["Started"]);
    assert_eq!(value(&found[0].1)["answers"], json!({"what_was_it_about": ["Speed", "Price"]}));
}

#[test]
fn who_is_not_said_to_have_stopped_came_to_the_end() {
    let check = |complete: &Value, expect: [bool; 3]| {
        let file = "id,time,done,score\na,2026-03-13T10:00:00Z,yes,9\nb,2026-03-13T10:00:00Z,no,9\nc,2026-03-13T10:00:00Z,,9\n";
        let profile = profile(file.as_bytes());
        let mut mapping = Mapping::new("support", "time");
        mapping.answers = serde_json::from_value(json!({"recommend": {"column": "score"}})).unwrap();
        mapping.complete = serde_json::from_value(complete.clone()).unwrap();
        let (found, _) = convert(file.as_bytes(), &Plan::new(&mapping, &profile).unwrap(), &profile);
        assert_eq!(found.iter().map(|(_, response)| response.complete).collect::<Vec<_>>(), expect, "{complete}");
    };
    check(&Value::Null, [true; 3]);
    check(&json!({"column": "done"}), [true, true, false]);
    check(&json!({"column": "done", "yes": ["yes"]}), [true, false, false]);
    check(&json!({"column": "done", "no": ["no"]}), [true, false, true]);
}

#[test]
fn options_may_stand_in_columns_of_their_own_or_in_one() {
    let file =
        b"id,time,About - Speed,About - Price,More\na,2026-03-13T10:00:00Z,1,0,x; y\nb,2026-03-13T10:00:00Z,,Price,\n";
    let profile = profile(file);
    let mut mapping = Mapping::new("support", "time");
    let answers = json!({"about": {"columns": ["About - Speed", "About - Price"], "kind": "choice"}, "more": {"column": "More", "kind": "choice", "split": ";", "values": {"x": "X"}}});
    mapping.answers = serde_json::from_value(answers).unwrap();
    let (found, _) = convert(file, &Plan::new(&mapping, &profile).unwrap(), &profile);
    assert_eq!(value(&found[0].1)["answers"], json!({"about": ["Speed"], "more": ["X", "y"]}));
    assert_eq!(value(&found[1].1)["answers"], json!({"about": ["Price"]}));
}

#[test]
fn a_personal_column_is_taken_when_it_is_mapped_on_purpose() {
    let profile = profile(OTHER.as_bytes());
    let mut mapping = mapping(&json!({"comment": {"column": "Warum"}}));
    assert_eq!(Plan::new(&mapping, &profile).unwrap().personal(), ["E-Mail"]);
    assert_eq!(Plan::new(&mapping, &profile).unwrap().unused(), ["NPS Score", "Zufrieden"]);
    mapping.fields.insert("email".into(), goodword_core::import::ColumnName::new("E-Mail"));
    let plan = Plan::new(&mapping, &profile).unwrap();
    assert_eq!(plan.personal(), Vec::<String>::new());
    assert_eq!(value(&convert(OTHER.as_bytes(), &plan, &profile).0[0].1)["fields"], json!({"email": "a@b.example"}));
}

#[test]
fn a_program_may_be_overruled() {
    let file = fixture!("typeform.csv");
    let mut mapping = Mapping::new("support", "Submit Date (UTC)");
    mapping.answers = serde_json::from_value(json!({"comment": {"column": "Anything else?"}})).unwrap();
    let profile = profile_as(file, Some(Program::Tally));
    assert_eq!(profile.program(), Some(Program::Tally));
    assert_eq!(convert(file, &Plan::new(&mapping, &profile).unwrap(), &profile).0.len(), 1);
}

proptest! {
    /// The same rows give the same ids, in one file or cut into two, in whatever pieces it is read; and no two rows share one.
    #[test]
    fn converting_twice_gives_the_same_ids(
        rows in proptest::collection::vec((0_u8..11, "[a-z ]{0,6}", 1_u8..4), 1..12),
        with_id in any::<bool>(),
        cut in 0_usize..12,
    ) {
        let lines: Vec<_> = rows.iter().enumerate().map(|(at, (score, words, day))| {
            let id = if with_id { format!("r{at}") } else { String::new() };
            format!("{id},2026-03-1{day} 10:00:00,{score},\"w{words}\"\n")
        }).collect();
        let head = "Response ID,Time,Score,Why\n";
        let ids = |lines: &[String]| {
            let text = format!("{head}{}", lines.concat());
            let profile = profile(text.as_bytes());
            let mut mapping = Mapping::new("support", "Time");
            mapping.answers = serde_json::from_value(json!({"recommend": {"column": "Score", "min": 0, "max": 10}, "comment": {"column": "Why"}})).unwrap();
            mapping.id = with_id.then(|| goodword_core::import::ColumnName::new("Response ID"));
            let plan = Plan::new(&mapping, &profile).unwrap();
            convert(text.as_bytes(), &plan, &profile).0.into_iter().map(|(_, response)| response.id).collect::<Vec<_>>()
        };
        let all = ids(&lines);
        prop_assert_eq!(&ids(&lines), &all);
        let distinct: std::collections::BTreeSet<_> = all.iter().collect();
        prop_assert_eq!(distinct.len(), lines.len());
        // What a shorter export held before has the same ids in the longer one.
        let shorter = &lines[..cut.min(lines.len())];
        if !shorter.is_empty() {
            prop_assert_eq!(&ids(shorter)[..], &all[..shorter.len()]);
        }
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..200), kind in 0_usize..5) {
        let start: &[u8] = [b"".as_slice(), b"[{\"event\":\"survey sent\",\"properties\":", b"#,Submit Date (UTC)\n", b"Timestamp,a\n", b"{\"items\":[{\"answers\":["][kind];
        let bytes = [start, &bytes].concat();
        let profile = profile(&bytes);
        let proposal = propose(&profile);
        if let Ok(plan) = Plan::new(&proposal.mapping, &profile) {
            let (found, report) = convert(&bytes, &plan, &profile);
            let left: u64 = report.left_out.values().sum();
            prop_assert_eq!(report.responses + left + report.bad_count, report.rows);
            for (_, response) in found {
                prop_assert_eq!(Response::parse(&response.to_json()), Ok(response));
            }
        }
    }
}
