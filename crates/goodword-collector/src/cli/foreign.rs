//! A file of another survey program on its way to responses: what it is, by which mapping it is read, and what became of
//! its rows.

use std::fs;
use std::io::{self, Read};
use std::path::Path;

use anyhow::{Context, anyhow, bail};
use goodword_core::import::{Converter, Mapping, Plan, Profile, Program, Report, Source, propose};
use goodword_core::words::plural;
use goodword_core::{Reader, Record, Response, Survey, Zone};

use super::source::{self, Pieces};
use crate::zone;

/// So many bytes of a file tell what it is.
const HEAD: usize = 64 * 1024;
/// So many bytes are read at once.
const PIECE: usize = 64 * 1024;
/// So many names are listed.
const NAMES: usize = 12;

/// What may help where a file holds not one response.
pub(super) const HINT: &str = "no response was found. If another program wrote this, `goodword map FILE > map.json` proposes which column is which, for --map map.json";

/// A file that is read by a mapping.
pub(super) struct Foreign {
    name: String,
    again: Again,
    profile: Profile,
    plan: Plan,
}

/// How the bytes are read a second time.
enum Again {
    File(std::path::PathBuf),
    Memory(Vec<u8>),
}

/// Reads a mapping.
pub(super) fn mapping(file: &Path) -> anyhow::Result<Mapping> {
    let name = file.display();
    let text = fs::read_to_string(file).with_context(|| format!("cannot read {name}"))?;
    Mapping::parse(&text).map_err(|problem| anyhow!("{name}: {problem}"))
}

/// Whether the start of a file holds one of our own responses.
fn is_ours(head: &[u8]) -> bool {
    let (mut reader, mut found) = (Reader::<Record>::records(), false);
    reader.push(head, &mut |line| found |= line.body.is_ok());
    // One line alone ends with the file.
    reader.finish(&mut |line| found |= line.body.is_ok());
    found
}

/// The file, if a mapping is given for it or another program wrote it; what it is, is said on stderr.
pub(super) fn open(path: &Path, pieces: &mut Pieces, mapping: Option<&Mapping>) -> anyhow::Result<Option<Foreign>> {
    let head = pieces.peek(HEAD)?;
    if is_ours(head) {
        return Ok(None);
    }
    let mut look = Profile::new();
    look.push(head);
    look.finish();
    if mapping.is_none() && look.recognition().is_none() {
        return Ok(None);
    }
    let name = path.display().to_string();
    let (profile, again) = profile(
        path,
        pieces,
        mapping.and_then(|mapping| mapping.program),
        mapping.and_then(|mapping| mapping.heading_rows),
    )?;
    let mapping = match (mapping, profile.recognition()) {
        (Some(mapping), _) => mapping.clone(),
        (None, recognition) => {
            let sentence = recognition.map(|found| found.sentence()).unwrap_or_default();
            eprintln!("{name}: {sentence}; --map reads it otherwise, and `goodword map` shows how it is read");
            let proposal = propose(&profile);
            proposal.notes.iter().for_each(|note| eprintln!("{name}: {note}"));
            proposal.mapping
        }
    };
    let plan = Plan::new(&mapping, &profile).map_err(|problems| refused(&name, &problems))?;
    Ok(Some(Foreign { name, again, profile, plan }))
}

fn refused(name: &str, problems: &[goodword_core::Problem]) -> anyhow::Error {
    let sentences: Vec<_> = problems.iter().map(ToString::to_string).collect();
    anyhow!(
        "{name} cannot be read by this mapping: {}. `goodword map {name} > map.json` proposes one to be completed, for --map map.json",
        sentences.join("; ")
    )
}

/// Looks through a whole file.
pub(super) fn look(path: &Path, program: Option<Program>) -> anyhow::Result<Profile> {
    let mut pieces = source::open(path).with_context(|| format!("cannot read {}", path.display()))?;
    Ok(profile(path, &mut pieces, program, None)?.0)
}

