//! The way of most lines: fields as the widget and the collector write them, one behind the other, so that no name has to
//! be looked up. `None` anywhere means: written otherwise, no verdict.

use super::cursor::Cursor;
use super::details::{DetailKind, Details};
use super::literal::Literal;
use super::plain::{AnswersBuilder, STANDARD, follow_up, level, named, order};
use super::rule::{CLIENT, Rule};
use crate::{Empathy, Promise, Recommend, Record, SurveyId, limits, timestamp};

/// A literal, taken apart while this is compiled.
macro_rules! literal {
    ($text:literal) => {
        const { &Literal::new($text) }
    };
}

/// The record of such a text.
pub(super) fn usual(text: &str) -> Option<Record> {
    let (cursor, details) = (&mut Cursor::new(text), &mut Details::with_room());
    cursor.expect(literal!("{\"id\":"))?;
    let id = cursor.id()?;
    cursor.expect(literal!(",\"survey\":"))?;
    let survey = SurveyId::of(cursor.text(limits::NAME)?)?;
    if cursor.literal(literal!(",\"survey_version\":")) {
        named(cursor, limits::SHORT, DetailKind::Version, details)?;
    }
    cursor.expect(literal!(",\"submitted_at\":"))?;
    let submitted_ms = cursor.time()?;
    cursor.expect(literal!(",\"answers\":{"))?;
    let answers = answers(cursor, details)?;
    cursor.expect(literal!(",\"complete\":"))?;
    let complete = cursor.truth()?;
    cursor.expect(literal!(",\"seq\":"))?;
    let seq = u32::try_from(cursor.whole()?).ok()?;
    let (order, reached_comment) =
        if cursor.literal(literal!(",\"order\":")) { order(cursor, details)? } else { Default::default() };
    let mut answered_ms = None;
    if cursor.literal(literal!(",\"timing_ms\":{")) {
        timing(cursor, &mut answered_ms)?;
    }
    if cursor.literal(literal!(",\"context\":{")) {
        context(cursor, details)?;
    }
    if cursor.literal(literal!(",\"fields\":{")) {
        fields(cursor, details)?;
    }
    let promised = if cursor.literal(literal!(",\"follow_up\":")) { Some(follow_up(cursor)?) } else { None };
    let mut received_ms = None;
    sending(cursor, &mut received_ms, details)?;
    cursor.expect(literal!("}"))?;
    cursor.end()?;
    let submitted_ms = timestamp::counted_ms(submitted_ms, received_ms);
    Some(Record {
        id,
        survey,
        submitted_ms,
        empathy: answers.empathy,
        promise: answers.promise,
        recommend: answers.recommend,
        has_comment: answers.comment.is_some(),
        complete,
        seq,
        order,
        reached_comment,
        answered_ms,
        follow_up: promised.map(|follow_up| follow_up.promised(submitted_ms)),
        details: std::mem::take(details),
    })
}

/// The standard answers, then those to other questions.
fn answers(cursor: &mut Cursor<'_>, details: &mut Details) -> Option<AnswersBuilder> {
    let (mut answers, mut rest) = (AnswersBuilder::default(), Rest::default());
    if rest.next(cursor, literal!("\"empathy\":"), literal!(",\"empathy\":")) {
        answers.empathy = Some(level(&Empathy::ALL, cursor.whole()?.checked_sub(1)?)?);
    }
    if rest.next(cursor, literal!("\"promise\":"), literal!(",\"promise\":")) {
        let word = cursor.text(limits::NAME)?;
        answers.promise = Some(Promise::ALL.into_iter().find(|state| state.as_str() == word)?);
    }
    if rest.next(cursor, literal!("\"recommend\":"), literal!(",\"recommend\":")) {
        answers.recommend = Some(level(&Recommend::ALL, cursor.whole()?)?);
    }
    if rest.next(cursor, literal!("\"comment\":"), literal!(",\"comment\":")) {
        answers.comment = Some(cursor.words(limits::COMMENT)?);
    }
    let mut others = 0;
    while !cursor.literal(literal!("}")) {
        rest.comma(cursor)?;
        let name = cursor.label()?;
        if STANDARD.iter().any(|standard| standard.name() == name) {
            return None;
        }
        details.push_raw(false, name, cursor.named_raw(name, limits::COMMENT, &mut others)?)?;
    }
    Some(answers)
}

fn timing(cursor: &mut Cursor<'_>, answered: &mut Option<u64>) -> Option<()> {
    let mut rest = Rest::default();
    if rest.next(cursor, literal!("\"shown\":"), literal!(",\"shown\":")) {
        cursor.whole().filter(|ms| *ms <= limits::TIMING_MS)?;
    }
    if rest.next(cursor, literal!("\"answered\":"), literal!(",\"answered\":")) {
        *answered = Some(cursor.whole().filter(|ms| *ms <= limits::TIMING_MS)?);
    }
    cursor.expect(literal!("}"))
}

fn context(cursor: &mut Cursor<'_>, details: &mut Details) -> Option<()> {
    let mut rest = Rest::default();
    if rest.next(cursor, literal!("\"url\":"), literal!(",\"url\":")) {
        named(cursor, limits::URL, DetailKind::Url, details)?;
    }
    if rest.next(cursor, literal!("\"locale\":"), literal!(",\"locale\":")) {
        named(cursor, limits::LOCALE, DetailKind::Locale, details)?;
    }
    if rest.next(cursor, literal!("\"device\":"), literal!(",\"device\":")) {
        named(cursor, limits::SHORT, DetailKind::Device, details)?;
    }
    cursor.expect(literal!("}"))
}

fn fields(cursor: &mut Cursor<'_>, details: &mut Details) -> Option<()> {
    let (mut many, mut rest) = (0, Rest::default());
    while !cursor.literal(literal!("}")) {
        rest.comma(cursor)?;
        let name = cursor.label()?;
        details.push_raw(true, name, cursor.named_raw(name, limits::FIELD, &mut many)?)?;
    }
    Some(())
}

/// What is said of the sending; when the server received it, and what it thinks of it.
fn sending(cursor: &mut Cursor<'_>, received_ms: &mut Option<i64>, details: &mut Details) -> Option<()> {
    if cursor.literal(literal!(",\"client\":")) {
        cursor.rule(CLIENT)?;
    }
    if cursor.literal(literal!(",\"sent_at\":")) {
        cursor.time()?;
    }
    if cursor.literal(literal!(",\"widget\":")) {
        cursor.rule(Rule::Text(limits::SHORT))?;
    }
    if cursor.literal(literal!(",\"received_at\":")) {
        *received_ms = Some(cursor.time()?);
        if cursor.literal(literal!(",\"quality\":")) {
            named(cursor, limits::SHORT, DetailKind::Quality, details)?;
        }
        if cursor.literal(literal!(",\"identity\":")) {
            named(cursor, limits::SHORT, DetailKind::Identity, details)?;
        }
    }
    Some(())
}

/// Whether a field of this object came before: then a comma stands before the next.
#[derive(Default)]
struct Rest(bool);

impl Rest {
    /// Whether this field is the next one.
    #[inline]
    fn next(&mut self, cursor: &mut Cursor<'_>, first: &Literal, further: &Literal) -> bool {
        let is_next = if self.0 { cursor.literal(further) } else { cursor.literal(first) };
        self.0 |= is_next;
        is_next
    }

    fn comma(&mut self, cursor: &mut Cursor<'_>) -> Option<()> {
        if std::mem::replace(&mut self.0, true) { cursor.expect(literal!(",")) } else { Some(()) }
    }
}
