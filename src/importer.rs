//! The program that reads what is not ours: loaded by the reader only where a file's first bytes say so. Bytes in, lines of
//! our own NDJSON out, by the code that the command line reads with.

use goodword_core::import::{
    Asked, Conversion, Edit, Foreign, LIVE, Mapping, MappingEditor, Profile, Sheet, Start, WINDOWS,
};
use goodword_core::{Response, Zone};

use crate::reader::imported::{Begun, Finished, Imported};

/// Knows zones by their names.
pub type Zones<'a> = &'a dyn Fn(&str) -> Option<Zone>;

/// One file on its way in.
pub struct Importer {
    mapping: Option<Mapping>,
    asked: Asked,
    profile: Profile,
    /// The bytes of a file that is small enough for its dialog to count it at every change.
    live: Option<Vec<u8>>,
    reading: Option<(Foreign, Conversion)>,
    editor: Option<MappingEditor>,
}

impl Importer {
    /// For a file that is read by a mapping, where one is given; or why that is none, in a sentence.
    pub fn new(mapping: Option<&str>) -> Result<Self, String> {
        let mapping = mapping.map(Mapping::parse).transpose().map_err(|problem| problem.to_text())?;
        let asked = mapping.as_ref().map_or_else(Asked::default, |mapping| Asked {
            program: mapping.program,
            heading_rows: mapping.heading_rows,
            ..Asked::default()
        });
        Ok(Self {
            mapping,
            asked,
            profile: Profile::read_as(asked),
            live: Some(Vec::new()),
            reading: None,
            editor: None,
        })
    }

    /// Whose a file is that begins so, and with none of our responses.
    pub fn start(&self, head: &[u8]) -> Start {
        Start::of_others(head, self.mapping.is_some())
    }

    /// Looks through the next bytes.
    pub fn look(&mut self, bytes: &[u8]) {
        self.profile.push(bytes);
        match &mut self.live {
            Some(live) if live.len() + bytes.len() <= LIVE => live.extend_from_slice(bytes),
            live => *live = None,
        }
    }

    /// Says that the file has ended. `true` where it has to be looked through once more, from its first byte.
    pub fn looked(&mut self) -> bool {
        self.profile.finish();
        let Some(asked) = self.profile.in_windows() else { return false };
        (self.asked, self.profile, self.live) = (asked, Profile::read_as(asked), Some(Vec::new()));
        true
    }

    /// Makes ready to read the file that was looked through; where something has to be said first, or is to be, the dialog.
    pub fn begin(&mut self, ask: bool, zones: Zones<'_>) -> Begun {
        let (profile, mapping, live) = (std::mem::take(&mut self.profile), self.mapping.clone(), self.live.take());
        if ask {
            return self.asks(MappingEditor::new(profile, mapping, live), zones);
        }
        let foreign = match Foreign::new(profile, mapping, None) {
            Ok(foreign) => foreign,
            Err(refused) => return self.asks(MappingEditor::of_refused(*refused, live), zones),
        };
        let Some(zone) = foreign.tz().map_or_else(|| Some(Zone::utc()), zones) else {
            let mapping = foreign.mapping().clone();
            let editor = MappingEditor::new(foreign.into_profile(), Some(mapping), live);
            return self.asks(editor, zones);
        };
        let windows = foreign.profile().is_in_windows().then(|| WINDOWS.to_owned());
        let recognised = foreign.profile().recognition().map(|found| found.sentence());
        let imported = Imported {
            recognised: recognised.filter(|_| self.mapping.is_none()),
            notes: windows.into_iter().chain(foreign.notes().iter().cloned()).collect(),
            ..Imported::default()
        };
        let definition = serde_json::to_string(foreign.definition()).unwrap_or_default();
        let conversion = foreign.conversion(zone);
        self.reading = Some((foreign, conversion));
        Begun::Ready { imported, definition }
    }

    fn asks(&mut self, editor: MappingEditor, zones: Zones<'_>) -> Begun {
        let sheet = editor.sheet(zones);
        self.editor = Some(editor);
        Begun::Asks(written(&sheet))
    }

