//! Definitions of every shape that the schema allows, and edits of every kind.

use goodword_studio::condition::{Clause, Condition, Given, Subject, Test};
use goodword_studio::definition::FollowUp;
use goodword_studio::edit::{Edit, KindName};
use goodword_studio::question::{Format, Jump, Kind, Question, Scale, Style};
use goodword_studio::template::TEMPLATES;
use goodword_studio::text::TextPlace;
use proptest::collection::{btree_map, vec};
use proptest::prelude::*;
use serde_json::{Map, Value, json};

/// A member that is there, `null`, or absent.
fn maybe(value: impl Strategy<Value = Value> + 'static) -> BoxedStrategy<Option<Value>> {
    prop_oneof![3 => value.prop_map(Some), 2 => Just(None), 1 => Just(Some(Value::Null))].boxed()
}

fn always(value: impl Strategy<Value = Value> + 'static) -> BoxedStrategy<Option<Value>> {
    value.prop_map(Some).boxed()
}

/// An object of these members, sometimes with one that nobody knows.
fn object(members: Vec<(&'static str, BoxedStrategy<Option<Value>>)>) -> BoxedStrategy<Value> {
    let (names, values): (Vec<_>, Vec<_>) = members.into_iter().unzip();
    (values, prop::option::weighted(0.1, 0..9))
        .prop_map(move |(values, unknown)| {
            let there = names.iter().zip(values).filter_map(|(name, value)| Some(((*name).to_owned(), value?)));
            let mut object: Map<String, Value> = there.collect();
            if let Some(unknown) = unknown {
                object.insert("x-unknown".to_owned(), json!({"a": [unknown, null]}));
            }
            Value::Object(object)
        })
        .boxed()
}

fn text() -> BoxedStrategy<Value> {
    prop_oneof!["[a-zé<>&{}|\"\\\\ \n]{1,12}", Just("{answers.recommend|you}".to_owned())].prop_map(Value::from).boxed()
}

fn name() -> BoxedStrategy<Value> {
    prop_oneof![4 => "[a-d]", 1 => Just("empathy".to_owned()), 1 => Just("recommend".to_owned())]
        .prop_map(Value::from)
        .boxed()
}

fn own_name() -> BoxedStrategy<Value> {
    "[a-d][a-d0-9_.-]{0,2}".prop_map(Value::from).boxed()
}

fn one_or_more(value: BoxedStrategy<Value>) -> BoxedStrategy<Value> {
    prop_oneof![value.clone(), vec(value, 0..3).prop_map(Value::from)].boxed()
}

fn condition() -> BoxedStrategy<Value> {
    let given = prop_oneof![text(), (-5..20_i32).prop_map(Value::from), any::<bool>().prop_map(Value::from)].boxed();
    let test = prop_oneof![
        one_or_more(given.clone()).prop_map(|given| ("is", given)),
        one_or_more(given).prop_map(|given| ("not", given)),
        any::<i32>().prop_map(|number| ("at_least", number.into())),
        any::<i32>().prop_map(|number| ("at_most", json!(f64::from(number)))),
        any::<bool>().prop_map(|yes| ("answered", yes.into())),
    ];
    (any::<bool>(), name(), test)
        .prop_map(|(field, name, (test, given))| json!({if field { "field" } else { "question" }: name, test: given}))
        .boxed()
}

fn clause() -> BoxedStrategy<Value> {
    prop_oneof![4 => condition(), 1 => vec(condition(), 1..3).prop_map(|any| json!({"any": any}))].boxed()
}

fn jump() -> BoxedStrategy<Value> {
    let on = prop_oneof![clause(), vec(clause(), 1..3).prop_map(Value::from)];
    object(vec![("if", always(on)), ("to", always(name()))])
}

fn asked() -> Vec<(&'static str, BoxedStrategy<Option<Value>>)> {
    vec![
        ("required", maybe(any::<bool>().prop_map(Value::from))),
        ("show_if", maybe(one_or_more(clause()))),
        ("end_if", maybe(one_or_more(clause()))),
        ("jump", maybe(one_or_more(jump()))),
    ]
}

fn words(list: &'static [&'static str]) -> BoxedStrategy<Value> {
    prop::sample::select(list).prop_map(Value::from).boxed()
}

fn truth() -> BoxedStrategy<Option<Value>> {
    maybe(any::<bool>().prop_map(Value::from))
}

fn option() -> BoxedStrategy<Value> {
    let labelled =
        object(vec![("value", always(text())), ("label", maybe(text())), ("exclusive", truth()), ("pinned", truth())]);
    prop_oneof![text(), labelled].boxed()
}

