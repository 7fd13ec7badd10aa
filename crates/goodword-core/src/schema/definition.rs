//! A survey definition with everything that an owner can write. [`crate::Survey`] is the part of it that decides which
//! answers fit; the rest is the widget's, which reads it in JavaScript.

use std::collections::BTreeMap;

use schemars::JsonSchema;

use crate::{FieldName, QuestionId, SurveyId, limits};

/// What a label or a sentence may be long, in characters.
const LABEL: usize = 1000;
/// As the attribute is written.
const TRIGGER: &str =
    r"^(load|delay:[0-9]+(\.[0-9]+)?m?s|scroll:[0-9]+(\.[0-9]+)?%|exit|click:[\s\S]+|event:[\s\S]+|manual)$";
/// What stands beside a control or on an option, in characters.
const SHORT_LABEL: usize = 200;
/// What an address may be long, in characters.
const URL: usize = 2000;

/// What is asked, and how.
#[derive(JsonSchema)]
#[schemars(title = "Survey definition")]
#[expect(dead_code, reason = "only described")]
pub struct Definition {
    /// The survey's name, the same as in every response. A collector wants it.
    id: Option<SurveyId>,
    /// The version of the wording and the questions; it stands in every response.
    #[schemars(length(max = limits::SHORT))]
    version: Option<String>,
    /// What is said before the first question.
    introduction: Option<Introduction>,
    /// What is asked, in order.
    #[schemars(length(min = 1, max = limits::ENTRIES))]
    questions: Vec<QuestionSchema>,
    /// Hidden fields that the results offer as segments.
    segments: Option<Vec<FieldName>>,
    /// The sentence of the thank-you, in place of one that fits the answers.
    #[schemars(length(max = LABEL))]
    thanks: Option<String>,
    /// Where the thank-you leads on, except after a broken promise.
    thanks_button: Option<ThanksButton>,
    /// When a survey that floats is asked; an attribute goes before it, as before what follows.
    #[schemars(pattern(TRIGGER))]
    trigger: Option<String>,
    /// How often.
    frequency: Option<Frequency>,
    /// Within how many hours whoever was let down is answered.
    follow_up: Option<FollowUpHours>,
    theme: Option<Theme>,
    /// The owner's words by language; `de` serves `de-AT` too.
    locales: Option<BTreeMap<String, Wording>>,
}

#[derive(JsonSchema)]
#[expect(dead_code, reason = "only described")]
struct Introduction {
    #[schemars(length(min = 1, max = SHORT_LABEL))]
    title: String,
    #[schemars(length(max = LABEL))]
    text: Option<String>,
    /// What stands on the button that begins, in place of our own word.
    #[schemars(length(max = SHORT_LABEL))]
    button: Option<String>,
}

#[derive(JsonSchema)]
#[expect(dead_code, reason = "only described")]
struct ThanksButton {
    #[schemars(length(min = 1, max = SHORT_LABEL))]
    label: String,
    /// An `https:` address, or one of the page's own site.
    #[schemars(length(min = 1, max = URL))]
    url: String,
}

#[derive(JsonSchema)]
#[expect(dead_code, reason = "only described")]
struct Frequency {
    /// Of how many page views one is asked.
    #[schemars(range(min = 0, max = 1))]
    sample: Option<f64>,
    /// For how many days a visitor who was asked is left in peace.
    #[schemars(range(min = 0, max = 36_500))]
    cooldown: Option<f64>,
}

