//! The way of lines that are right, in whatever order their fields stand.

use super::cursor::Cursor;
use super::details::{DetailKind, Details};
use super::literal::{Key, Literal};
use super::rule::{CLIENT, Rule};
use crate::follow_up::{ANSWERED, AnswerTime, FollowUpPromise};
use crate::question_order::{OrderBuilder, QuestionOrder};
use crate::{Empathy, Promise, Recommend, Record, ResponseId, SurveyId, limits, timestamp};

/// Each field that is counted, once it was fields.
#[derive(Default)]
struct RecordBuilder<'a> {
    id: Option<ResponseId>,
    survey: Option<&'a str>,
    submitted_ms: Option<i64>,
    received_ms: Option<i64>,
    answers: Option<AnswersBuilder>,
    complete: Option<bool>,
    seq: Option<u32>,
    order: Option<(Option<QuestionOrder>, bool)>,
    version: Option<()>,
    timing: Option<()>,
    answered_ms: Option<u64>,
    context: Option<()>,
    fields: Option<()>,
    follow_up: Option<FollowUpBuilder>,
    quality: Option<()>,
    identity: Option<()>,
}

/// What is promised, before it is known since when.
#[derive(Default)]
pub(super) struct FollowUpBuilder {
    contact: Option<()>,
    hours: Option<u64>,
    answered: Option<bool>,
    due_ms: Option<i64>,
    answered_ms: Option<i64>,
}

#[derive(Default)]
pub(super) struct AnswersBuilder {
    pub(super) empathy: Option<Empathy>,
    pub(super) promise: Option<Promise>,
    pub(super) recommend: Option<Recommend>,
    pub(super) comment: Option<()>,
}

/// The fields of a response, in the order in which the widget and the collector write them.
#[derive(Debug, Clone, Copy)]
enum Field {
    Id,
    Survey,
    SurveyVersion,
    SubmittedAt,
    Answers,
    Complete,
    Seq,
    Order,
    Timing,
    Context,
    Fields,
    FollowUp,
    ReceivedAt,
    Quality,
    Identity,
    /// What is checked and not counted.
    Checked(Rule),
}

const FIELDS: [Key<Field>; 21] = [
    Key::new("\"id\":", Field::Id),
    Key::new("\"survey\":", Field::Survey),
    Key::new("\"survey_version\":", Field::SurveyVersion),
    Key::new("\"submitted_at\":", Field::SubmittedAt),
    Key::new("\"answers\":", Field::Answers),
    Key::new("\"complete\":", Field::Complete),
    Key::new("\"seq\":", Field::Seq),
    Key::new("\"order\":", Field::Order),
    Key::new("\"timing_ms\":", Field::Timing),
    Key::new("\"context\":", Field::Context),
    Key::new("\"fields\":", Field::Fields),
    Key::new("\"follow_up\":", Field::FollowUp),
    Key::new("\"client\":", Field::Checked(CLIENT)),
    Key::new("\"sent_at\":", Field::Checked(Rule::Time)),
    Key::new("\"key\":", Field::Checked(Rule::Text(limits::KEY))),
    Key::new("\"proof\":", Field::Checked(Rule::Text(limits::PROOF))),
    Key::new("\"honeypot\":", Field::Checked(Rule::Truth)),
    Key::new("\"widget\":", Field::Checked(Rule::Text(limits::SHORT))),
    Key::new("\"received_at\":", Field::ReceivedAt),
    Key::new("\"quality\":", Field::Quality),
    Key::new("\"identity\":", Field::Identity),
];