fn own() -> BoxedStrategy<Value> {
    let number = |most: i32| maybe((1..most).prop_map(Value::from));
    let scale = vec![
        ("kind", always(Just("scale".into()))),
        ("min", always((-9..9).prop_map(Value::from))),
        ("max", always((0..99).prop_map(|max| json!(f64::from(max))))),
        ("style", maybe(words(&["numbers", "stars", "faces"]))),
        ("low", maybe(text())),
        ("high", maybe(text())),
    ];
    let choice = vec![
        ("kind", always(Just("choice".into()))),
        ("options", always(vec(option(), 1..4).prop_map(Value::from))),
        ("multiple", truth()),
        ("other", truth()),
        ("shuffle", truth()),
        ("least", number(101)),
        ("most", number(101)),
    ];
    let field = vec![
        ("kind", always(Just("text".into()))),
        ("format", maybe(words(&["long", "short", "email"]))),
        ("max_chars", number(10_001)),
    ];
    let consent = vec![("kind", always(Just("consent".into())))];
    let all = [scale, choice, field, consent].map(|kind| {
        let own = vec![("id", always(own_name())), ("label", always(text()))];
        object(own.into_iter().chain(asked()).chain(kind).collect())
    });
    prop::strategy::Union::new(all).boxed()
}

fn standard() -> BoxedStrategy<Value> {
    let own = vec![("id", always(words(&["empathy", "promise", "recommend", "comment"]))), ("label", maybe(text()))];
    object(own.into_iter().chain(asked()).collect())
}

fn wording() -> BoxedStrategy<Value> {
    let texts = || btree_map("[a-d]{1,2}", text(), 0..3).prop_map(|texts| json!(texts)).boxed();
    let question = object(vec![
        ("label", maybe(text())),
        ("low", maybe(text())),
        ("high", maybe(text())),
        ("options", maybe(texts())),
    ]);
    let questions = btree_map("[a-d]", question, 0..3).prop_map(|questions| json!(questions));
    let introduction = object(vec![("title", maybe(text())), ("text", maybe(text())), ("button", maybe(text()))]);
    object(vec![
        ("introduction", maybe(introduction)),
        ("questions", maybe(questions)),
        ("thanks", maybe(text())),
        ("thanks_button", maybe(object(vec![("label", maybe(text())), ("url", maybe(text()))]))),
        ("texts", maybe(texts())),
    ])
}

/// A definition that the schema accepts, in every way of writing it.
pub fn definition() -> BoxedStrategy<Value> {
    let introduction = object(vec![("title", always(text())), ("text", maybe(text())), ("button", maybe(text()))]);
    let frequency = object(vec![
        ("sample", maybe((0.0..1.0).prop_map(Value::from))),
        ("cooldown", maybe((0..36_500).prop_map(Value::from))),
    ]);
    let follow_up = prop_oneof![(1..8784).prop_map(Value::from), Just(Value::from("off"))];
    object(vec![
        ("id", maybe(own_name())),
        ("version", maybe("[a-z0-9.]{1,4}".prop_map(Value::from))),
        ("introduction", maybe(introduction)),
        ("questions", always(vec(prop_oneof![own(), standard()], 1..5).prop_map(Value::from))),
        ("segments", maybe(vec(own_name(), 0..3).prop_map(Value::from))),
        ("thanks", maybe(text())),
        ("thanks_button", maybe(object(vec![("label", always(text())), ("url", always(text()))]))),
        ("trigger", maybe(words(&["load", "delay:5s", "scroll:60%", "exit", "click:#a", "event:b", "manual"]))),
        ("frequency", maybe(frequency)),
        ("follow_up", maybe(follow_up)),
        ("theme", maybe(words(&["auto", "light", "dark"]))),
        ("locales", maybe(btree_map("de|fr|pt-BR", wording(), 0..3).prop_map(|locales| json!(locales)))),
    ])
}

fn place() -> BoxedStrategy<TextPlace> {
    (0..10, 0..5_usize, 0..4_usize)
        .prop_map(|(place, at, option)| match place {
            0 => TextPlace::IntroductionTitle,
            1 => TextPlace::IntroductionText,
            2 => TextPlace::IntroductionButton,
            3 => TextPlace::Low(at),
            4 => TextPlace::High(at),
            5 | 6 => TextPlace::Option(at, option),
            7 => TextPlace::Thanks,
            8 => TextPlace::ThanksLabel,
            _ => TextPlace::Label(at),
        })
        .boxed()
}

fn clauses() -> BoxedStrategy<Vec<Clause>> {
    let test = prop_oneof![
        vec("[a-d]|broken", 0..3).prop_map(|given| Test::Is(given.into_iter().map(Given::Text).collect())),
        (0..12_i64).prop_map(Test::AtLeast),
        (0..12_i64).prop_map(Test::AtMost),
        any::<bool>().prop_map(Test::Answered),
    ];
    let condition = ("[a-d]|promise|recommend", any::<bool>(), test).prop_map(|(name, field, test)| Condition {
        subject: if field { Subject::Field(name) } else { Subject::Question(name) },
        test,
        extra: Map::new(),
    });
    let clause =
        prop_oneof![condition.clone().prop_map(Clause::One), vec(condition, 1..3).prop_map(|any| Clause::Any { any })];
    vec(clause, 0..3).boxed()
}

