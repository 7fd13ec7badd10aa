//! State → [`Response`]: from Send on, the answers do not change any more.

use goodword_core::answer::Comment;
use goodword_core::object::UnknownFields;
use goodword_core::response::{Context, FollowUp, Timing};
use goodword_core::{Answers, Empathy, Promise, QuestionId, Recommend, Response, ResponseId, Timestamp, Value};

use super::answer::Answer;
use super::settings::{Mode, Settings};
use super::state::{Phase, State};
use crate::delivery::Entry;
use crate::features::CUSTOM_SURVEYS;

/// What only the browser knows at the moment of Send.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SubmitContext {
    /// From page start until the survey was shown, in milliseconds.
    pub shown_ms: u64,
    /// From shown until Send, in milliseconds.
    pub answered_ms: u64,
    /// Whether the visitor pressed Send.
    pub complete: bool,
    /// Where it was asked, as far as the owner wants that told.
    pub context: Option<Context>,
    /// The version of the owner's own survey; empty for the standard one.
    pub version: String,
    /// Where to answer, when the visitor accepted that offer.
    pub contact: Option<String>,
}

/// A response's place among all others: its id, and which Send of it this is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResponseIdentity {
    /// The idempotency key, made once.
    pub id: ResponseId,
    /// Rises when the answers change under one id.
    pub seq: u32,
    /// The id that it began with, by which it is known in its page.
    pub first: ResponseId,
    submitted_ms: u64,
    answers: Vec<Option<Answer>>,
}

impl ResponseIdentity {
    /// The place of a response that was not sent yet: from the visitor's clock in Unix milliseconds and random bytes.
    pub fn new(now_ms: u64, random: [u8; 10]) -> Self {
        Self::at(ResponseId::v7(now_ms, random), 0, now_ms)
    }

    fn at(id: ResponseId, seq: u32, now_ms: u64) -> Self {
        Self { id, seq, first: id, submitted_ms: now_ms, answers: Vec::new() }
    }

    /// The place of a response that was begun before, on another page perhaps.
    pub fn resume(&mut self, id: ResponseId, seq: u32) {
        *self = Self::at(id, seq, self.submitted_ms);
    }

    /// At a step of a survey that tells of each: the next version of the response.
    pub fn advance(&mut self, now_ms: u64) {
        self.seq += 1;
        self.submitted_ms = now_ms;
        self.answers.clear();
    }

    /// At Send. Again after a failure it is the same response when nothing changed, else a later one of the same id.
    pub fn submit(&mut self, now_ms: u64, answers: &[Option<Answer>]) {
        if self.answers != answers {
            self.advance(now_ms);
            self.answers = answers.to_vec();
        }
    }

    /// Whether news of this version of that response is news of what stands in this state: of what the visitor sent last, and
    /// has not changed since.
    pub fn is(&self, first: ResponseId, seq: u32, state: &State) -> bool {
        #[cfg(test)]
        if crate::delivery::mutant::is(crate::delivery::mutant::Mutant::OlderAnswersForNewer) {
            return true;
        }
        let changed = state.phase == Phase::Unsaved && self.answers != state.answers;
        self.first == first && self.seq == seq && !changed
    }
}

/// A frozen response, addressed. `path` is that of its page.
pub fn address(response: &Response, props: &Settings, path: &str) -> Entry {
    Entry {
        id: response.id.to_text(),
        seq: response.seq,
        survey: response.survey.as_str().to_owned(),
        place: place(props, path).to_owned(),
        endpoint: props.endpoint.clone(),
        key: props.key.clone().unwrap_or_default(),
        content_type: props.content_type,
        accept_redirect: props.accept_redirect,
        partial: !response.complete,
        body: response.to_json(),
    }
}

/// Where a survey is asked: one in the page at the path of that page, one that floats over any page at none.
pub fn place<'a>(props: &Settings, path: &'a str) -> &'a str {
    if props.mode == Mode::Inline { path } else { "" }
}

/// The response to send.
pub fn freeze(state: &State, props: &Settings, place: &ResponseIdentity, moment: SubmitContext) -> Response {
    Response {
        id: place.id,
        survey: props.survey.clone(),
        survey_version: Some(moment.version).filter(|version| CUSTOM_SURVEYS && !version.is_empty()),
        submitted_at: Timestamp::from_unix_ms(i64::try_from(place.submitted_ms).unwrap_or(i64::MAX)),
        answers: answers(state),
        complete: moment.complete,
        seq: place.seq,
        order: order(state),
        timing_ms: Some(Timing {
            shown: Some(moment.shown_ms),
            answered: Some(moment.answered_ms),
            unknown: UnknownFields::default(),
        }),
        context: moment.context,
        fields: props.fields.clone(),
        follow_up: moment.contact.map(|contact| FollowUp {
            contact: Some(contact),
            within_hours: Some(props.follow_up.into()),
            ..FollowUp::default()
        }),
        client: None,
        sent_at: None,
        key: None,
        proof: props.identity.clone(),
        honeypot: state.honeypot,
        widget: Some(env!("CARGO_PKG_VERSION").to_owned()),
        received_at: None,
        quality: None,
        identity: None,
        unknown: UnknownFields::default(),
    }
}

