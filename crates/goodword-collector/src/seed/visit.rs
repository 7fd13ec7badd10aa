//! One visitor: what happened, how it felt, and what of it was answered.

use goodword_core::answer::Comment;
use goodword_core::response::{Context, FollowUp, Timing};
use goodword_core::{
    Answers, Empathy, FieldName, Promise, QuestionId, Recommend, Response, ResponseId, SurveyId, Timestamp, Value,
};

use super::calendar::AnswerTime;
use super::comment;
use super::sampler::Sampler;
use crate::store::OPEN;

/// Broken, kept, exceeded, none: how often, by what the visitor came for.
const PROMISES: [(&str, [u64; 4]); 3] =
    [("delivery", [19, 58, 14, 9]), ("chat", [9, 59, 19, 13]), ("checkout", [6, 66, 13, 15])];
/// On these days the bicycle was at the mender's.
const WITHOUT_BICYCLE: std::ops::Range<u16> = 38..52;
/// Levels 1 to 5 after each promise.
const EMPATHY: [[u64; 5]; 4] = [[22, 30, 24, 17, 7], [3, 6, 15, 42, 34], [1, 3, 8, 35, 53], [5, 9, 27, 38, 21]];
/// Recommend in tenths after each promise, at the middle of empathy: a broken one costs, an exceeded one adds little.
const RECOMMEND: [i64; 4] = [37, 74, 80, 70];

/// What happened, before any question was put.
struct Visit {
    topic: &'static str,
    locale: &'static str,
    promise: Promise,
    empathy: Option<Empathy>,
    recommend: Option<Recommend>,
}

pub(super) fn response(survey: &SurveyId, time: &AnswerTime, random: &mut Sampler) -> Response {
    let visit = Visit::new(time, random);
    let reached = if random.chance(93) { 4 } else { 1 + random.below(3) };
    let answers = visit.answers(reached, random);
    let submitted_at = Timestamp::from_unix_ms(time.unix_ms);
    let on_the_way = 150 + i64::try_from(random.below(1_200)).unwrap_or(0);
    let received_at = Timestamp::from_unix_ms(time.unix_ms + on_the_way);
    let standard = ["empathy", "promise", "recommend", "comment"];
    let order = standard.iter().zip(0..reached).filter_map(|(id, _)| QuestionId::parse(id).ok()).collect();
    Response {
        id: ResponseId::v7(u64::try_from(time.unix_ms).unwrap_or(0), random.bytes()),
        survey: survey.clone(),
        survey_version: None,
        sent_at: Some(submitted_at.clone()),
        submitted_at,
        complete: reached == 4,
        seq: 1,
        order,
        timing_ms: Some(timing(reached, random)),
        context: Some(visit.context(random)),
        fields: fields(visit.topic, random),
        follow_up: follow_up(&answers, received_at.unix_ms(), random),
        answers,
        client: None,
        key: None,
        proof: None,
        honeypot: false,
        widget: Some(env!("CARGO_PKG_VERSION").to_owned()),
        received_at: Some(received_at),
        quality: None,
        identity: None,
        unknown: goodword_core::object::UnknownFields::default(),
    }
}

impl Visit {
    fn new(time: &AnswerTime, random: &mut Sampler) -> Self {
        let (topic, mut weights) = PROMISES.get(random.weighted(&[48, 30, 22])).copied().unwrap_or(("chat", [1; 4]));
        if topic == "delivery" && WITHOUT_BICYCLE.contains(&time.day) {
            weights = [42, 44, 7, 7];
        }
        let state = random.weighted(&weights);
        let felt = EMPATHY.get(state).map_or(0, |levels| random.weighted(levels));
        let empathy = Empathy::ALL.get(felt).copied();
        Self {
            topic,
            locale: ["en-GB", "de-DE", "fr-FR", "es-ES"]
                .get(random.weighted(&[70, 14, 9, 7]))
                .copied()
                .unwrap_or("en-GB"),
            promise: Promise::ALL.get(state).copied().unwrap_or(Promise::None),
            empathy,
            recommend: recommend(RECOMMEND.get(state).copied().unwrap_or(70), empathy, random),
        }
    }

    /// Answers to the questions that were reached, but for the few that were skipped.
    fn answers(&self, reached: u64, random: &mut Sampler) -> Answers {
        let mut answered = |question: u64, percent: u64| reached >= question && random.chance(percent);
        let (empathy, promise, recommend) = (answered(1, 96), answered(2, 97), answered(3, 97));
        let words = answered(4, if self.promise == Promise::Broken { 58 } else { 33 });
        let text = words.then(|| comment::text(self.promise, self.topic, self.locale, random));
        Answers {
            empathy: self.empathy.filter(|_| empathy),
            promise: promise.then_some(self.promise),
            recommend: self.recommend.filter(|_| recommend),
            comment: text.and_then(|text| Comment::new(text).ok()),
            other: Vec::new(),
        }
    }

    fn context(&self, random: &mut Sampler) -> Context {
        let page = match self.topic {
            "delivery" => "delivered",
            "chat" => "help",
            _ => "order/done",
        };
        let device = ["mobile", "desktop", "tablet"].get(random.weighted(&[56, 38, 6])).copied();
        Context {
            url: Some(format!("https://shop.example/{page}")),
            locale: Some(self.locale.to_owned()),
            device: device.map(str::to_owned),
            ..Context::default()
        }
    }
}

/// Some who were let down, and said so, want an answer.
fn follow_up(answers: &Answers, received_ms: i64, random: &mut Sampler) -> Option<FollowUp> {
    let wants_answer = answers.promise == Some(Promise::Broken) && random.chance(38);
    let name = random.pick(&["amira", "ben", "chloe", "daniel", "elif", "frank", "grace", "henrik", "ines", "jo"]);
    let contact = format!("{name}{}@customer.example", 10 + random.below(90));
    let due_at = Timestamp::from_unix_ms(received_ms + 24 * 60 * 60 * 1000);
    wants_answer.then(|| FollowUp {
        contact: Some(contact),
        within_hours: Some(24),
        state: Some(OPEN.to_owned()),
        due_at: Some(due_at),
        ..FollowUp::default()
    })
}

fn recommend(middle: i64, empathy: Option<Empathy>, random: &mut Sampler) -> Option<Recommend> {
    let luck = i64::try_from(random.below(41) + random.below(41)).unwrap_or(40) - 40;
    let tenths = middle + 9 * (empathy.map_or(3, |empathy| i64::from(empathy.score())) - 3) + luck;
    let score = ((tenths + 5) / 10).clamp(0, 10);
    Recommend::new(score).ok()
}

fn timing(reached: u64, random: &mut Sampler) -> Timing {
    let answered = (0..reached).map(|_| 1_100 + random.below(4_200)).sum();
    Timing { shown: Some(600 + random.below(3_500)), answered: Some(answered), ..Timing::default() }
}

fn fields(topic: &str, random: &mut Sampler) -> Vec<(FieldName, Value)> {
    let plan = ["once", "weekly", "daily"].get(random.weighted(&[38, 40, 22])).copied().unwrap_or("once");
    let named = [("plan", plan), ("topic", topic)];
    let field = |(name, text): (&str, &str)| Some((FieldName::parse(name).ok()?, Value::Text(text.to_owned())));
    named.into_iter().filter_map(field).collect()
}
