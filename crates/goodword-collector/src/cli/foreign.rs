//! A file of another survey program on its way to responses: what it is, by which mapping it is read, and what became of
//! its rows.

use std::fs;
use std::io;
use std::path::Path;

use anyhow::{Context, anyhow, bail};
use goodword_core::import::{Asked, Converter, Mapping, Plan, Profile, Program, Report, Source, propose};
use goodword_core::words::plural;
use goodword_core::{Reader, Record, Response, Survey, Zone};

use super::peeked::{self, Peeked};
use super::source::{self, Pieces};
use crate::zone;

/// So many bytes of memory are taken at once.
const PIECE: usize = 64 * 1024;
/// So many names are listed.
const NAMES: usize = 12;

/// What is said of a file of Windows.
pub(super) const WINDOWS: &str = "it is no UTF-8, and was read as Windows-1252";

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

/// What a file is.
pub(super) enum Found {
    /// Our own, or nothing that a mapping could help with.
    Ours,
    /// A table, or a list, of nobody who is known.
    Unknown,
    /// Read by a mapping.
    Foreign(Box<Foreign>),
}

/// Looks at a file. What another program wrote, and what a mapping is given for, is looked through to its end, and it is
/// said on stderr what it is.
pub(super) fn find(path: &Path, file: &mut Peeked, mapping: Option<&Mapping>) -> anyhow::Result<Found> {
    if is_ours(file.head()) {
        return Ok(Found::Ours);
    }
    let looked = |asked| {
        let mut head = Profile::read_as(asked);
        head.push(file.head());
        head.finish();
        head
    };
    let head = looked(Asked::default());
    let head = head.in_windows().map_or(head, looked);
    if mapping.is_none() && head.recognition().is_none() {
        let is_list = head.columns().len() > 1 && head.rows() > 1;
        return Ok(if is_list { Found::Unknown } else { Found::Ours });
    }
    let name = path.display().to_string();
    let asked = mapping.map_or_else(Asked::default, |mapping| Asked {
        program: mapping.program,
        heading_rows: mapping.heading_rows,
        ..Asked::default()
    });
    let (profile, again) = profile(file, asked).with_context(|| format!("cannot read {name}"))?;
    if profile.is_in_windows() {
        eprintln!("{name}: {WINDOWS}");
    }
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
    Ok(Found::Foreign(Box::new(Foreign { name, again, profile, plan })))
}

fn refused(name: &str, problems: &[goodword_core::Problem]) -> anyhow::Error {
    let sentences: Vec<_> = problems.iter().map(ToString::to_string).collect();
    anyhow!(
        "{name} cannot be read by this mapping: {}. `goodword map {name} > map.json` proposes one, to be completed, for --map map.json",
        sentences.join("; ")
    )
}

/// Looks through a whole file.
pub(super) fn look(path: &Path, program: Option<Program>) -> anyhow::Result<Profile> {
    let unread = || format!("cannot read {}", path.display());
    let mut file = peeked::open(path).with_context(unread)?;
    Ok(profile(&mut file, Asked { program, ..Asked::default() }).with_context(unread)?.0)
}

/// Looks through a file, a second time where its letters are those of Windows.
fn profile(file: &mut Peeked, asked: Asked) -> io::Result<(Profile, Again)> {
    let mut profile = Profile::read_as(asked);
    let path = file.again().map(Path::to_owned);
    // What comes from a pipe does not come again.
    let mut memory = Vec::new();
    while let Some(piece) = file.next()? {
        profile.push(piece);
        if path.is_none() {
            memory.extend_from_slice(piece);
        }
    }
    profile.finish();
    let again = path.map_or(Again::Memory(memory), Again::File);
    let Some(asked) = profile.in_windows() else { return Ok((profile, again)) };
    let mut profile = Profile::read_as(asked);
    let mut bytes = again.open()?;
    while let Some(piece) = bytes.next()? {
        profile.push(piece);
    }
    profile.finish();
    drop(bytes);
    Ok((profile, again))
}

impl Again {
    fn open(&self) -> io::Result<Bytes<'_>> {
        Ok(match self {
            Self::Memory(bytes) => Bytes::Memory(bytes.chunks(PIECE)),
            Self::File(path) => Bytes::File(source::open(path)?),
        })
    }
}

impl Foreign {
    /// What its questions are.
    pub(super) fn definition(&self) -> &Survey {
        self.plan.definition()
    }

    /// Its responses, piece by piece.
    pub(super) fn conversion(&self) -> anyhow::Result<Conversion<'_>> {
        let bytes = self.again.open().with_context(|| format!("cannot read {}", self.name))?;
        let converter = Some(Converter::new(&self.plan, clock(&self.plan)?));
        Ok(Conversion { foreign: self, bytes, source: self.profile.source(), converter })
    }
}

/// The bytes of a file, once more.
enum Bytes<'a> {
    File(Pieces),
    Memory(std::slice::Chunks<'a, u8>),
}

impl Bytes<'_> {
    fn next(&mut self) -> io::Result<Option<&[u8]>> {
        match self {
            Self::File(pieces) => pieces.next(),
            Self::Memory(chunks) => Ok(chunks.next()),
        }
    }
}

/// Responses, each with the line that it began on.
pub(super) type Numbered = Vec<(u64, Box<Response>)>;

/// A file on its way to responses.
pub(super) struct Conversion<'a> {
    foreign: &'a Foreign,
    bytes: Bytes<'a>,
    source: Source,
    /// Nothing once the file has ended.
    converter: Option<Converter<'a>>,
}

impl Conversion<'_> {
    /// The next responses, each with its line; `None` behind the last, when it was said on stderr what became of the rows.
    pub(super) fn next(&mut self) -> anyhow::Result<Option<Numbered>> {
        let mut found = Vec::new();
        let mut sink = |line, response| found.push((line, response));
        let Some(converter) = &mut self.converter else { return Ok(None) };
        if let Some(piece) = self.bytes.next().with_context(|| format!("cannot read {}", self.foreign.name))? {
            self.source.push(piece, &mut |_, row| converter.push(row, &mut sink));
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
    lines.extend(plan.assumed().map(|assumed| format!("{name}: {assumed}")));
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
