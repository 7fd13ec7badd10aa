//! A file of another program, by the mapping that it is read by: what is said of it, its responses, and what became of its
//! rows. The results view and the command line read with this, so the same bytes give the same responses in both.

use super::converter::Converter;
use super::mapping::Mapping;
use super::moment::DateOrder;
use super::plan::Plan;
use super::profile::Profile;
use super::proposal::propose;
use super::report::Report;
use super::source::Source;
use crate::words::plural;
use crate::{Problem, Response, Survey, Zone};

/// What is said of a file of Windows.
pub const WINDOWS: &str = "it is no UTF-8, and was read as Windows-1252";

/// So many names are listed.
const NAMES: usize = 12;

/// A file that is read by a mapping.
#[derive(Debug)]
pub struct Foreign {
    profile: Profile,
    mapping: Mapping,
    plan: Plan,
    notes: Vec<String>,
}

/// A file that its mapping does not fit.
#[derive(Debug)]
pub struct Refused {
    /// The file.
    pub profile: Profile,
    /// The mapping.
    pub mapping: Mapping,
    /// What it lacks, or gets wrong.
    pub problems: Vec<Problem>,
    /// What was not guessed, and why.
    pub notes: Vec<String>,
}

impl Foreign {
    /// A file that was looked through to its end, read by `mapping`, or by what is proposed. `dates` is the order of dates
    /// that do not tell theirs.
    pub fn new(profile: Profile, mapping: Option<Mapping>, dates: Option<DateOrder>) -> Result<Self, Box<Refused>> {
        let (mut mapping, notes) = mapping.map_or_else(
            || {
                let proposal = propose(&profile);
                (proposal.mapping, proposal.notes)
            },
            |mapping| (mapping, Vec::new()),
        );
        mapping.submitted_at.order = mapping.submitted_at.order.or(dates);
        match Plan::new(&mapping, &profile) {
            Ok(plan) => Ok(Self { profile, mapping, plan, notes }),
            Err(problems) => Err(Box::new(Refused { profile, mapping, problems, notes })),
        }
    }

    /// The file.
    pub fn profile(&self) -> &Profile {
        &self.profile
    }

    /// What it is read by.
    pub fn mapping(&self) -> &Mapping {
        &self.mapping
    }

    /// What was not guessed of it, and why, in sentences.
    pub fn notes(&self) -> &[String] {
        &self.notes
    }

    /// What its questions are.
    pub fn definition(&self) -> &Survey {
        self.plan.definition()
    }

    /// The zone of its clock, by its name in the tz database; UTC without one.
    pub fn tz(&self) -> Option<&str> {
        self.plan.tz()
    }

    /// The file on its way to responses, from its first byte, by the clock of `zone`.
    pub fn conversion(&self, zone: Zone) -> Conversion {
        let (source, rows) = (self.profile.source(), self.profile.rows());
        Conversion { source, converter: Converter::new(&self.plan, zone), rows }
    }

    /// What became of its rows, a sentence for each fact; the bad rows stand in the report.
    pub fn facts(&self, report: &Report) -> Vec<String> {
        facts(report, &self.plan)
    }

    /// What it was.
    pub fn into_profile(self) -> Profile {
        self.profile
    }
}

/// What became of the rows of a file, a sentence without its full stop for each fact.
pub fn facts(report: &Report, plan: &Plan) -> Vec<String> {
    let rows = |count, one, many| plural(count, one, many);
    let mut parts = vec![rows(report.responses, "response", "responses")];
    parts.extend(
        report.left_out.iter().map(|(why, count)| format!("{} left out, because {why}", rows(*count, "row", "rows"))),
    );
    parts.push(rows(report.bad_count, "bad row", "bad rows"));
    let mut facts = vec![format!("{} read: {}", rows(report.rows, "row", "rows"), parts.join(", "))];
    facts.extend(plan.assumed().map(str::to_owned));
    if !plan.personal().is_empty() {
        facts.push(format!("left out, because they say who somebody is: {}", listed(plan.personal())));
    }
    if !plan.unused().is_empty() {
        facts.push(format!("not used: {}", listed(plan.unused())));
    }
    facts
}

fn listed(names: &[String]) -> String {
    let first: Vec<_> = names.iter().take(NAMES).map(String::as_str).collect();
    let more = names.len() - first.len();
    if more > 0 { format!("{} and {more} more", first.join(", ")) } else { first.join(", ") }
}

/// A file on its way to responses.
#[derive(Debug)]
pub struct Conversion {
    source: Source,
    converter: Converter,
    /// How many rows it had when it was looked through.
    rows: u64,
}

impl Conversion {
    /// Takes the next bytes, cut anywhere, and hands every response that ends in them to `sink`, with its line.
    pub fn push(&mut self, bytes: &[u8], sink: &mut impl FnMut(u64, Box<Response>)) {
        let Self { source, converter, .. } = self;
        source.push(bytes, &mut |_, row| converter.push(row, sink));
    }

    /// Says that the file has ended. `None` where it is no longer the file that was looked through.
    pub fn finish(mut self, sink: &mut impl FnMut(u64, Box<Response>)) -> Option<Report> {
        let converter = &mut self.converter;
        self.source.finish(&mut |_, row| converter.push(row, sink));
        let report = self.converter.finish(sink);
        (report.rows == self.rows).then_some(report)
    }
}
