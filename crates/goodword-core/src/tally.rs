//! Counts only: what a pile of responses comes down to. Tallies add up, so a pile may be counted in parts.

pub mod decimal;
mod disclosed;
pub mod question;
pub mod segment;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::calendar::Calendar;
use crate::cube::{Cell, Cube};
use crate::duration_histogram::{self, DurationHistogram};
use crate::question_order::QuestionOrder;
use crate::record::{DetailKind, Record};
use crate::segment::Segment;
use crate::stats::{add, sum};
use crate::{Problem, Response, zone::Day, zone::Zone};
use question::QuestionCounts;
use segment::SegmentCounts;

/// The counts of one pile, by the calendar of one time zone. `lines` = `responses` + `left_out` + `superseded` + `bad`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// The time zone whose days are counted.
    pub tz: String,
    /// What its clocks do, by the edition of the tz database that was at hand: [`Zone::rules`]. Empty in counts of old.
    #[serde(default)]
    pub tz_rules: String,
    /// Everything read that was not blank.
    pub lines: u64,
    /// Responses that count: of each id the state that wins, within the filter.
    pub responses: u64,
    /// Responses that a later state of the same id replaced, and copies.
    pub superseded: u64,
    /// Lines that hold no response.
    pub bad: u64,
    /// Responses that another filter would count, or that nothing is told of yet, because there are too few of them.
    #[serde(default)]
    pub left_out: u64,
    /// Responses whose visitor came to the end.
    pub complete: u64,
    /// Responses with a comment, of `responses`.
    pub comments: u64,
    /// Responses by the name of their survey; they add up to `responses`.
    pub surveys: BTreeMap<String, u64>,
    /// The answers of all; its total is `responses`.
    pub total: Cube,
    /// The answers of each day on which one was submitted.
    pub days: BTreeMap<Day, Cube>,
    /// The answers of those whose clock was wrong: they are from before 2000, or from the future, and on no day.
    #[serde(default, skip_serializing_if = "Cube::is_empty")]
    pub undated: Cube,
    /// Responses with at least one answer.
    #[serde(default)]
    pub started: u64,
    /// Responses that were shown and not begun: `seq` 0 without an answer.
    #[serde(default)]
    pub unanswered: u64,
    /// Responses whose visitor came to the end and left a comment.
    #[serde(default)]
    pub complete_comments: u64,
    /// Responses with at least one answer whose visitor came to the end.
    #[serde(default)]
    pub complete_started: u64,
    /// Responses that say which questions were reached.
    #[serde(default)]
    pub ordered: u64,
    /// Of those: who reached and who answered each question.
    #[serde(default)]
    pub reached: BTreeMap<String, QuestionReach>,
    /// Of those: the answers by the order of the three scored questions.
    #[serde(default)]
    pub orders: BTreeMap<QuestionOrder, Cube>,
    /// How long it took from shown until Send, of those who answered anything.
    #[serde(default)]
    pub times: DurationHistogram,
    /// Answers to the owner's own questions.
    #[serde(default)]
    pub questions: BTreeMap<String, QuestionCounts>,
    /// Whether more questions were met than are counted.
    #[serde(default)]
    pub more_questions: bool,
    /// The answers by each segment that was asked for.
    #[serde(default)]
    pub by: BTreeMap<Segment, SegmentCounts>,
    /// Where nothing is told of fewer people than that: the cells of every cube are then made up, and only the answers to
    /// each question by itself are true ([`Cube::unlinked`]).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min_group: Option<u32>,
}

/// How many reached a question, and how many answered it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuestionReach {
    /// Responses that say they reached it, or that answered it all the same.
    pub saw: u64,
    /// Those of them that answered it.
    pub answered: u64,
}

/// What is counted of one response but for its own questions and segments.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Observation {
    /// `None` where no clock can have said it.
    pub day: Option<Day>,
    pub cell: Cell,
    pub complete: bool,
    pub comment: bool,
    /// Whether anything was answered.
    pub started: bool,
    pub seq: u32,
    /// Where it was said which questions were reached: their order, and whether the comment was among them.
    pub order: Option<(QuestionOrder, bool)>,
    /// The bin of the time it took.
    pub time: Option<u16>,
}

