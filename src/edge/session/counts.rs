//! Counts instead of responses: a collector has made the tally, and the figures come from that.

use std::rc::Rc;

use goodword_core::columns::Filter;
use goodword_core::{Problem, Summary, Survey, Tally};

use super::{Session, reading};
use crate::edge::stream;
use crate::results::address;
use crate::results::asked::{Asked, Options};
use crate::results::facets::Facets;
use crate::results::failure::{Failure, Kind};
use crate::results::message::{BadLines, Found, Origin, Report, Sum, Token};

/// What was counted.
pub struct Counts {
    tally: Tally,
    survey: Option<Survey>,
    facets: Facets,
}

/// Where counts are read, when they are wanted.
pub fn place<'a>(origin: &'a Origin, zone: &str) -> Option<(String, Option<&'a Token>)> {
    let Origin::Address { url, token } = origin else { return None };
    Some((address::tally(url, zone)?, token.as_ref()))
}

/// The only survey that counts, its definition, what is asked for, and whether that was not understood.
pub type Wanted = (Option<String>, Option<Survey>, Asked, bool);

impl Session {
    /// Reads a tally, and tells what it comes down to.
    pub(super) async fn counted(&self, job: u32, url: &str, token: Option<&Token>, wanted: Wanted) {
        let (name, survey, asked, mistaken) = wanted;
        let tally = read(url, token).await.and_then(|tally| of(tally, name.as_deref()));
        let tally = match tally {
            _ if !self.wants(job) => return,
            Ok(tally) => tally,
            Err(failure) => return self.say(job, Report::Failed(failure, BadLines::default())),
        };
        let today = reading::today(&self.zone(&tally.tz));
        let (facets, doubts) = (Facets::of(&tally), doubts(&tally, &asked, mistaken));
        let bad = BadLines { total: tally.bad, listed: Vec::new() };
        let counts = Counts { tally, survey, facets: facets.clone() };
        match counts.sum(&asked.options()) {
            Ok(sum) => {
                *self.counts.borrow_mut() = Some(Rc::new(counts));
                self.say(job, Report::Done(Box::new(Found { sum, facets, bad, doubts, today, counted: true })));
            }
            Err(_) => self.say(job, Report::Failed(Failure::Unkept, BadLines::default())),
        }
    }
}

async fn read(url: &str, token: Option<&Token>) -> Result<Tally, Failure> {
    let stream = stream::open(url, token).await?;
    let mut bytes = Vec::new();
    while let Some(chunk) = stream.next().await.map_err(|_| Failure::Network)? {
        bytes.extend(chunk.to_vec());
    }
    serde_json::from_slice(&bytes).map_err(|_| Failure::NoCounts)
}

fn of(tally: Tally, survey: Option<&str>) -> Result<Tally, Failure> {
    match survey {
        _ if tally.responses == 0 => Err(Failure::Empty(Kind::Address)),
        Some(survey) if !tally.surveys.contains_key(survey) => Err(Failure::OtherSurvey),
        _ => Ok(tally),
    }
}

/// What counts cannot tell.
fn doubts(tally: &Tally, asked: &Asked, mistaken: bool) -> Vec<String> {
    let filtered = (mistaken || asked.filter != Filter::default()).then_some(
        "The address of this page asks for some of the responses: counts cannot be filtered, so nothing is left out.",
    );
    let undated = tally.days.is_empty().then_some("Days were not counted apart: with “by=day” there are trends too.");
    [filtered, undated].into_iter().flatten().map(str::to_owned).collect()
}

impl Counts {
    /// The figures, with what stands beside each other where the counts tell it.
    pub fn sum(&self, asked: &Options) -> Result<Sum, Problem> {
        let query = Asked::read(asked)?.query(&self.facets);
        let told =
            query.compare.as_ref().is_none_or(|(a, b)| a.of(&self.tally).is_some() && b.of(&self.tally).is_some());
        let query = goodword_core::columns::Query {
            filter: Filter::default(),
            compare: query.compare.filter(|_| told),
            by: query.by,
        };
        let summary = Summary::counted(&self.tally, &query, self.survey.as_ref()).json();
        let options = query.options().into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
        Ok(Sum::new(asked.clone(), options, summary))
    }
}
