//! Rows → responses, by a plan.

use std::borrow::Cow;
use std::collections::HashMap;

use serde_json::Value as Json;

use super::cell::{self, Cell};
use super::identity::{of_row, of_source_id};
use super::moment::{DateOrder, Moment};
use super::plan::{Plan, RowsOf, Rule, SurveyOf, Takes, TimeOf};
use super::report::Report;
use super::slug::slug;
use super::source::Row;
use crate::answer::Comment;
use crate::response::Context;
use crate::{
    Answers, Empathy, FieldName, Promise, Recommend, Response, ResponseId, SurveyId, Timestamp, Value, Zone, limits,
};

/// 1990-01-01: what is submitted has a later time; `0001-01-01` and `1980-01-01` are written for none.
const FIRST_MS: i64 = 631_152_000_000;

/// A conversion under way.
#[derive(Debug)]
pub struct Converter {
    plan: Plan,
    zone: Zone,
    report: Report,
    /// How many rows without an id were the same so far.
    same: HashMap<ResponseId, u64>,
    /// Steps, of which only the last of each response is handed over.
    steps: Vec<(u64, Box<Response>)>,
}

/// What becomes of a row that is no response.
enum Refused {
    LeftOut(String),
    Bad(String),
}

fn bad<T>(reason: impl Into<String>) -> Result<T, Refused> {
    Err(Refused::Bad(reason.into()))
}

impl Converter {
    /// By the clock of `zone` where times do not say theirs.
    pub fn new(plan: &Plan, zone: Zone) -> Self {
        Self { plan: plan.clone(), zone, report: Report::default(), same: HashMap::new(), steps: Vec::new() }
    }

    /// Takes a row, and hands its response to `sink`, with the line that it began on.
    pub fn push(&mut self, row: Row, sink: &mut impl FnMut(u64, Box<Response>)) {
        self.report.rows += 1;
        let line = row.line;
        match row.cells.map_err(Refused::Bad).and_then(|cells| self.response(&cells)) {
            Ok(response) if self.plan.steps => self.steps.push((line, response)),
            Ok(response) => {
                self.report.responses += 1;
                sink(line, response);
            }
            Err(Refused::LeftOut(why)) => self.report.leave_out(&why),
            Err(Refused::Bad(reason)) => self.report.refuse(line, reason),
        }
    }

    /// Ends the conversion: hands over what waited for its last step, and tells what became of all rows.
    pub fn finish(mut self, sink: &mut impl FnMut(u64, Box<Response>)) -> Report {
        let mut last: HashMap<ResponseId, usize> = HashMap::new();
        let mut steps = std::mem::take(&mut self.steps);
        // The most complete, the latest, the one with most answers; the line decides between equals.
        steps.sort_by_key(|(line, step)| (step.complete, step.submitted_at.unix_ms(), step.answers.len(), *line));
        for (at, (_, step)) in steps.iter().enumerate() {
            last.insert(step.id, at);
        }
        let mut counts: HashMap<ResponseId, u32> = HashMap::new();
        let mut kept = Vec::new();
        for (at, (line, mut step)) in steps.into_iter().enumerate() {
            let count = counts.entry(step.id).or_default();
            *count += 1;
            step.seq = *count;
            if last.get(&step.id) == Some(&at) {
                kept.push((line, step));
            } else {
                self.report.leave_out("it is an earlier step of a response that goes on");
            }
        }
        kept.sort_by_key(|(line, _)| *line);
        for (line, response) in kept {
            self.report.responses += 1;
            sink(line, response);
        }
        self.report
    }

    fn name(&self, at: usize) -> &str {
        self.plan.names.get(at).map_or("", String::as_str)
    }

    fn response(&mut self, cells: &[Cell]) -> Result<Box<Response>, Refused> {
        self.filter(cells)?;
        let answers = self.answers(cells)?;
        if answers.is_empty() {
            return Err(Refused::LeftOut("it answers none of the questions that are mapped".to_owned()));
        }
        let submitted_at = self.submitted_at(cells)?;
        let survey = self.survey(cells)?;
        let id = self.id(&survey, cells)?;
        let response = Response {
            id,
            survey,
            survey_version: None,
            seq: self.seq(cells, &submitted_at),
            submitted_at,
            answers,
            complete: self.complete(cells),
            order: Vec::new(),
            timing_ms: None,
            context: self.context(cells),
            fields: self.fields(cells)?,
            follow_up: None,
            client: None,
            sent_at: None,
            key: None,
            proof: None,
            honeypot: false,
            widget: None,
            received_at: None,
            quality: None,
            identity: None,
            unknown: crate::object::UnknownFields::default(),
        };
        if response.to_json().len() > limits::BODY_BYTES {
            return bad(format!("is longer than {} bytes as a response", limits::BODY_BYTES));
        }
        Ok(Box::new(response))
    }