fn question() -> BoxedStrategy<Question> {
    let own = "[a-d]".prop_map(|id| {
        let scale = Scale { min: 1, max: 5, style: Some(Style::Faces), low: None, high: None };
        Question::new(&id, "How was it?", Kind::Scale(scale))
    });
    let ours = prop::sample::select(&["empathy", "promise", "recommend", "comment"]).prop_map(Question::standard);
    let template = (0..TEMPLATES.len(), 0..9_usize).prop_map(|(template, at)| {
        let questions = TEMPLATES[template].questions();
        questions[at % questions.len()].clone()
    });
    prop_oneof![own, ours, template].boxed()
}

/// Anything that can be done.
pub fn edit() -> BoxedStrategy<Edit> {
    let words = || "[a-cé<{} ]{0,6}";
    let language = || prop::option::of(prop::sample::select(&["de", "ar"]).prop_map(str::to_owned));
    let some_language = || prop::sample::select(&["de", "ar"]).prop_map(str::to_owned);
    let number = || prop::option::of(-1..12_i64);
    let at = || 0..6_usize;
    let around = prop_oneof![
        words().prop_map(Edit::Name),
        words().prop_map(Edit::Version),
        (some_language(), "title|next", words())
            .prop_map(|(language, name, text)| Edit::OurWords(language, name, text)),
        vec("[a-d]", 0..3).prop_map(Edit::Segments),
        words().prop_map(Edit::Trigger),
        number().prop_map(|number| Edit::Sample(number.map(Into::into))),
        number().prop_map(|number| Edit::Cooldown(number.map(Into::into))),
        number().prop_map(|number| Edit::FollowUp(number.map(FollowUp::Hours))),
        words().prop_map(Edit::Theme),
        ("mode|urls|field-a", words()).prop_map(|(name, value)| Edit::Setting(name, value)),
        ("[a-d]", words()).prop_map(|(name, value)| Edit::TryField(name, value)),
        some_language().prop_map(Edit::AddLanguage),
        some_language().prop_map(Edit::RemoveLanguage),
        (some_language(), any::<bool>()).prop_map(|(language, offered)| Edit::OfferLanguage(language, offered)),
    ];
    let questions = prop_oneof![
        3 => (at(), question()).prop_map(|(at, question)| Edit::Insert(at, Box::new(question))),
        1 => at().prop_map(Edit::Remove),
        1 => (at(), at()).prop_map(|(from, to)| Edit::Move(from, to)),
        1 => at().prop_map(Edit::Duplicate),
        1 => (at(), "[a-d]|promise|").prop_map(|(at, id)| Edit::QuestionId(at, id)),
        2 => (at(), 0..4_u8).prop_map(|(at, kind)| Edit::Kind(at, match kind {
            0 => KindName::Scale,
            1 => KindName::Choice,
            2 => KindName::Text,
            _ => KindName::Consent,
        })),
        1 => (at(), any::<bool>()).prop_map(|(at, required)| Edit::Require(at, required)),
        1 => (at(), clauses()).prop_map(|(at, clauses)| Edit::ShowIf(at, clauses)),
        1 => (at(), clauses()).prop_map(|(at, clauses)| Edit::EndIf(at, clauses)),
        1 => (at(), clauses(), "[a-d]").prop_map(|(at, on, to)| Edit::Jump(at, vec![Jump { on, to, extra: Map::new() }])),
    ];
    let answers = prop_oneof![
        (at(), any::<i64>(), any::<i64>()).prop_map(|(at, min, max)| Edit::Range(at, min, max)),
        (at(), any::<bool>()).prop_map(|(at, stars)| Edit::Style(at, stars.then_some(Style::Stars))),
        (at(), any::<bool>()).prop_map(|(at, email)| Edit::Format(at, email.then_some(Format::Email))),
        (at(), number()).prop_map(|(at, most)| Edit::MaxChars(at, most)),
        (at(), any::<bool>()).prop_map(|(at, yes)| Edit::Multiple(at, yes)),
        (at(), any::<bool>()).prop_map(|(at, yes)| Edit::Other(at, yes)),
        (at(), any::<bool>()).prop_map(|(at, yes)| Edit::Shuffle(at, yes)),
        (at(), number()).prop_map(|(at, least)| Edit::Least(at, least)),
        (at(), number()).prop_map(|(at, most)| Edit::Most(at, most)),
        (at(), "[a-d \n-]{0,9}").prop_map(|(at, lines)| Edit::PasteOptions(at, lines)),
        (at(), at()).prop_map(|(at, option)| Edit::RemoveOption(at, option)),
        (at(), at(), at()).prop_map(|(at, from, to)| Edit::MoveOption(at, from, to)),
        (at(), at(), words()).prop_map(|(at, option, value)| Edit::OptionValue(at, option, value)),
        (at(), at(), any::<bool>()).prop_map(|(at, option, yes)| Edit::Exclusive(at, option, yes)),
        (at(), at(), any::<bool>()).prop_map(|(at, option, yes)| Edit::Pinned(at, option, yes)),
    ];
    let write = (language(), place(), words()).prop_map(|(language, place, text)| Edit::Write(language, place, text));
    prop_oneof![2 => around, 4 => questions, 3 => answers, 3 => write].boxed()
}
