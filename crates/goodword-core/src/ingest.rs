//! Sources → columns: bytes in, rows and doubts out. The results view and the command line both read with this, so the
//! same bytes give the same rows in both.

mod doubt;
pub mod kept_segments;
mod truncation;
mod undated;

use crate::reader::{Ahead, SourceText};
use crate::{Columns, Line, Reader, Record, ResponseId, Segment};
pub use doubt::{Damage, Doubt};
use truncation::Ends;
pub use truncation::START;
pub use undated::undated;

/// One reading of several sources, one after the other.
#[derive(Debug, Default)]
pub struct Ingest {
    rows: Rows,
    reader: Reader<Record>,
    ends: Ends,
    texts: Vec<SourceText>,
    /// Responses to other surveys in the sources before the one that is open.
    others: u64,
}

/// Where the lines of a source go.
#[derive(Debug, Default)]
struct Rows {
    columns: Columns,
    /// The survey whose responses are kept; all are without one.
    survey: Option<String>,
    /// Responses to other surveys in the source that is open.
    others: u64,
    /// The number of its last line, from 1; 0 before the first.
    line: u64,
    /// The last response of all.
    last: Option<ResponseId>,
}

/// What is known of a source once it has ended.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SourceReport {
    /// How many responses to other surveys it holds: they are left out.
    pub others: u64,
    /// Why it is left out, in sentences without the last full stop: it is a file of another kind.
    pub left_out: Option<String>,
    /// In the order in which they are to be told.
    pub doubts: Vec<Doubt>,
    /// How it was read, where that was not said: [`SourceText::notes`].
    pub notes: Vec<String>,
}

impl Rows {
    fn take(&mut self, line: Line<Record>) {
        self.line = line.number;
        if let Ok(record) = &line.body {
            self.last = Some(record.id);
        }
        let other = match (&self.survey, &line.body) {
            (Some(survey), Ok(record)) => record.survey.as_str() != survey,
            _ => false,
        };
        if other { self.others += 1 } else { self.columns.read(line) }
    }
}

impl Ingest {
    /// Nothing read yet. Only responses to `survey` will be kept, if one is named.
    pub fn new(survey: Option<String>) -> Self {
        Self { rows: Rows { survey, ..Rows::default() }, ..Self::default() }
    }

    /// Goes on behind what was read before: `last` is the last response of it.
    pub fn resume(survey: Option<String>, columns: Columns, texts: Vec<SourceText>, last: Option<ResponseId>) -> Self {
        Self { rows: Rows { columns, survey, last, ..Rows::default() }, texts, ..Self::default() }
    }

    /// Keeps what responses say about these segments. To be called before the first byte is pushed: it forgets rows.
    pub fn keep(&mut self, segments: &[Segment]) {
        let mut columns = Columns::with(segments);
        self.rows.columns.sources().iter().for_each(|name| columns.source(name));
        self.rows.columns = columns;
    }

