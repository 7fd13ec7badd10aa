//! Reading counts instead of responses.

use std::rc::Rc;

use goodword_core::columns::Filter;
use goodword_core::facets::Facets;
use goodword_core::words::doubt;
use goodword_core::{Survey, Tally};

use super::failure::{Failure, SourceKind};
use super::protocol::{BadLines, Origin, ReadResult, Report, Token};
use super::read;
use super::selection::Selection;
use super::session::Session;
use super::source_url;
use super::stream;
use super::tally_source::TallySource;

/// Where counts are read, when they are wanted.
pub fn place<'a>(origin: &'a Origin, zone: &str) -> Option<(String, Option<&'a Token>)> {
    let Origin::Address { url, token } = origin else { return None };
    Some((source_url::tally(url, zone)?, token.as_ref()))
}

/// The only survey that counts, its definition, what is asked for, and what is doubted already.
pub type TallySelection = (Option<String>, Option<Survey>, Selection, Vec<String>);

impl Session {
    /// Reads a tally, and tells what it comes down to.
    pub(super) async fn counted(&self, job: u32, url: &str, token: Option<&Token>, wanted: TallySelection) {
        let (name, survey, selection, mut doubts) = wanted;
        let tally = read(url, token).await.and_then(|tally| of(tally, name.as_deref()));
        let tally = match tally {
            _ if !self.wants(job) => return,
            Ok(tally) => tally,
            Err(failure) => return self.report(job, Report::Failed(failure, BadLines::default())),
        };
        let today = read::today(&self.zone(&tally.tz));
        doubts.extend(untold(&tally, &selection));
        let facets = Facets::of(&tally);
        let bad = BadLines { total: tally.bad, listed: Vec::new() };
        let counts = TallySource { tally, survey, facets: facets.clone() };
        match counts.sum(&selection.options()) {
            Ok(sum) => {
                *self.counts.borrow_mut() = Some(Rc::new(counts));
                self.report(
                    job,
                    Report::Done(Box::new(ReadResult {
                        sum,
                        facets,
                        bad,
                        doubts,
                        imported: Vec::new(),
                        mappings: Vec::new(),
                        today,
                        counted: true,
                    })),
                );
            }
            Err(_) => self.report(job, Report::Failed(Failure::Unkept, BadLines::default())),
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
        _ if tally.responses == 0 => Err(match tally.min_group.filter(|_| tally.left_out > 0) {
            Some(least) => Failure::HeldBack { waiting: tally.left_out, least },
            None => Failure::Empty(SourceKind::Address),
        }),
        Some(survey) if !tally.surveys.contains_key(survey) => Err(Failure::OtherSurvey),
        _ => Ok(tally),
    }
}

/// What counts cannot tell.
fn untold(tally: &Tally, selection: &Selection) -> Vec<String> {
    let filtered = (selection.filter != Filter::default()).then_some(
        "The address of this page asks for some of the responses: counts cannot be filtered, so nothing is left out.",
    );
    let undated = (tally.days.is_empty() && tally.min_group.is_none())
        .then_some("Days were not counted apart: with “by=day” there are trends too.");
    let held_back = doubt::held_back(tally.min_group, tally.responses, tally.left_out).map(|sentence| sentence + ".");
    [filtered, undated].into_iter().flatten().map(str::to_owned).chain(held_back).collect()
}