/// The order in which questions mostly come, as it is written.
const USUAL_ORDER: Literal = Literal::new(r#"["empathy","promise","recommend","comment"]"#);

/// The answers to the standard questions.
#[derive(Debug, Clone, Copy)]
pub(super) enum Standard {
    Empathy,
    Promise,
    Recommend,
    Comment,
}

pub(super) const STANDARD: [Key<Standard>; 4] = [
    Key::new("\"empathy\":", Standard::Empathy),
    Key::new("\"promise\":", Standard::Promise),
    Key::new("\"recommend\":", Standard::Recommend),
    Key::new("\"comment\":", Standard::Comment),
];

#[derive(Debug, Clone, Copy)]
enum Time {
    Shown,
    Answered,
}

const TIMING: [Key<Time>; 2] = [Key::new("\"shown\":", Time::Shown), Key::new("\"answered\":", Time::Answered)];

/// Number, longest text and kind of what describes where a response comes from.
const CONTEXT: [Key<(usize, usize, DetailKind)>; 3] = [
    Key::new("\"url\":", (0, limits::URL, DetailKind::Url)),
    Key::new("\"locale\":", (1, limits::LOCALE, DetailKind::Locale)),
    Key::new("\"device\":", (2, limits::SHORT, DetailKind::Device)),
];

/// The record of a text in which nothing is unusual, in whatever order its fields stand.
pub(super) fn plain(text: &str) -> Option<Record> {
    let mut cursor = Cursor::new(text);
    let (mut fields, mut details) = (RecordBuilder::default(), Details::with_room());
    let mut unknown = 0;
    cursor.fields(&FIELDS, |cursor, field| match field {
        Ok(Field::Id) => once(&mut fields.id, || cursor.id()),
        Ok(Field::Survey) => once(&mut fields.survey, || cursor.name()),
        Ok(Field::SubmittedAt) => once(&mut fields.submitted_ms, || cursor.time()),
        Ok(Field::ReceivedAt) => once(&mut fields.received_ms, || cursor.time()),
        Ok(Field::Answers) => once(&mut fields.answers, || answers(cursor, &mut details)),
        Ok(Field::Complete) => once(&mut fields.complete, || cursor.truth()),
        Ok(Field::Seq) => once(&mut fields.seq, || u32::try_from(cursor.whole()?).ok()),
        Ok(Field::SurveyVersion) => {
            once(&mut fields.version, || named(cursor, limits::SHORT, DetailKind::Version, &mut details))
        }
        Ok(Field::Quality) => {
            once(&mut fields.quality, || named(cursor, limits::SHORT, DetailKind::Quality, &mut details))
        }
        Ok(Field::Identity) => {
            once(&mut fields.identity, || named(cursor, limits::SHORT, DetailKind::Identity, &mut details))
        }
        Ok(Field::Order) => once(&mut fields.order, || order(cursor, &mut details)),
        Ok(Field::Timing) => once(&mut fields.timing, || timing(cursor, &mut fields.answered_ms)),
        Ok(Field::Context) => once(&mut fields.context, || context(cursor, &mut details)),
        Ok(Field::Fields) => once(&mut fields.fields, || {
            let mut many = 0;
            cursor
                .object(|cursor, name| details.push_raw(true, name, cursor.named_raw(name, limits::FIELD, &mut many)?))
        }),
        Ok(Field::FollowUp) => once(&mut fields.follow_up, || follow_up(cursor)),
        Ok(Field::Checked(rule)) => cursor.rule(rule),
        Err(name) => cursor.unknown(name, &mut unknown),
    })?;
    cursor.end()?;
    let (answers, submitted_ms) = (fields.answers?, timestamp::counted_ms(fields.submitted_ms?, fields.received_ms));
    let (order, reached_comment) = fields.order.unwrap_or_default();
    Some(Record {
        id: fields.id?,
        survey: SurveyId::parse(fields.survey?).ok()?,
        submitted_ms,
        empathy: answers.empathy,
        promise: answers.promise,
        recommend: answers.recommend,
        has_comment: answers.comment.is_some(),
        complete: fields.complete.unwrap_or(true),
        seq: fields.seq.unwrap_or(1),
        order,
        reached_comment,
        answered_ms: fields.answered_ms,
        follow_up: fields.follow_up.map(|follow_up| follow_up.promised(submitted_ms)),
        details,
    })
}

impl FollowUpBuilder {
    pub(super) fn promised(self, submitted_ms: i64) -> FollowUpPromise {
        let answered = self.answered.unwrap_or(false).then(|| AnswerTime::when(self.answered_ms));
        FollowUpPromise::new(submitted_ms, self.hours, self.due_ms, answered)
    }
}

pub(super) fn follow_up(cursor: &mut Cursor<'_>) -> Option<FollowUpBuilder> {
    let (mut fields, mut unknown) = (FollowUpBuilder::default(), 0);
    cursor.object(|cursor, name| match name {
        "contact" => once(&mut fields.contact, || cursor.words(limits::CONTACT)),
        "within_hours" => {
            once(&mut fields.hours, || cursor.whole().filter(|hours| (1..=limits::FOLLOW_UP_HOURS).contains(hours)))
        }
        "state" => once(&mut fields.answered, || Some(cursor.text(limits::SHORT)? == ANSWERED)),
        "due_at" => once(&mut fields.due_ms, || cursor.time()),
        "answered_at" => once(&mut fields.answered_ms, || cursor.time()),
        name => cursor.unknown(name, &mut unknown),
    })?;
    Some(fields)
}

/// In which order the scored questions were met, where any was, and whether the comment was.
pub(super) fn order(cursor: &mut Cursor<'_>, details: &mut Details) -> Option<(Option<QuestionOrder>, bool)> {
    if cursor.literal(&USUAL_ORDER) {
        return Some((Some(QuestionOrder::USUAL), true));
    }
    let (mut reached, mut reached_comment) = (OrderBuilder::default(), false);
    let questions = cursor.names(|question: &str| {
        reached.add(question);
        reached_comment |= question == "comment";
        details.reach(question);
    })?;
    Some(((questions > 0).then(|| reached.order()), reached_comment))
}

/// A text of its own name.
pub(super) fn named(cursor: &mut Cursor<'_>, most: usize, kind: DetailKind, details: &mut Details) -> Option<()> {
    details.push(kind, "", &cursor.decoded(most)?);
    Some(())
}

fn timing(cursor: &mut Cursor<'_>, answered: &mut Option<u64>) -> Option<()> {
    let mut unknown = 0;
    cursor.fields(&TIMING, |cursor, field| match field {
        Ok(Time::Shown) => cursor.rule(Rule::Whole(0, limits::TIMING_MS)),
        Ok(Time::Answered) => once(answered, || cursor.whole().filter(|ms| *ms <= limits::TIMING_MS)),
        Err(name) => cursor.unknown(name, &mut unknown),
    })
}

fn context(cursor: &mut Cursor<'_>, details: &mut Details) -> Option<()> {
    let (mut seen, mut unknown) = ([None; 3], 0);
    cursor.fields(&CONTEXT, |cursor, field| match field {
        Ok((at, most, kind)) => once(seen.get_mut(at)?, || named(cursor, most, kind, details)),
        Err(name) => cursor.unknown(name, &mut unknown),
    })
}

fn answers(cursor: &mut Cursor<'_>, details: &mut Details) -> Option<AnswersBuilder> {
    let mut answers = AnswersBuilder::default();
    let mut others = 0;
    cursor.fields(&STANDARD, |cursor, field| match field {
        Ok(Standard::Empathy) => once(&mut answers.empathy, || level(&Empathy::ALL, cursor.whole()?.checked_sub(1)?)),
        Ok(Standard::Promise) => once(&mut answers.promise, || {
            let word = cursor.text(limits::NAME)?;
            Promise::ALL.into_iter().find(|state| state.as_str() == word)
        }),
        Ok(Standard::Recommend) => once(&mut answers.recommend, || level(&Recommend::ALL, cursor.whole()?)),
        Ok(Standard::Comment) => once(&mut answers.comment, || cursor.words(limits::COMMENT)),
        Err(name) => details.push_raw(false, name, cursor.named_raw(name, limits::COMMENT, &mut others)?),
    })?;
    Some(answers)
}

/// A field that must not come twice, and then not be `null` either: the slow way decides what that means.
fn once<T>(place: &mut Option<T>, read: impl FnOnce() -> Option<T>) -> Option<()> {
    if place.is_some() {
        return None;
    }
    *place = Some(read()?);
    Some(())
}

pub(super) fn level<T: Copy>(levels: &[T], at: u64) -> Option<T> {
    levels.get(usize::try_from(at).ok()?).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether the fast way takes it. That it then says the same as the slow one is tested in `tests/it/record.rs`.
    #[track_caller]
    fn check(answers: &str, rest: &str, fast: bool) {
        let text = format!(
            r#"{{"id":"0199f1c2-7c5e-7b3a-9d10-3f6d8a2b4c11","survey":"s","submitted_at":"2026-03-14T09:26:53.589Z","answers":{{{answers}}}{rest}}}"#
        );
        assert_eq!(plain(&text).is_some(), fast, "{text}");
        assert!(Record::parse(&text).is_ok(), "{text}");
    }

    #[test]
    fn what_widgets_write_is_read_the_fast_way() {
        check("", "", true);
        check(r#""empathy":4,"promise":"kept","recommend":9,"comment":"Quick \"and\" k\u00efnd: 💡""#, "", true);
        check(r#""effort":-2.5e3,"why":["a","b"],"may":false"#, r#","later":{"deep":[1,null,{}]}"#, true);
        check(
            r#""recommend":0"#,
            r#","complete":true,"seq":1,"order":["empathy"],"timing_ms":{"shown":1200,"answered":8450},"context":{"url":"https://shop.example/done","locale":"en-GB","device":"mobile"},"fields":{"plan":"pro","seats":3},"follow_up":{"contact":"a@b.example","within_hours":24},"client":{"lost":0,"refused":0},"sent_at":"2026-03-14T09:26:54Z","widget":"0.1.0","received_at":"2026-03-14T09:26:55Z""#,
            true,
        );
    }

    #[test]
    fn what_is_unusual_is_left_to_the_slow_way() {
        check(r#""recommend":null"#, "", false);
        check(r#""promise":"k\u0065pt""#, "", false);
        check(r#""recommend":9"#, r#","seq":1,"seq":2"#, false);
        check("", r#","later":[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]"#, false);
    }
}
