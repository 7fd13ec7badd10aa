//! Which responses of the files are looked at: the options that every command has which reads files.

use anyhow::ensure;
use clap::Args;
use goodword_core::columns::Filter;
use goodword_core::columns::query::{day, promise, range, segment_value, truth};
use goodword_core::{Day, Promise, Segment, SurveyId, Zone};

use crate::zone;

/// Conditions, each of which must hold.
#[derive(Debug, Args)]
pub(super) struct Criteria {
    /// The time zone in which a day begins.
    #[arg(long, default_value = "UTC", value_name = "ZONE", value_parser = zone::zone_named)]
    pub tz: Zone,
    /// Counts the responses of this survey only.
    #[arg(long, value_name = "NAME", value_parser = |text: &str| SurveyId::parse(text))]
    pub survey: Option<SurveyId>,
    /// From this day on, by the calendar of --tz.
    #[arg(long, value_name = "DAY", value_parser = day)]
    since: Option<Day>,
    /// Before this day.
    #[arg(long, value_name = "DAY", value_parser = day)]
    until: Option<Day>,
    /// With a day, or without one because the clock that dated it was wrong: yes, no.
    #[arg(long, value_name = "YES-OR-NO", value_parser = truth)]
    dated: Option<bool>,
    /// With this score of empathy, such as 4-5.
    #[arg(long, value_name = "SCORES", value_parser = |text: &str| range(text, 1, 5))]
    empathy: Option<(u8, u8)>,
    /// With this answer to the promise question: broken, kept, exceeded, none.
    #[arg(long, value_name = "STATE", value_parser = promise)]
    promise: Option<Promise>,
    /// With this score of recommend, such as 0-6.
    #[arg(long, value_name = "SCORES", value_parser = |text: &str| range(text, 0, 10))]
    recommend: Option<(u8, u8)>,
    /// With a comment, or without one: yes, no.
    #[arg(long, value_name = "YES-OR-NO", value_parser = truth)]
    comment: Option<bool>,
    /// Come to the end, or not: yes, no.
    #[arg(long, value_name = "YES-OR-NO", value_parser = truth)]
    complete: Option<bool>,
    /// With this value of a segment, such as device=mobile; device= is those who say nothing about it, and fields.plan=""
    /// those whose plan is an empty text. Given several times, of each segment any of its values is wanted.
    #[arg(long = "where", value_name = "SEGMENT=VALUE", value_parser = segment_value)]
    wanted: Vec<(Segment, Option<String>)>,
    /// Without this value of a segment.
    #[arg(long = "not", value_name = "SEGMENT=VALUE", value_parser = segment_value)]
    unwanted: Vec<(Segment, Option<String>)>,
}

impl Criteria {
    /// Refuses days of which none is left.
    pub(super) fn check(&self) -> anyhow::Result<()> {
        if let (Some(since), Some(until)) = (self.since, self.until) {
            ensure!(
                since < until,
                "--until {until} must be later than --since {since}: it is the first day that does not count"
            );
        }
        Ok(())
    }

    /// The values of segments that are asked for.
    pub(super) fn values(&self) -> impl Iterator<Item = (&Segment, Option<&str>)> {
        self.wanted.iter().chain(&self.unwanted).map(|(segment, value)| (segment, value.as_deref()))
    }

    /// The conditions. Other surveys are left out while reading.
    pub(super) fn filter(&self) -> Filter {
        Filter {
            survey: None,
            since: self.since,
            until: self.until,
            dated: self.dated,
            empathy: self.empathy,
            promise: self.promise,
            recommend: self.recommend,
            comment: self.comment,
            complete: self.complete,
            segments: self.wanted.clone(),
            without: self.unwanted.clone(),
            group: None,
        }
    }
}