    /// The next bytes as lines of NDJSON.
    pub fn convert(&mut self, bytes: &[u8]) -> String {
        let mut out = String::new();
        if let Some((_, conversion)) = &mut self.reading {
            conversion.push(bytes, &mut |_, response| put(&mut out, &response));
        }
        out
    }

    /// Ends the file: the last lines, and what became of its rows. `None` where it changed while it was read.
    pub fn finish(&mut self) -> Option<(String, Finished)> {
        let (foreign, conversion) = self.reading.take()?;
        let mut out = String::new();
        let report = conversion.finish(&mut |_, response| put(&mut out, &response))?;
        let facts = foreign.facts(&report);
        let bad = report.bad.into_iter().map(|bad| (bad.line, bad.reason)).collect();
        Some((out, Finished { facts, bad, bad_count: report.bad_count }))
    }

    /// What the dialog shows after a change.
    pub fn edit(&mut self, edit: &str, zones: Zones<'_>) -> Option<String> {
        let (edit, editor) = (serde_json::from_str::<Edit>(edit).ok()?, self.editor.as_mut()?);
        editor.edit(edit);
        Some(written(&editor.sheet(zones)))
    }
}

fn put(out: &mut String, response: &Response) {
    out.push_str(&response.to_json());
    out.push('\n');
}

fn written(sheet: &Sheet) -> String {
    serde_json::to_string(sheet).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TYPEFORM: &[u8] = include_bytes!("../crates/goodword-core/tests/data/import/typeform.csv");
    const OTHER: &[u8] = b"Nr;Datum;Punkte\n1;03/04/2026;9\n2;05/06/2026;2\n";

    fn utc(name: &str) -> Option<Zone> {
        (name == "UTC").then(Zone::utc)
    }

    fn looked(bytes: &[u8], mapping: Option<&str>) -> Importer {
        let mut importer = Importer::new(mapping).unwrap();
        loop {
            bytes.chunks(7).for_each(|piece| importer.look(piece));
            if !importer.looked() {
                return importer;
            }
        }
    }

    fn read(mut importer: Importer, bytes: &[u8]) -> (Imported, String, Finished) {
        let Begun::Ready { imported, .. } = importer.begin(false, &utc) else { panic!("it asks") };
        let mut lines: String = bytes.chunks(7).map(|piece| importer.convert(piece)).collect();
        let (last, finished) = importer.finish().unwrap();
        lines += &last;
        (imported, lines, finished)
    }

    #[test]
    fn what_is_known_is_read() {
        let (imported, lines, finished) = read(looked(TYPEFORM, None), TYPEFORM);
        assert!(imported.recognised.unwrap().starts_with("This is an export of Typeform as CSV"));
        assert!(lines.ends_with("}\n") && lines.contains("\"recommend\":9"), "{lines}");
        assert_eq!(finished.facts[0], "1 row read: 1 response, 0 bad rows");
    }

    #[test]
    fn what_cannot_be_told_is_asked_and_the_answer_can_be_kept() {
        let mut importer = looked(OTHER, None);
        assert!(matches!(importer.begin(false, &utc), Begun::Asks(_)));
        let sheet = |text: &str| serde_json::from_str::<Sheet>(text).unwrap();
        assert_eq!(importer.edit("7", &utc), None);
        let told = importer.edit(r#"{"Order":"dmy"}"#, &utc).unwrap();
        let mapping = sheet(&told).mapping;
        assert!(sheet(&told).tried.is_some(), "{told}");
        let (read, lines, _) = read(looked(OTHER, Some(&mapping)), OTHER);
        assert_eq!((read.recognised, lines.lines().count()), (None, 2));
        assert!(lines.contains("2026-04-03"), "{lines}");
        let mut again = looked(OTHER, Some(&mapping));
        assert!(matches!(again.begin(true, &utc), Begun::Asks(text) if sheet(&text).tried.is_some()));
        assert!(Importer::new(Some("{}")).err().unwrap().starts_with("is no mapping"));
    }
}
