//! Everything shown or downloaded, worked out from a [`Tally`]. The same for the view, the command line and the JSON.

mod asymmetry;
mod days;
mod difference;
mod drivers;
mod empathy;
mod figure;
mod follow_up;
pub(crate) mod json;
mod orders;
mod paradata;
mod promise;
mod query;
mod questions;
mod recommend;
mod segments;
mod small_sample;
mod trend;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::calendar::Unit;
use crate::cube::Cube;
use crate::stats::LEVEL;
use crate::{Day, Survey, Tally};
pub use asymmetry::{AsymmetryFigures, PromiseGroup, Ratio, RatioRefusal};
pub use days::DayFigures;
pub use difference::{Comparison, Difference, Superiority, adjust};
pub use drivers::{DriverFigures, Profile, TauFigures, VariationShare};
pub use empathy::EmpathyFigures;
pub use figure::{Mean, Method, Share};
pub use follow_up::FollowUpFigures;
pub use orders::{OneOrder, OrderFigures};
pub use paradata::{DropOff, ParadataFigures, TimeFigures};
pub use promise::{PromiseFigures, PromiseShare};
pub use query::SummaryBuilder;
pub use questions::{NumberFigures, OptionFigures, QuestionFigures, ScaleFigures};
pub use recommend::{RecommendFigures, RequiredAnswers};
pub use segments::{Adjustment, SegmentFigures, ValueFigures};
pub use small_sample::{FEW, SmallSample, TOO_FEW};
pub use trend::{Bucket, Control, Episode, NpsFigures, Trend};

/// The version of the Summary's JSON. It rises when fields come, go or change their meaning.
pub const SCHEMA: u32 = 7;

/// The figures of one pile of responses. It does not say when it was made, so that the same pile gives the same bytes.
///
/// What is not defined is `null`: a share of nobody, a spread of one answer. A figure of very few answers is defined
/// and stands here, marked `few` (under 30) or `too_few` (under 5): what prints a Summary says so, and shows no score
/// at all where it is `too_few`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Summary {
    /// [`SCHEMA`].
    pub schema: u32,
    /// The time zone in which a day begins.
    pub tz: String,
    /// Which edition of the tz database that zone is from, by what its clocks do from 2000 to 2037: two Summaries in whose
    /// place other digits stand may count a response on another day. Empty where the counts do not say.
    #[serde(default)]
    pub tz_rules: String,
    /// The level of every interval, 0.95.
    pub level: f64,
    /// Everything read that was not blank: `responses` + `left_out` + `superseded` + `bad`.
    pub lines: u64,
    /// Responses that count.
    pub responses: u64,
    /// Lines that hold no response.
    pub bad: u64,
    /// Responses that another state of the same id replaced, and copies.
    pub superseded: u64,
    /// Responses that a filter left out, or, with `min_group`, that nothing is told of.
    pub left_out: u64,
    /// Where nothing is told of fewer people than that: answers to several questions are then not put together, and
    /// `asymmetry` and `together` are of nobody. `null` where single responses were read.
    #[serde(default)]
    pub min_group: Option<u32>,
    /// Responses of each survey.
    pub surveys: BTreeMap<String, u64>,
    /// First and last day on which a response was submitted; `null` without responses.
    pub period: Option<Period>,
    /// Responses whose visitor came to the end.
    pub complete: u64,
    /// Responses with a comment.
    pub comments: u64,
    /// Would you recommend us.
    pub recommend: RecommendFigures,
    /// Did we show empathy.
    pub empathy: EmpathyFigures,
    /// Was our promise kept.
    pub promise: PromiseFigures,
    /// Every day that has a response, in order. A day without one is not here: a gap is a gap, not a zero.
    pub days: Vec<DayFigures>,
    /// Scores after broken, kept and exceeded promises beside each other.
    pub asymmetry: AsymmetryFigures,
    /// What goes with recommending.
    pub together: DriverFigures,
    /// Days, ISO weeks, months, quarters and years.
    pub trends: Vec<Trend>,
    /// Every segment that was asked for.
    pub segments: Vec<SegmentFigures>,
    /// How many differences of segments were looked at together, and how their chances were adjusted.
    pub segments_adjusted: Adjustment,
    /// Two piles beside each other, when that was asked for.
    pub comparison: Option<Comparison>,
    /// How far visitors came, and how long it took them.
    pub paradata: ParadataFigures,
    /// Scores by the order of the questions.
    pub orders: OrderFigures,
    /// Questions of the owner's own.
    pub questions: Vec<QuestionFigures>,
    /// Whether there were more of them than are counted.
    pub more_questions: bool,
}

/// Two days, both part of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Period {
    /// First day.
    pub first: Day,
    /// Last day.
    pub last: Day,
}

impl Summary {
    /// Works the figures out; what kind of question the owner's own are is inferred.
    pub fn of(tally: &Tally) -> Self {
        Self::with(tally, None, None)
    }

    /// Works the figures out, with a survey's definition for its own questions, and a comparison to stand beside them.
    pub fn with(tally: &Tally, survey: Option<&Survey>, comparison: Option<Comparison>) -> Self {
        let (segments, segments_adjusted) = segments::segments(tally);
        let nobody = Cube::default();
        let linked = if tally.min_group.is_some() { &nobody } else { &tally.total };
        Self {
            schema: SCHEMA,
            tz: tally.tz.clone(),
            tz_rules: tally.tz_rules.clone(),
            level: LEVEL,
            lines: tally.lines,
            responses: tally.responses,
            bad: tally.bad,
            superseded: tally.superseded,
            left_out: tally.left_out,
            min_group: tally.min_group,
            surveys: tally.surveys.clone(),
            period: tally.period().map(|(first, last)| Period { first, last }),
            complete: tally.complete,
            comments: tally.comments,
            recommend: RecommendFigures::of(tally.total.recommend()),
            empathy: EmpathyFigures::of(tally.total.empathy()),
            promise: PromiseFigures::of(tally.total.promise()),
            days: tally.days.iter().map(|(day, cube)| DayFigures::of(*day, cube)).collect(),
            asymmetry: AsymmetryFigures::of(linked),
            together: DriverFigures::of(linked),
            trends: Unit::ALL.map(|unit| Trend::of(unit, &tally.days)).into(),
            segments,
            segments_adjusted,
            comparison,
            paradata: ParadataFigures::of(tally),
            orders: OrderFigures::of(tally),
            questions: questions::questions(&tally.questions, survey),
            more_questions: tally.more_questions,
        }
    }

    /// Responses that a clock that was wrong has dated before 2000 or in the future: they are on no day.
    pub fn undated(&self) -> u64 {
        let dated = self.days.iter().map(|day| day.responses).fold(0, u64::saturating_add);
        self.responses.saturating_sub(dated)
    }

    /// The text of the file that is downloaded and printed: the same bytes wherever the same pile is summed up.
    pub fn json(&self) -> String {
        // Names are texts and numbers finite, so there is nothing that JSON could not hold.
        json::text(self).unwrap_or_default()
    }
}