fn profile(
    path: &Path,
    pieces: &mut Pieces,
    program: Option<Program>,
    heading_rows: Option<usize>,
) -> io::Result<(Profile, Again)> {
    let mut profile = Profile::read_as(program, heading_rows);
    // What comes from a pipe does not come again.
    let mut memory = pieces.is_once().then(Vec::new);
    while let Some(piece) = pieces.next()? {
        profile.push(piece);
        if let Some(memory) = &mut memory {
            memory.extend_from_slice(piece);
        }
    }
    profile.finish();
    Ok((profile, memory.map_or_else(|| Again::File(path.to_owned()), Again::Memory)))
}

impl Foreign {
    /// What its questions are.
    pub(super) fn definition(&self) -> &Survey {
        self.plan.definition()
    }

    /// Its responses, piece by piece.
    pub(super) fn conversion(&self) -> anyhow::Result<Conversion<'_>> {
        let bytes: Box<dyn Read> = match &self.again {
            Again::Memory(bytes) => Box::new(bytes.as_slice()),
            Again::File(path) => Box::new(source::open(path)?),
        };
        let converter = Some(Converter::new(&self.plan, clock(&self.plan)?));
        Ok(Conversion { foreign: self, bytes, source: self.profile.source(), converter })
    }
}

/// Responses, each with the line that it began on.
pub(super) type Numbered = Vec<(u64, Box<Response>)>;

/// A file on its way to responses.
pub(super) struct Conversion<'a> {
    foreign: &'a Foreign,
    bytes: Box<dyn Read + 'a>,
    source: Source,
    /// Nothing once the file has ended.
    converter: Option<Converter<'a>>,
}

impl Conversion<'_> {
    /// The next responses, each with its line; `None` behind the last, when it was said on stderr what became of the rows.
    pub(super) fn next(&mut self) -> anyhow::Result<Option<Numbered>> {
        let (mut piece, mut found) = (vec![0; PIECE], Vec::new());
        let mut sink = |line, response| found.push((line, response));
        let Some(converter) = &mut self.converter else { return Ok(None) };
        let length = self.bytes.read(&mut piece).with_context(|| format!("cannot read {}", self.foreign.name))?;
        if length > 0 {
            self.source.push(piece.get(..length).unwrap_or_default(), &mut |_, row| converter.push(row, &mut sink));
            return Ok(Some(found));
        }
        self.source.finish(&mut |_, row| converter.push(row, &mut sink));
        let report = self.converter.take().map(|converter| converter.finish(&mut sink)).unwrap_or_default();
        eprint!("{}", told(&self.foreign.name, &report, &self.foreign.plan));
        if report.rows != self.foreign.profile.rows() {
            bail!("{} changed while it was read", self.foreign.name);
        }
        Ok(Some(found))
    }
}

/// The zone of a file's clock.
pub(super) fn clock(plan: &Plan) -> anyhow::Result<Zone> {
    plan.tz().map_or_else(
        || Ok(Zone::utc()),
        |name| zone::zone_named(name).map_err(|problem| anyhow!("submitted_at.tz: {problem}")),
    )
}

/// What became of the rows of a file, a line for each fact.
pub(super) fn told(name: &str, report: &Report, plan: &Plan) -> String {
    let mut lines: Vec<_> = report.bad.iter().map(|bad| format!("{name}:{}: {}", bad.line, bad.reason)).collect();
    let rows = |count, one, many| plural(count, one, many);
    let mut parts = vec![rows(report.responses, "response", "responses")];
    parts.extend(
        report.left_out.iter().map(|(why, count)| format!("{} left out, because {why}", rows(*count, "row", "rows"))),
    );
    parts.push(rows(report.bad_count, "bad row", "bad rows"));
    lines.push(format!("{name}: {} read: {}", rows(report.rows, "row", "rows"), parts.join(", ")));
    if !plan.personal().is_empty() {
        lines.push(format!("{name}: left out, because they say who somebody is: {}", listed(plan.personal())));
    }
    if !plan.unused().is_empty() {
        lines.push(format!("{name}: not used: {}", listed(plan.unused())));
    }
    lines.into_iter().map(|line| line + "\n").collect()
}

fn listed(names: &[String]) -> String {
    let first: Vec<_> = names.iter().take(NAMES).map(String::as_str).collect();
    let more = names.len() - first.len();
    if more > 0 { format!("{} and {more} more", first.join(", ")) } else { first.join(", ") }
}