fn order(state: &State) -> Vec<QuestionId> {
    let questions = state.shown().into_iter().filter_map(|at| state.questions.get(at));
    questions.filter_map(|question| QuestionId::of(&question.id)).collect()
}

/// What was given to the questions that count.
fn answers(state: &State) -> Answers {
    let mut answers = Answers::default();
    for at in state.route() {
        let (Some(question), Some(answer)) = (state.questions.get(at), state.own(at)) else { continue };
        let score = if let Answer::Number(number) = answer { i64::from(*number) } else { -1 };
        match question.id.as_str() {
            "empathy" => answers.empathy = Empathy::of(score),
            "promise" => answers.promise = Promise::of(&answer.to_text()),
            "recommend" => answers.recommend = Recommend::of(score),
            "comment" => answers.comment = Comment::of(answer.to_text()),
            id => answers.other.extend(QuestionId::of(id).map(|id| (id, value(answer)))),
        }
    }
    answers
}

fn value(answer: &Answer) -> Value {
    match answer {
        Answer::Number(number) => Value::Whole(i64::from(*number)),
        Answer::Word(text) | Answer::Text(text) => Value::Text(text.clone()),
        Answer::Words(words) if CUSTOM_SURVEYS => Value::List(words.clone()),
        Answer::Words(_) | Answer::Yes => Value::Bool(true),
    }
}

#[cfg(test)]
mod tests {
    use super::super::question::standard;
    use super::super::state::Action;
    use super::*;
    use crate::locale::Messages;

    fn frozen(actions: &[Action]) -> String {
        let mut state = State::new(standard(&Messages::english(), None));
        state.apply(Action::Opened);
        for action in actions {
            state.apply(action.clone());
        }
        let context = Some(Context { url: Some("https://shop.example/done".to_owned()), ..Context::default() });
        let moment =
            SubmitContext { shown_ms: 1200, answered_ms: 8450, complete: true, context, ..SubmitContext::default() };
        let mut place = ResponseIdentity::new(1_773_480_413_589, [0; 10]);
        place.submit(1_773_480_413_589, &state.answers);
        freeze(&state, &Settings::for_survey("support"), &place, moment).to_json()
    }

    #[test]
    fn a_second_send_is_the_same_response_or_a_later_one() {
        let (four, five) = ([Some(Answer::Number(4))], [Some(Answer::Number(5))]);
        let mut place = ResponseIdentity::new(1_773_480_413_589, [0; 10]);
        place.submit(1_773_480_413_590, &four);
        let first = place.clone();
        place.submit(1_773_480_413_600, &four);
        assert_eq!((&place, place.seq), (&first, 1));
        place.submit(1_773_480_413_610, &five);
        assert_eq!((place.id, place.seq), (first.id, 2));
        place.advance(1_773_480_413_620);
        place.submit(1_773_480_413_620, &five);
        assert_eq!(place.seq, 4, "Send comes after every step, even when nothing was added");
    }

    #[test]
    fn a_full_answer_is_written_as_the_wire_format_says() {
        let text = frozen(&[
            Action::Answer(Answer::Number(4)),
            Action::Next,
            Action::Answer(Answer::Word("kept".to_owned())),
            Action::Next,
            Action::Answer(Answer::Number(9)),
            Action::Next,
            Action::Answer(Answer::Text("Quick and kind.".to_owned())),
        ]);
        let expect = concat!(
            r#"{"id":"019cebab-8995-7000-8000-000000000000","survey":"support","submitted_at":"2026-03-14T09:26:53.589Z","#,
            r#""answers":{"empathy":4,"promise":"kept","recommend":9,"comment":"Quick and kind."},"complete":true,"seq":1,"#,
            r#""order":["empathy","promise","recommend","comment"],"timing_ms":{"shown":1200,"answered":8450},"#,
            r#""context":{"url":"https://shop.example/done"},"widget":""#,
            env!("CARGO_PKG_VERSION"),
            r#""}"#,
        );
        assert_eq!(text, expect);
        assert_eq!(Response::parse(&text).unwrap().to_json(), expect);
    }

    #[test]
    fn what_was_reached_and_not_answered_is_skipped() {
        let text = frozen(&[Action::Next, Action::Answer(Answer::Word("broken".to_owned()))]);
        let response = Response::parse(&text).unwrap();
        let order: Vec<_> = response.order.iter().map(QuestionId::as_str).collect();
        assert_eq!(order, ["empathy", "promise"]);
        assert_eq!(response.answers.len(), 1);
    }
}