    fn filter(&self, cells: &[Cell]) -> Result<(), Refused> {
        let value = |filter: &RowsOf| text(cells, filter.at).unwrap_or_default().into_owned();
        if let Some(only) = self.plan.only.as_ref().filter(|only| !only.values.contains(&value(only))) {
            return Err(Refused::LeftOut(format!("its “{}” is not {}", self.name(only.at), only.values.join(" or "))));
        }
        match self.plan.except.as_ref().filter(|except| except.values.contains(&value(except))) {
            Some(except) => Err(Refused::LeftOut(format!("its “{}” is {}", self.name(except.at), value(except)))),
            None => Ok(()),
        }
    }

    fn submitted_at(&self, cells: &[Cell]) -> Result<Timestamp, Refused> {
        let (at, order) = match self.plan.submitted_at {
            TimeOf::All(moment) => return Ok(moment.timestamp(&self.zone)),
            TimeOf::Column(at, order) => (at, order),
        };
        let name = self.name(at);
        let Some(text) = text(cells, at) else { return bad(format!("“{name}” is empty: there is no time")) };
        match Moment::parse(&text, order).map(|moment| moment.timestamp(&self.zone)) {
            Some(time) if time.unix_ms() < FIRST_MS => {
                bad(format!("“{name}” is before 1990, which stands for no time"))
            }
            Some(time) => Ok(time),
            None => bad(format!("“{name}” is no time that can be read")),
        }
    }

    fn survey(&self, cells: &[Cell]) -> Result<SurveyId, Refused> {
        let at = match &self.plan.survey {
            SurveyOf::All(survey) => return Ok(survey.clone()),
            SurveyOf::Column(at) => *at,
        };
        let text = text(cells, at).unwrap_or_default();
        let survey = SurveyId::of(&text).or_else(|| SurveyId::of(&slug(&text)?));
        survey.ok_or_else(|| Refused::Bad(format!("“{}” does not name a survey", self.name(at))))
    }

    fn id(&mut self, survey: &SurveyId, cells: &[Cell]) -> Result<ResponseId, Refused> {
        if let Some(at) = self.plan.id {
            return match text(cells, at) {
                Some(id) => Ok(of_source_id(survey, &id)),
                None => bad(format!("“{}” is empty: there is no id", self.name(at))),
            };
        }
        // Only what is taken says which row it is: an id must not give away a column that is left out.
        let plan = &self.plan;
        let of = |before| {
            let taken = plan.mapped.iter().filter_map(|at| Some((plan.names.get(*at)?.as_str(), cells.get(*at)?)));
            of_row(survey, taken, before)
        };
        let same = self.same.entry(of(0)).or_default();
        *same += 1;
        Ok(of(*same - 1))
    }

    /// The later a change, the higher: 1 and the seconds from when it was submitted.
    fn seq(&self, cells: &[Cell], submitted_at: &Timestamp) -> u32 {
        let changed =
            self.plan.changed_at.and_then(|at| text(cells, at)).and_then(|text| Moment::parse(&text, self.order()));
        let seconds =
            changed.map_or(0, |changed| (changed.timestamp(&self.zone).unix_ms() - submitted_at.unix_ms()) / 1000);
        u32::try_from(seconds.saturating_add(1)).unwrap_or(1).max(1)
    }

    fn order(&self) -> DateOrder {
        match self.plan.submitted_at {
            TimeOf::All(_) => DateOrder::Ymd,
            TimeOf::Column(_, order) => order,
        }
    }

    fn complete(&self, cells: &[Cell]) -> bool {
        let Some((at, said)) = &self.plan.complete else { return true };
        let is_among = |values: &[String], text: &str| values.iter().any(|value| value == text);
        match text(cells, *at) {
            None => !said.no.is_empty(),
            Some(text) if said.yes.is_empty() => !is_among(&said.no, &text),
            Some(text) => is_among(&said.yes, &text),
        }
    }

    fn context(&self, cells: &[Cell]) -> Option<Context> {
        let [url, locale, device] = self.plan.context.map(|at| at.and_then(|at| text(cells, at)).map(Cow::into_owned));
        let plain = |url: String| url.split(['?', '#']).next().unwrap_or_default().to_owned();
        let context = Context {
            url: url.map(plain).filter(|url| !url.is_empty() && limits::hold(url, limits::URL)),
            locale: locale.filter(|locale| limits::hold(locale, limits::LOCALE)),
            device: device.filter(|device| limits::hold(device, limits::SHORT)),
            ..Context::default()
        };
        (context != Context::default()).then_some(context)
    }

    fn fields(&self, cells: &[Cell]) -> Result<Vec<(FieldName, Value)>, Refused> {
        let mut fields = Vec::new();
        for (name, at) in &self.plan.fields {
            let Some(text) = text(cells, *at) else { continue };
            if !limits::hold(&text, limits::FIELD) {
                return bad(format!("fields.{name}: must be a text of at most {} characters", limits::FIELD));
            }
            fields.push((name.clone(), Value::Text(text.into_owned())));
        }
        Ok(fields)
    }