impl Tally {
    /// Nothing counted yet.
    pub fn new(zone: &Zone) -> Self {
        Self::by(zone, &[])
    }

    /// Nothing counted yet, to be counted by these segments too.
    pub fn by(zone: &Zone, by: &[Segment]) -> Self {
        Self {
            tz: zone.name().to_owned(),
            tz_rules: zone.rules(),
            lines: 0,
            responses: 0,
            superseded: 0,
            bad: 0,
            left_out: 0,
            complete: 0,
            comments: 0,
            surveys: BTreeMap::new(),
            total: Cube::default(),
            days: BTreeMap::new(),
            undated: Cube::default(),
            started: 0,
            unanswered: 0,
            complete_comments: 0,
            complete_started: 0,
            ordered: 0,
            reached: BTreeMap::new(),
            orders: BTreeMap::new(),
            times: DurationHistogram::default(),
            questions: BTreeMap::new(),
            more_questions: false,
            by: by.iter().map(|segment| (segment.clone(), SegmentCounts::default())).collect(),
            min_group: None,
        }
    }

    /// Counts one response that stands for itself: one for each id.
    pub fn push(&mut self, response: &Response, zone: &Zone) {
        self.record(&Record::from(response), zone);
    }

    /// Counts one record that stands for itself.
    pub fn record(&mut self, record: &Record, zone: &Zone) {
        let cell = (record.empathy, record.promise, record.recommend);
        self.count(&Observation {
            day: Calendar::new(zone).day(record.submitted_ms),
            cell,
            complete: record.complete,
            comment: record.has_comment,
            started: record.is_started(),
            seq: record.seq,
            order: record.order.map(|order| (order, record.reached_comment)),
            time: record.answered_ms.map(duration_histogram::bin),
        });
        add(self.surveys.entry(record.survey.as_str().to_owned()).or_default(), 1);
        for detail in record.details.iter().filter(|detail| detail.kind > DetailKind::Reached) {
            self.questions.entry(detail.name.to_owned()).or_default().add(&detail, 1);
        }
        if record.order.is_some() {
            self.reach(record);
        }
        let mut cube = Cube::default();
        cube.add(cell, 1);
        for (segment, counts) in &mut self.by {
            let values = segment.of(record);
            let said = values.iter().map(|value| Some(value.as_str())).chain(values.is_empty().then_some(None));
            said.for_each(|value| counts.add(value, &cube));
        }
    }

    /// Who reached and who answered the owner's own questions.
    fn reach(&mut self, record: &Record) {
        for detail in record.details.iter().filter(|detail| detail.kind >= DetailKind::Reached) {
            let (answer, name) = (detail.kind != DetailKind::Reached, detail.name);
            let seen = self.reached.entry(name.to_owned()).or_default();
            // Who answers has seen it, whether that was said or not.
            let counted_as_seen = answer && record.details.has(name, |kind| kind == DetailKind::Reached);
            add(&mut seen.saw, (!counted_as_seen).into());
            add(&mut seen.answered, answer.into());
        }
    }

    /// Counts one response but for its survey, its segments and the owner's own questions.
    pub(crate) fn count(&mut self, observation: &Observation) {
        let Observation { day, cell, complete, comment, started, seq, order, time } = *observation;
        add(&mut self.lines, 1);
        add(&mut self.responses, 1);
        add(&mut self.complete, complete.into());
        add(&mut self.comments, comment.into());
        add(&mut self.complete_comments, (complete && comment).into());
        add(&mut self.started, started.into());
        add(&mut self.complete_started, (complete && started).into());
        add(&mut self.unanswered, (!started && seq == 0).into());
        self.total.add(cell, 1);
        self.date(day).add(cell, 1);
        if let Some(bin) = time.filter(|_| started) {
            self.times.add(bin, 1);
        }
        if let Some((order, reached_comment)) = order {
            let mut cube = Cube::default();
            cube.add(cell, 1);
            self.order(order, &cube);
            self.standard("comment", reached_comment, comment, 1);
        }
    }