#[derive(JsonSchema)]
#[schemars(untagged)]
#[schemars(rename = "FollowUp")]
#[expect(dead_code, reason = "only described")]
enum FollowUpHours {
    Hours(#[schemars(range(min = 1, max = limits::FOLLOW_UP_HOURS))] u32),
    Off(Off),
}

#[derive(JsonSchema)]
#[schemars(rename_all = "lowercase")]
#[expect(dead_code, reason = "only described")]
enum Off {
    Off,
}

#[derive(JsonSchema)]
#[schemars(rename_all = "lowercase")]
#[expect(dead_code, reason = "only described")]
enum Theme {
    Auto,
    Light,
    Dark,
}

/// A question of ours, or of the owner's own.
#[derive(JsonSchema)]
#[schemars(untagged)]
#[schemars(rename = "Question")]
#[expect(dead_code, reason = "only described")]
enum QuestionSchema {
    Standard(StandardQuestion),
    Own(CustomQuestion),
}

/// One of ours, in our wording or in the owner's. It needs no more than its id.
#[derive(JsonSchema)]
#[schemars(rename = "Standard")]
#[expect(dead_code, reason = "only described")]
struct StandardQuestion {
    id: StandardId,
    #[schemars(length(max = LABEL))]
    label: Option<String>,
    #[schemars(flatten)]
    asked: AskingRule,
}

#[derive(JsonSchema)]
#[schemars(rename_all = "lowercase")]
#[expect(dead_code, reason = "only described")]
enum StandardId {
    Empathy,
    Promise,
    Recommend,
    Comment,
}

/// One of the owner's own.
#[derive(JsonSchema)]
#[schemars(rename = "Own")]
#[expect(dead_code, reason = "only described")]
struct CustomQuestion {
    /// Answers are kept under it, whatever the wording.
    id: QuestionId,
    /// `{answers.ID}` and `{fields.NAME}` are replaced by what was answered and given.
    #[schemars(length(min = 1, max = LABEL))]
    label: String,
    #[schemars(flatten)]
    asked: AskingRule,
    #[schemars(flatten)]
    kind: AnswerControl,
}

/// Of whom it is asked.
#[derive(JsonSchema)]
#[expect(dead_code, reason = "only described")]
struct AskingRule {
    /// The survey goes on only with an answer.
    required: Option<bool>,
    /// Asked only when all of these hold.
    show_if: Option<OneOrMore<Clause>>,
    /// The last question when it is answered and all of these hold.
    end_if: Option<OneOrMore<Clause>>,
    /// Where the survey goes on when it is answered: the first of these that holds.
    jump: Option<OneOrMore<Jump>>,
}

/// Forward to a later question; those between are not asked, and what was given to them counts for nothing.
#[derive(JsonSchema)]
#[expect(dead_code, reason = "only described")]
struct Jump {
    /// All of these must hold.
    r#if: Needed,
    /// The id of the later question.
    to: QuestionId,
}

/// At least one.
#[derive(JsonSchema)]
#[schemars(untagged)]
#[expect(dead_code, reason = "only described")]
enum Needed {
    One(Clause),
    More(#[schemars(length(min = 1))] Vec<Clause>),
}

/// What takes the answer.
#[derive(JsonSchema)]
#[schemars(tag = "kind", rename_all = "lowercase")]
#[expect(dead_code, reason = "only described")]
enum AnswerControl {
    /// A whole number from `min` to `max`, which is greater by at most 100.
    Scale {
        #[schemars(range(min = -1_000_000, max = 1_000_000))]
        min: i32,
        #[schemars(range(min = -1_000_000, max = 1_000_000))]
        max: i32,
        style: Option<Style>,
        /// What `min` means.
        #[schemars(length(max = SHORT_LABEL))]
        low: Option<String>,
        /// What `max` means.
        #[schemars(length(max = SHORT_LABEL))]
        high: Option<String>,
    },
    /// One of `options`, or several of them.
    Choice {
        #[schemars(length(min = 1, max = limits::ITEMS))]
        options: Vec<Choice>,
        multiple: Option<bool>,
        /// Whether own words are taken too.
        other: Option<bool>,
        /// Whether the order is drawn anew for each visitor.
        shuffle: Option<bool>,
        /// Of several: how many at least, if any.
        #[schemars(range(min = 1, max = limits::ITEMS + 1))]
        least: Option<u32>,
        /// How many at most.
        #[schemars(range(min = 1, max = limits::ITEMS + 1))]
        most: Option<u32>,
    },
    /// Own words.
    Text {
        format: Option<TextFormat>,
        #[schemars(range(min = 1, max = limits::COMMENT))]
        max_chars: Option<u32>,
    },
    /// A box to tick.
    Consent,
}

/// How the scores of a scale look: at most 10 stars, at most 5 faces.
#[derive(JsonSchema)]
#[schemars(rename_all = "lowercase")]
#[expect(dead_code, reason = "only described")]
enum Style {
    Numbers,
    Stars,
    Faces,
}

#[derive(JsonSchema)]
#[schemars(rename_all = "lowercase")]
#[schemars(rename = "Format")]
#[expect(dead_code, reason = "only described")]
enum TextFormat {
    Long,
    Short,
    Email,
}

/// A value that is its own label, or one with a label.
#[derive(JsonSchema)]
#[schemars(untagged)]
#[expect(dead_code, reason = "only described")]
enum Choice {
    Value(#[schemars(length(min = 1, max = SHORT_LABEL))] String),
    Labelled {
        /// What is kept. It never changes.
        #[schemars(length(min = 1, max = SHORT_LABEL))]
        value: String,
        #[schemars(length(max = SHORT_LABEL))]
        label: Option<String>,
        /// Of several, chosen alone: it clears the others, and they clear it.
        exclusive: Option<bool>,
        /// Whether it keeps its place where the others are shuffled.
        pinned: Option<bool>,
    },
}

/// A condition, or conditions of which one must hold.
#[derive(JsonSchema)]
#[schemars(untagged)]
#[expect(dead_code, reason = "only described")]
enum Clause {
    Condition(Condition),
    Group(AnyOf),
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
#[expect(dead_code, reason = "only described")]
struct AnyOf {
    #[schemars(length(min = 1, max = 100))]
    any: Vec<Condition>,
}

/// Something that an earlier answer or a hidden field has to be.
#[derive(JsonSchema)]
#[expect(dead_code, reason = "only described")]
struct Condition {
    #[schemars(flatten)]
    of: ConditionSource,
    #[schemars(flatten)]
    test: ConditionTest,
}

#[derive(JsonSchema)]
#[schemars(rename_all = "lowercase")]
#[expect(dead_code, reason = "only described")]
enum ConditionSource {
    /// An earlier question.
    Question(QuestionId),
    /// A hidden field.
    Field(FieldName),
}

#[derive(JsonSchema)]
#[schemars(rename_all = "snake_case")]
#[expect(dead_code, reason = "only described")]
enum ConditionTest {
    Is(OneOrMore<ConditionValue>),
    Not(OneOrMore<ConditionValue>),
    AtLeast(i32),
    AtMost(i32),
    Answered(bool),
}

#[derive(JsonSchema)]
#[schemars(untagged)]
#[schemars(rename = "Given")]
#[expect(dead_code, reason = "only described")]
enum ConditionValue {
    Text(String),
    Number(i32),
    Truth(bool),
}

#[derive(JsonSchema)]
#[schemars(untagged)]
#[expect(dead_code, reason = "only described")]
enum OneOrMore<T> {
    One(T),
    More(Vec<T>),
}

/// A survey in another language. Ids and values stay as they are.
#[derive(JsonSchema)]
#[expect(dead_code, reason = "only described")]
struct Wording {
    introduction: Option<IntroductionWording>,
    /// By the ids of questions.
    questions: Option<BTreeMap<String, QuestionWording>>,
    #[schemars(length(max = LABEL))]
    thanks: Option<String>,
    thanks_button: Option<ButtonWording>,
    /// In place of our own words, by their names in `locale/*.json`.
    texts: Option<BTreeMap<String, String>>,
}

#[derive(JsonSchema)]
#[expect(dead_code, reason = "only described")]
struct IntroductionWording {
    #[schemars(length(max = SHORT_LABEL))]
    title: Option<String>,
    #[schemars(length(max = LABEL))]
    text: Option<String>,
    #[schemars(length(max = SHORT_LABEL))]
    button: Option<String>,
}

#[derive(JsonSchema)]
#[expect(dead_code, reason = "only described")]
struct ButtonWording {
    #[schemars(length(max = SHORT_LABEL))]
    label: Option<String>,
    #[schemars(length(max = URL))]
    url: Option<String>,
}

#[derive(JsonSchema)]
#[schemars(rename = "Words")]
#[expect(dead_code, reason = "only described")]
struct QuestionWording {
    #[schemars(length(max = LABEL))]
    label: Option<String>,
    #[schemars(length(max = SHORT_LABEL))]
    low: Option<String>,
    #[schemars(length(max = SHORT_LABEL))]
    high: Option<String>,
    /// Labels by the values of options.
    options: Option<BTreeMap<String, String>>,
}