    /// Keeps these values of the segments apart, however many others there are: they are asked for. To be called behind
    /// [`Ingest::keep`].
    pub fn expect<'a>(&mut self, values: impl IntoIterator<Item = (&'a Segment, &'a str)>) {
        values.into_iter().for_each(|(segment, value)| self.rows.columns.expect(segment, value));
    }

    /// Keeps hidden fields too as they are met, wherever that is: `most` of them beside those of [`Ingest::keep`], behind
    /// which this is to be called.
    pub fn discover(&mut self, most: usize) {
        self.rows.columns.discover(most);
    }

    /// Begins the source of this name.
    pub fn open(&mut self, name: impl Into<String>) {
        self.rows.columns.source(name);
        (self.reader, self.ends, self.rows.line) = (Reader::records(), Ends::default(), 0);
    }

    /// Takes the next bytes of the source, cut anywhere.
    pub fn push(&mut self, bytes: &[u8]) {
        let Self { rows, reader, ends, .. } = self;
        ends.see(bytes);
        reader.push(bytes, &mut |line| rows.take(line));
    }

    /// The same where lines of these bytes were read ahead, on another thread.
    pub fn push_ahead(&mut self, bytes: &[u8], ahead: Ahead<Record>) {
        let Self { rows, reader, ends, .. } = self;
        ends.see(bytes);
        reader.push_ahead(bytes, ahead, &mut |line| rows.take(line));
    }

    /// Ends the source where its bytes end, or where they could not be unpacked further. `sha256` is that of all of them
    /// but the end line, in hexadecimal, where it was worked out.
    pub fn close(&mut self, damage: Option<Damage>, sha256: Option<&str>) -> SourceReport {
        let (Self { rows, reader, ends, .. }, mut bad) = (&mut *self, false);
        let mut last = Vec::new();
        reader.finish(&mut |line| last.push(line));
        let left_out = last.pop_if(|_| reader.is_other_kind()).and_then(|line| line.body.err());
        for line in last {
            bad = line.body.is_err();
            rows.take(line);
        }
        let truncated = damage.is_none() && bad && ends.are_open();
        let altered = sha256.zip(reader.end()).is_some_and(|(sha256, end)| sha256 != end.sha256);
        let doubts = [
            damage.map(|damage| Doubt::Unpacked(damage, rows.line)),
            truncated.then_some(Doubt::Truncated),
            reader.mismatch().map(Doubt::RowCount),
            altered.then_some(Doubt::Altered),
        ];
        let notes = reader.text().notes();
        SourceReport { others: self.leave(), left_out, doubts: doubts.into_iter().flatten().collect(), notes }
    }

    /// Counts what another program's file holds and no response can be made of: `count` bad lines, the first of them with
    /// their numbers and reasons. To be called before the source is closed.
    pub fn refuse(&mut self, listed: impl IntoIterator<Item = (u64, String)>, count: u64) {
        let mut left = count;
        for (number, reason) in listed {
            left = left.saturating_sub(1);
            self.rows.columns.read::<Record>(Line { number, offset: 0, len: 0, body: Err(reason) });
        }
        self.rows.columns.refuse(left);
    }

    /// Leaves the source where it is: what was begun of a line is not counted. It may be asked for again.
    pub fn abandon(&mut self) {
        self.leave();
    }

    /// How many responses to other surveys the source holds.
    fn leave(&mut self) -> u64 {
        self.texts.push(self.reader.text().clone());
        let others = std::mem::take(&mut self.rows.others);
        self.others += others;
        others
    }

    /// Whether the source is a file of another kind: nothing more of it needs to be pushed.
    pub fn is_other_kind(&self) -> bool {
        self.reader.is_other_kind()
    }

    /// The first bytes of the source, [`START`] of them once they are there.
    pub fn start(&self) -> &[u8] {
        self.ends.start()
    }

    /// Whether the end line of an export has come.
    pub fn has_end(&self) -> bool {
        self.reader.end().is_some()
    }

    /// How often a survey had changed when its export began, as the end line says it.
    pub fn changes(&self) -> Option<u64> {
        self.reader.end().and_then(|end| end.changes)
    }

    /// The last response, behind which an export goes on.
    pub fn last(&self) -> Option<ResponseId> {
        self.rows.last
    }

    /// How many responses to other surveys there are in all sources.
    pub fn others(&self) -> u64 {
        self.others + self.rows.others
    }

    /// What was kept so far.
    pub fn columns(&self) -> &Columns {
        &self.rows.columns
    }

    /// What was kept, and how the lines of each source are read again. Duplicates are still to be looked for:
    /// [`Columns::dedupe`].
    pub fn finish(self) -> (Columns, Vec<SourceText>) {
        (self.rows.columns, self.texts)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Zone;
    use crate::columns::Filter;
    use proptest::prelude::*;

    const END: &str = r#"{"goodword_end":{"rows":1,"sha256":"ab"}}"#;

    fn line(at: u32, survey: &str) -> String {
        format!(
            r#"{{"id":"0199f1c2-7c5e-7b3a-9d10-{at:012x}","survey":"{survey}","submitted_at":"2026-03-14T09:26:53Z","answers":{{"recommend":{}}}}}"#,
            at % 11
        )
    }

    fn read(text: &str, sha256: Option<&str>) -> (Ingest, SourceReport) {
        let mut ingest = Ingest::new(Some("s".to_owned()));
        ingest.open("a");
        ingest.push(text.as_bytes());
        let report = ingest.close(None, sha256);
        (ingest, report)
    }

    #[track_caller]
    fn check(text: &str, rows: usize, bad: u64, report: &SourceReport) {
        let (ingest, found) = read(text, None);
        assert_eq!((ingest.columns().rows(), ingest.columns().bad_lines()), (rows, bad), "{text}");
        assert_eq!(found, *report, "{text}");
    }

    #[test]
    fn other_surveys_are_counted_and_left_out() {
        let (ours, theirs) = (line(1, "s"), line(2, "t"));
        check("", 0, 0, &SourceReport::default());
        check(&ours, 1, 0, &SourceReport::default());
        check(
            &format!("{theirs}\n{ours}\n{theirs}\nx\n"),
            1,
            1,
            &SourceReport { others: 2, ..SourceReport::default() },
        );
    }

    #[test]
    fn what_is_not_whole_is_doubted() {
        let ours = line(1, "s");
        let report = |doubt| SourceReport { doubts: vec![doubt], ..SourceReport::default() };
        check(&format!("{ours}\n{}", &ours[..60]), 1, 1, &report(Doubt::Truncated));
        check(&format!("[{ours},"), 1, 1, &report(Doubt::Truncated));
        check("{}\nno\n", 0, 2, &SourceReport::default());
        check(&format!("{ours}\n{END}\n"), 1, 0, &SourceReport::default());
        let sentence = "The export says that it holds 1 rows, and 2 arrived: it is not whole";
        check(&format!("{ours}\n{ours}\n{END}\n"), 2, 0, &report(Doubt::RowCount(sentence.to_owned())));
    }

    #[test]
    fn a_file_of_another_kind_is_left_out() {
        for file in [&b"PK\x03\x04"[..], &[0; 500], b" <html>", &[b"%PDF-1.7\n".as_slice(), &[b'x'; 500]].concat()] {
            let mut ingest = Ingest::new(None);
            ingest.open("a");
            file.chunks(100).for_each(|piece| ingest.push(piece));
            let report = ingest.close(None, None);
            assert!(report.left_out.as_ref().is_some_and(|reason| reason.starts_with("This ")), "{report:?}");
            assert_eq!((ingest.columns().lines(), report.doubts), (0, vec![]));
            ingest.open("b");
            ingest.push(line(1, "s").as_bytes());
            assert_eq!((ingest.close(None, None), ingest.columns().rows()), (SourceReport::default(), 1));
        }
    }

    #[test]
    fn a_hash_is_compared_where_there_is_one() {
        let whole = format!("{}\n{END}\n", line(1, "s"));
        let doubts = |text: &str, sha256| read(text, sha256).1.doubts;
        assert_eq!(doubts(&whole, Some("ab")), []);
        assert_eq!(doubts(&whole, Some("cd")), [Doubt::Altered]);
        assert_eq!(doubts(&line(1, "s"), Some("cd")), []);
    }

    #[test]
    fn damage_is_told_with_the_last_line() {
        let mut ingest = Ingest::new(None);
        ingest.open("a.gz");
        ingest.push(format!("{}\n{}", line(1, "s"), &line(2, "s")[..60]).as_bytes());
        assert_eq!(ingest.close(Some(Damage::CutOff), None).doubts, [Doubt::Unpacked(Damage::CutOff, 2)]);
        assert_eq!(ingest.columns().bad_lines(), 1);
        ingest.open("b.gz");
        assert_eq!(ingest.close(Some(Damage::Corrupt), None).doubts, [Doubt::Unpacked(Damage::Corrupt, 0)]);
    }

    #[test]
    fn a_source_that_breaks_off_goes_on_in_the_next() {
        let mut ingest = Ingest::new(Some("s".to_owned()));
        ingest.open("a");
        let (first, second) = (line(1, "s"), line(2, "s"));
        ingest.push(format!("{}\n{first}\n{}", line(9, "t"), &second[..60]).as_bytes());
        assert_eq!((ingest.last(), ingest.others()), (ResponseId::parse(&first[7..43]).ok(), 1));
        ingest.abandon();
        ingest.open("a");
        ingest.push(second.as_bytes());
        assert_eq!(ingest.close(None, None), SourceReport::default());
        assert_eq!((ingest.columns().rows(), ingest.columns().bad_lines(), ingest.others()), (2, 0, 1));
        assert_eq!(ingest.finish().1, [SourceText::default(), SourceText::default()]);
    }

    #[test]
    fn what_was_read_goes_on_behind_its_last_response() {
        let (first, second) = (line(1, "s"), line(2, "s"));
        let end = END.replace("}}", ",\"changes\":7}}");
        let (ingest, _) = read(&format!("{first}\n{end}\n"), None);
        assert_eq!(ingest.changes(), Some(7));
        let last = ingest.last();
        let (columns, texts) = ingest.finish();
        let mut ingest = Ingest::resume(Some("s".to_owned()), columns, texts, last);
        assert_eq!((ingest.last(), ingest.changes()), (ResponseId::parse(&first[7..43]).ok(), None));
        ingest.open("a");
        ingest.push(format!("{second}\n{first}\n").as_bytes());
        ingest.close(None, None);
        let (mut columns, texts) = ingest.finish();
        columns.dedupe();
        let (tally, whole) = (columns.tally(&Zone::utc()), read(&format!("{first}\n{second}\n"), None).0.finish().0);
        assert_eq!((tally.responses, tally.superseded, texts.len()), (2, 1, 2));
        assert_eq!(tally.days, whole.tally(&Zone::utc()).days);
    }

    #[test]
    fn segments_may_be_chosen_when_a_source_is_open() {
        let mut ingest = Ingest::new(None);
        ingest.open("a");
        ingest.keep(&[Segment::Device]);
        ingest.push(line(1, "s").as_bytes());
        ingest.close(None, None);
        assert_eq!(ingest.columns().sources(), ["a"]);
        assert!(ingest.columns().tally_where(&Filter::default(), &[Segment::Device], &Zone::utc()).is_ok());
    }

    proptest! {
        #[test]
        fn pieces_are_cut_anywhere(
            surveys in proptest::collection::vec("[st]|\\PC{3}", 0..12),
            array in any::<bool>(),
            cuts in proptest::collection::vec(1_usize..90, 1..40),
            lost in 0_usize..80,
        ) {
            let lines: Vec<_> = (0..).zip(&surveys).map(|(at, survey)| line(at, survey)).collect();
            let text = if array { format!("[{}]", lines.join(",")) } else { lines.join("\n") + "\n" + END };
            let text = &text.as_bytes()[..text.len().saturating_sub(lost)];
            let result = |pieces: &mut dyn Iterator<Item = &[u8]>| {
                let mut ingest = Ingest::new(Some("s".to_owned()));
                ingest.open("a");
                pieces.for_each(|piece| ingest.push(piece));
                let (report, last) = (ingest.close(None, Some("ab")), ingest.last());
                let columns = ingest.finish().0;
                (report, last, columns.bad().to_vec(), columns.tally(&Zone::utc()))
            };
            let (mut rest, mut cut) = (text, cuts.iter().cycle());
            let pieces = std::iter::from_fn(|| {
                let (piece, after) = rest.split_at(rest.len().min(*cut.next()?));
                rest = after;
                (!piece.is_empty()).then_some(piece)
            });
            prop_assert_eq!(result(&mut { pieces }), result(&mut std::iter::once(text)));
        }
    }
}