    /// The answers of a day, or of those without one.
    pub(crate) fn date(&mut self, day: Option<Day>) -> &mut Cube {
        match day {
            Some(day) => self.days.entry(day).or_default(),
            None => &mut self.undated,
        }
    }

    /// Takes the days behind `newest` for those of a wrong clock.
    pub fn until(&mut self, newest: Day) {
        while let Some(last) = self.days.last_entry().filter(|last| *last.key() > newest) {
            self.undated.merge(&last.remove());
        }
    }

    /// Adds the answers of an order, and who reached and answered the scored questions in it.
    pub(crate) fn order(&mut self, order: QuestionOrder, cube: &Cube) {
        add(&mut self.ordered, cube.total());
        self.orders.entry(order).or_default().merge(cube);
        for (name, answered) in
            [("empathy", sum(cube.empathy())), ("promise", sum(cube.promise())), ("recommend", sum(cube.recommend()))]
        {
            let reached = order.questions().any(|question| question == name);
            self.standard(name, reached, true, answered);
            self.standard(name, reached, false, cube.total().saturating_sub(answered));
        }
    }

    /// Adds `n` who reached a question, or answered it all the same.
    pub(crate) fn standard(&mut self, name: &str, reached: bool, answered: bool, n: u64) {
        if n == 0 || !(reached || answered) {
            return;
        }
        let seen = self.reached.entry(name.to_owned()).or_default();
        add(&mut seen.saw, n);
        add(&mut seen.answered, if answered { n } else { 0 });
    }

    /// Adds the counts of `other`, which must be of the same time zone and segments.
    pub fn merge(&mut self, other: &Self) -> Result<(), Problem> {
        if self.tz != other.tz {
            return Err(Problem::new("tz", "must be the same in tallies that are added up"));
        }
        if ![&self.tz_rules, &other.tz_rules].iter().any(|rules| rules.is_empty()) && self.tz_rules != other.tz_rules {
            let rule =
                "must be the same in tallies that are added up: they were made by two editions of the tz database";
            return Err(Problem::new("tz_rules", rule));
        }
        if !self.by.keys().eq(other.by.keys()) {
            return Err(Problem::new("by", "must be the same in tallies that are added up"));
        }
        let counts = [
            (&mut self.lines, other.lines),
            (&mut self.responses, other.responses),
            (&mut self.superseded, other.superseded),
            (&mut self.bad, other.bad),
            (&mut self.left_out, other.left_out),
            (&mut self.complete, other.complete),
            (&mut self.comments, other.comments),
            (&mut self.started, other.started),
            (&mut self.unanswered, other.unanswered),
            (&mut self.complete_comments, other.complete_comments),
            (&mut self.complete_started, other.complete_started),
            (&mut self.ordered, other.ordered),
        ];
        for (count, more) in counts {
            add(count, more);
        }
        self.total.merge(&other.total);
        self.undated.merge(&other.undated);
        self.times.merge(&other.times);
        self.more_questions |= other.more_questions;
        self.min_group = self.min_group.max(other.min_group);
        self.merge_maps(other);
        Ok(())
    }

    fn merge_maps(&mut self, other: &Self) {
        for (survey, n) in &other.surveys {
            add(self.surveys.entry(survey.clone()).or_default(), *n);
        }
        for (day, cube) in &other.days {
            self.days.entry(*day).or_default().merge(cube);
        }
        for (order, cube) in &other.orders {
            self.orders.entry(*order).or_default().merge(cube);
        }
        for (name, more) in &other.reached {
            let seen = self.reached.entry(name.clone()).or_default();
            add(&mut seen.saw, more.saw);
            add(&mut seen.answered, more.answered);
        }
        for (name, counts) in &other.questions {
            self.questions.entry(name.clone()).or_default().merge(counts);
        }
        for (segment, counts) in &other.by {
            self.by.entry(segment.clone()).or_default().merge(counts);
        }
    }

    /// The first and the last day on which a response was submitted.
    pub fn period(&self) -> Option<(Day, Day)> {
        Some((*self.days.keys().next()?, *self.days.keys().next_back()?))
    }
}
