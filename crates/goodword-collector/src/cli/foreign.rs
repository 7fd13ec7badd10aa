//! A file of another survey program on its way to responses: what it is, by which mapping it is read, and what became of
//! its rows.

use std::fs;
use std::io;
use std::path::Path;

use anyhow::{Context, anyhow, bail};
use goodword_core::import::{
    Asked, BadRow, DateOrder, Foreign, Mapping, Profile, Program, Refused, Report, Start, WINDOWS,
};
use goodword_core::{Response, Zone};
use serde::Deserialize;
use serde::de::IntoDeserializer;
use serde::de::value::{Error, StrDeserializer};

use super::peeked::{self, Again, Peeked, Rest};
use crate::zone;

/// What may help where a file holds not one response.
pub(super) const HINT: &str = "no response was found. If another program wrote this, `goodword map FILE > map.json` proposes which column is which, for --map map.json";

/// Reads a mapping.
pub(super) fn mapping(file: &Path) -> anyhow::Result<Mapping> {
    let name = file.display();
    let text = fs::read_to_string(file).with_context(|| format!("cannot read {name}"))?;
    Mapping::parse(&text).map_err(|problem| anyhow!("{name}: {problem}"))
}

/// The order of dates that are written as numbers: `ymd`, `dmy`, `mdy`.
pub(super) fn order(text: &str) -> Result<DateOrder, String> {
    let text: StrDeserializer<'_, Error> = text.into_deserializer();
    DateOrder::deserialize(text).map_err(|_| "must be ymd, dmy or mdy".to_owned())
}

/// What a file is.
pub(super) enum Found {
    /// Our own, or nothing that a mapping could help with.
    Ours,
    /// A table, or a list, of nobody who is known.
    Unknown,
    /// Read by a mapping.
    Foreign(Box<Opened>),
}

/// A file that is read by a mapping, and how its bytes are read once more.
pub(super) struct Opened {
    name: String,
    again: Again,
    /// By which mapping.
    pub foreign: Foreign,
}

/// How files are read that are not ours.
#[derive(Clone, Copy)]
pub(super) struct Wanted<'a> {
    /// Which column is which.
    pub mapping: Option<&'a Mapping>,
    /// The order of dates that do not tell theirs.
    pub dates: Option<DateOrder>,
}

/// Looks at a file. What another program wrote, and what a mapping is given for, is looked through to its end, and it is
/// said on stderr what it is.
pub(super) fn find(path: &Path, file: &mut Peeked, wanted: Wanted<'_>) -> anyhow::Result<Found> {
    match Start::of(file.head(), wanted.mapping.is_some()) {
        Start::Ours => return Ok(Found::Ours),
        Start::Unknown => return Ok(Found::Unknown),
        Start::Foreign => {}
    }
    let name = path.display().to_string();
    let asked = wanted.mapping.map_or_else(Asked::default, |mapping| Asked {
        program: mapping.program,
        heading_rows: mapping.heading_rows,
        ..Asked::default()
    });
    let (profile, again) = profile(file, asked).with_context(|| format!("cannot read {name}"))?;
    if profile.is_in_windows() {
        eprintln!("{name}: {WINDOWS}");
    }
    if wanted.mapping.is_none() {
        let sentence = profile.recognition().map(|found| found.sentence()).unwrap_or_default();
        eprintln!("{name}: {sentence}; --map reads it otherwise, and `goodword map` shows how it is read");
    }
    let foreign = Foreign::new(profile, wanted.mapping.cloned(), wanted.dates);
    let notes = foreign.as_ref().map_or_else(|refused| refused.notes.as_slice(), Foreign::notes);
    for note in notes {
        eprintln!("{name}: {note}");
    }
    let foreign = foreign.map_err(|refused| said(&name, &refused))?;
    Ok(Found::Foreign(Box::new(Opened { name, again, foreign })))
}

fn said(name: &str, refused: &Refused) -> anyhow::Error {
    let sentences: Vec<_> = refused.problems.iter().map(ToString::to_string).collect();
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
    let again = file.again();
    // What comes from a pipe does not come again.
    let mut memory = Vec::new();
    let mut piece = Vec::new();
    while file.next(&mut piece)? {
        profile.push(&piece);
        if again.is_none() {
            memory.extend_from_slice(&piece);
        }
    }
    profile.finish();
    let again = again.unwrap_or(Again::Memory(memory));
    let Some(asked) = profile.in_windows() else { return Ok((profile, again)) };
    let (mut profile, mut bytes) = (Profile::read_as(asked), again.open()?);
    while bytes.next(&mut piece)? {
        profile.push(&piece);
    }
    profile.finish();
    Ok((profile, again))
}

impl Opened {
    /// Its responses, piece by piece.
    pub(super) fn conversion(&self) -> anyhow::Result<Conversion<'_>> {
        let bytes = self.again.open().with_context(|| format!("cannot read {}", self.name))?;
        let running = Some(self.foreign.conversion(clock(self.foreign.tz())?));
        Ok(Conversion { opened: self, bytes, piece: Vec::new(), running, bad: None })
    }
}

/// Responses, each with the line that it began on.
pub(super) type Numbered = Vec<(u64, Box<Response>)>;

/// A file on its way to responses.
pub(super) struct Conversion<'a> {
    opened: &'a Opened,
    bytes: Rest,
    piece: Vec<u8>,
    /// Nothing once the file has ended.
    running: Option<goodword_core::import::Conversion>,
    /// What was bad, once it has ended.
    bad: Option<(Vec<BadRow>, u64)>,
}

impl Conversion<'_> {
    /// The next responses, each with its line; `None` behind the last, when it was said on stderr what became of the rows.
    pub(super) fn next(&mut self) -> anyhow::Result<Option<Numbered>> {
        let mut found = Vec::new();
        let mut sink = |line, response| found.push((line, response));
        let Some(conversion) = &mut self.running else { return Ok(None) };
        let name = &self.opened.name;
        if self.bytes.next(&mut self.piece).with_context(|| format!("cannot read {name}"))? {
            conversion.push(&self.piece, &mut sink);
            return Ok(Some(found));
        }
        let report = self.running.take().and_then(|conversion| conversion.finish(&mut sink));
        let Some(report) = report else { bail!("{name} changed while it was read") };
        self.opened.foreign.facts(&report).iter().for_each(|fact| eprintln!("{name}: {fact}"));
        self.bad = Some((report.bad, report.bad_count));
        Ok(Some(found))
    }

    /// The first of the rows that could not be used, and how many there are.
    pub(super) fn bad(self) -> (Vec<BadRow>, u64) {
        self.bad.unwrap_or_default()
    }
}

/// The zone of a file's clock.
pub(super) fn clock(tz: Option<&str>) -> anyhow::Result<Zone> {
    tz.map_or_else(
        || Ok(Zone::utc()),
        |name| zone::zone_named(name).map_err(|problem| anyhow!("submitted_at.tz: {problem}")),
    )
}

/// The bad rows that are listed, a line for each.
pub(super) fn bad_rows(name: &str, report: &Report) -> String {
    report.bad.iter().map(|bad| format!("{name}:{}: {}\n", bad.line, bad.reason)).collect::<Vec<_>>().concat()
}
