//! State → [`Response`]: from Send on, the answers do not change any more.

use goodword_core::answer::Comment;
use goodword_core::object::Unknown;
use goodword_core::response::{Context, FollowUp, Timing};
use goodword_core::{Answers, Empathy, Promise, QuestionId, Recommend, Response, ResponseId, Timestamp, Value};

use super::OWN;
use super::props::Props;
use super::question::Given;
use super::state::State;

/// What only the browser knows at the moment of Send.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Moment {
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
pub struct Place {
    /// The idempotency key, made once.
    pub id: ResponseId,
    /// Rises when the answers change under one id.
    pub seq: u32,
    submitted_ms: u64,
    given: Vec<Option<Given>>,
}

impl Place {
    /// The place of a response that was not sent yet: from the visitor's clock in Unix milliseconds and random bytes.
    pub fn new(now_ms: u64, random: [u8; 10]) -> Self {
        Self { id: ResponseId::v7(now_ms, random), seq: 0, submitted_ms: now_ms, given: Vec::new() }
    }

    /// At a step of a survey that tells of each: the next version of the response.
    pub fn advance(&mut self, now_ms: u64) {
        self.seq += 1;
        self.submitted_ms = now_ms;
        self.given.clear();
    }

    /// At Send. Again after a failure it is the same response when nothing changed, else a later one of the same id.
    pub fn submit(&mut self, now_ms: u64, given: &[Option<Given>]) {
        if self.given != given {
            self.advance(now_ms);
            self.given = given.to_vec();
        }
    }
}

/// The response to send.
pub fn freeze(state: &State, props: &Props, place: &Place, moment: Moment) -> Response {
    Response {
        id: place.id,
        survey: props.survey.clone(),
        survey_version: Some(moment.version).filter(|version| OWN && !version.is_empty()),
        submitted_at: Timestamp::from_unix_ms(i64::try_from(place.submitted_ms).unwrap_or(i64::MAX)),
        answers: answers(state),
        complete: moment.complete,
        seq: place.seq,
        order: order(state),
        timing_ms: Some(Timing {
            shown: Some(moment.shown_ms),
            answered: Some(moment.answered_ms),
            unknown: Unknown::default(),
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
        widget: Some(env!("CARGO_PKG_VERSION").to_owned()),
        received_at: None,
        unknown: Unknown::default(),
    }
}

fn order(state: &State) -> Vec<QuestionId> {
    let questions = state.shown().into_iter().filter_map(|at| state.questions.get(at));
    questions.filter_map(|question| QuestionId::of(&question.id)).collect()
}

/// What was given to the questions that count.
fn answers(state: &State) -> Answers {
    let mut answers = Answers::default();
    for at in state.asked() {
        let (Some(question), Some(given)) = (state.questions.get(at), state.at(at)) else { continue };
        let score = if let Given::Number(number) = given { i64::from(*number) } else { -1 };
        match question.id.as_str() {
            "empathy" => answers.empathy = Empathy::of(score),
            "promise" => answers.promise = Promise::of(&given.to_text()),
            "recommend" => answers.recommend = Recommend::of(score),
            "comment" => answers.comment = Comment::of(given.to_text()),
            id => answers.other.extend(QuestionId::of(id).map(|id| (id, value(given)))),
        }
    }
    answers
}

fn value(given: &Given) -> Value {
    match given {
        Given::Number(number) => Value::Whole(i64::from(*number)),
        Given::Word(text) | Given::Text(text) => Value::Text(text.clone()),
        Given::Words(words) if OWN => Value::List(words.clone()),
        Given::Words(_) | Given::Yes => Value::Bool(true),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::Messages;
    use crate::widget::question::standard;
    use crate::widget::state::Action;

    fn frozen(actions: &[Action]) -> String {
        let mut state = State::new(standard(&Messages::english(), "us"));
        state.apply(Action::Opened);
        for action in actions {
            state.apply(action.clone());
        }
        let context = Some(Context { url: Some("https://shop.example/done".to_owned()), ..Context::default() });
        let moment = Moment { shown_ms: 1200, answered_ms: 8450, complete: true, context, ..Moment::default() };
        let mut place = Place::new(1_773_480_413_589, [0; 10]);
        place.submit(1_773_480_413_589, &state.given);
        freeze(&state, &Props::for_survey("support"), &place, moment).to_json()
    }

    #[test]
    fn a_second_send_is_the_same_response_or_a_later_one() {
        let (four, five) = ([Some(Given::Number(4))], [Some(Given::Number(5))]);
        let mut place = Place::new(1_773_480_413_589, [0; 10]);
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
            Action::Answer(Given::Number(4)),
            Action::Next,
            Action::Answer(Given::Word("kept".to_owned())),
            Action::Next,
            Action::Answer(Given::Number(9)),
            Action::Next,
            Action::Answer(Given::Text("Quick and kind.".to_owned())),
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
        let text = frozen(&[Action::Skip, Action::Answer(Given::Word("broken".to_owned()))]);
        let response = Response::parse(&text).unwrap();
        let order: Vec<_> = response.order.iter().map(QuestionId::as_str).collect();
        assert_eq!(order, ["empathy", "promise"]);
        assert_eq!(response.answers.len(), 1);
    }
}