    fn answers(&self, cells: &[Cell]) -> Result<Answers, Refused> {
        let mut answers = Answers::default();
        for rule in &self.plan.rules {
            let refused = |reason| Refused::Bad(format!("answers.{}: {reason}", rule.question));
            answer(rule, cells, &mut answers).map_err(refused)?;
        }
        Ok(answers)
    }
}

fn text(cells: &[Cell], at: usize) -> Option<Cow<'_, str>> {
    cells.get(at)?.text()
}

/// Puts what a row answers to one question in its place.
fn answer(rule: &Rule, cells: &[Cell], answers: &mut Answers) -> Result<(), String> {
    if rule.takes == Takes::Choice {
        answers.other.extend(choice(rule, cells)?.map(|value| (rule.question.clone(), value)));
        return Ok(());
    }
    let at = rule.columns.first().map_or(usize::MAX, |(at, _)| *at);
    let Some(text) = text(cells, at).and_then(|text| meaning(rule, text)) else { return Ok(()) };
    match rule.takes {
        Takes::Empathy => answers.empathy = Some(Empathy::new(number(&text)).map_err(|problem| problem.rule)?),
        Takes::Recommend => answers.recommend = Some(Recommend::new(number(&text)).map_err(|problem| problem.rule)?),
        Takes::Promise => {
            let unknown = || {
                "a value is given no meaning: say in values which of broken, kept, exceeded or none it is".to_owned()
            };
            answers.promise = Some(Promise::of(&text).ok_or_else(unknown)?);
        }
        Takes::Comment => answers.comment = Some(Comment::new(text.into_owned()).map_err(|problem| problem.rule)?),
        Takes::Scale(min, max) => {
            let score = Some(number(&text)).filter(|score| (min..=max).contains(score));
            let score = score.ok_or_else(|| format!("must be a whole number from {min} to {max}"))?;
            answers.other.push((rule.question.clone(), Value::Whole(score)));
        }
        Takes::Consent => {
            let truth = cell::truth(&text).ok_or("must be yes or no")?;
            answers.other.push((rule.question.clone(), Value::Bool(truth)));
        }
        Takes::Text | Takes::Choice => {
            if !limits::hold(&text, limits::COMMENT) {
                return Err(format!("must be a text of at most {} characters", limits::COMMENT));
            }
            answers.other.push((rule.question.clone(), Value::Text(text.into_owned())));
        }
    }
    Ok(())
}

fn number(text: &str) -> i64 {
    cell::whole(text).unwrap_or(i64::MIN)
}

/// What a value stands for; `None` for no answer.
fn meaning<'a>(rule: &Rule, text: Cow<'a, str>) -> Option<Cow<'a, str>> {
    match rule.values.get(&*text) {
        None => Some(text),
        Some(Json::Null) => None,
        Some(Json::String(meaning)) => Some(Cow::Owned(meaning.clone())),
        Some(other) => Some(Cow::Owned(other.to_string())),
    }
}

/// One option, or a list of them where several could be chosen.
fn choice(rule: &Rule, cells: &[Cell]) -> Result<Option<Value>, String> {
    let several = rule.columns.len() > 1 || rule.split.is_some();
    let mut chosen = Vec::new();
    let mut is_list = several;
    for (at, option) in &rule.columns {
        match cells.get(*at) {
            None | Some(Cell::Empty) => {}
            Some(Cell::List(list)) => {
                is_list = true;
                chosen.extend(list.iter().cloned());
            }
            // A column of one option says yes, or repeats the option.
            Some(Cell::Text(text)) if rule.columns.len() > 1 => match cell::truth(text) {
                Some(true) => chosen.push(option.clone()),
                Some(false) => {}
                None => chosen.push(text.clone()),
            },
            Some(Cell::Text(text)) => match &rule.split {
                Some(split) if !split.is_empty() => {
                    chosen.extend(text.split(split.as_str()).map(|part| part.trim().to_owned()));
                }
                _ => chosen.push(text.clone()),
            },
        }
    }
    let chosen: Vec<_> = chosen
        .into_iter()
        .filter(|text| !text.is_empty())
        .filter_map(|text| Some(meaning(rule, Cow::Owned(text))?.into_owned()))
        .collect();
    if chosen.len() > limits::ITEMS || !chosen.iter().all(|text| limits::hold(text, limits::ITEM)) {
        return Err(format!("must be at most {} options of at most {} characters", limits::ITEMS, limits::ITEM));
    }
    let single = chosen.first().cloned();
    Ok(if is_list { Some(Value::List(chosen)).filter(|_| single.is_some()) } else { single.map(Value::Text) })
}
