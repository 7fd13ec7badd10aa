//! What the first bytes of a file give away, where it holds no responses that are read.

use serde::{Deserialize, Serialize};

/// So many first bytes are looked at.
pub const HEAD: usize = 64;

/// A kind of file that people choose, and that is not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum FileKind {
    /// A workbook of a spreadsheet: `.xlsx`, `.ods`.
    Workbook,
    /// A workbook as Excel wrote it before 2007, or another file of Office from then.
    OldWorkbook,
    /// An archive of files.
    Zip,
    /// Compressed by gzip, where that was unpacked before.
    Gzip,
    /// Compressed by something else than gzip.
    Compressed,
    /// A table as analysts keep it: Parquet, Arrow, ORC, Avro.
    Parquet,
    /// A database in one file.
    Database,
    /// A PDF.
    Pdf,
    /// A picture.
    Picture,
    /// What pandas writes when it is not told to write rows.
    ColumnsOfPandas,
    /// Other bytes that are no text.
    Binary,
}

/// First bytes, and what they begin. The longer of two comes first.
const SIGNATURES: [(&[u8], FileKind); 19] = [
    (b"PK\x03\x04", FileKind::Zip),
    (b"PK\x05\x06", FileKind::Zip),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", FileKind::OldWorkbook),
    (b"\x1f\x8b", FileKind::Gzip),
    (b"\x28\xb5\x2f\xfd", FileKind::Compressed),
    (b"BZh", FileKind::Compressed),
    (b"\xfd7zXZ\0", FileKind::Compressed),
    (b"7z\xbc\xaf\x27\x1c", FileKind::Compressed),
    (b"\x04\x22\x4d\x18", FileKind::Compressed),
    (b"PAR1", FileKind::Parquet),
    (b"ARROW1", FileKind::Parquet),
    (b"FEA1", FileKind::Parquet),
    (b"ORC", FileKind::Parquet),
    (b"Obj\x01", FileKind::Parquet),
    (b"SQLite format 3\0", FileKind::Database),
    (b"%PDF-", FileKind::Pdf),
    (b"\x89PNG", FileKind::Picture),
    (b"\xff\xd8\xff", FileKind::Picture),
    (b"{\"id\":{\"0\":", FileKind::ColumnsOfPandas),
];

/// What the names of the first file in the archive of a workbook contain.
const IN_WORKBOOKS: [&[u8]; 5] =
    [b"[Content_Types].xml", b"xl/", b"_rels/", b"docProps/", b"mimetypeapplication/vnd.oasis"];

impl FileKind {
    /// By the first [`HEAD`] bytes, or by all where there are fewer. `None` where they may be responses.
    pub fn of(head: &[u8]) -> Option<Self> {
        let signed = SIGNATURES.into_iter().find(|(start, _)| head.starts_with(start)).map(|(_, kind)| kind);
        match signed {
            Some(Self::Zip) if is_workbook(head) => Some(Self::Workbook),
            Some(kind) => Some(kind),
            None if super::encoding::Utf16::of(head).is_some() => None,
            None => head.contains(&0).then_some(Self::Binary),
        }
    }

    /// What it is, in a sentence without its full stop.
    pub fn what(self) -> &'static str {
        match self {
            Self::Workbook => "This is a workbook of a spreadsheet, not a list of responses",
            Self::OldWorkbook => "This is a workbook of an old Excel, not a list of responses",
            Self::Zip => "This is a zip archive, not responses",
            Self::Gzip => "This is a compressed file, not responses",
            Self::Compressed => "This file is compressed in a way that is not read here",
            Self::Parquet => "This is a table in a binary format such as Parquet, and cannot be read as it is",
            Self::Database => "This is a database, not a list of responses",
            Self::Pdf => "This is a PDF, not a list of responses",
            Self::Picture => "This is a picture, not a list of responses",
            Self::ColumnsOfPandas => "This is a table of pandas by columns, and responses are read by rows",
            Self::Binary => "This file is not a text file",
        }
    }

    /// What to do about it, in a sentence.
    pub fn advice(self) -> &'static str {
        match self {
            Self::Workbook | Self::OldWorkbook => "Open it, save the sheet as CSV, and choose that file.",
            Self::Zip | Self::Gzip => "Unpack it, then choose the file inside.",
            Self::Compressed => {
                "Unpack it, then choose the file inside. Files compressed by gzip (.gz) are read as they are."
            }
            Self::Parquet => {
                "Write it as CSV or NDJSON, then choose that file; DuckDB does it: COPY (FROM 'file.parquet') TO 'file.csv'."
            }
            Self::Database => {
                "Export its responses as NDJSON or CSV, and choose that file; of a collector: goodword export."
            }
            Self::ColumnsOfPandas => "Write it with to_json(path, orient=\"records\", lines=True).",
            Self::Pdf | Self::Picture | Self::Binary => "Choose the .ndjson, .json or .csv file that was exported.",
        }
    }

    /// Both in one, as a reason.
    pub fn reason(self) -> String {
        format!("{}. {}", self.what(), self.advice().trim_end_matches('.'))
    }
}

/// A local file header has 30 bytes before the name (APPNOTE.TXT 4.3.7).
fn is_workbook(head: &[u8]) -> bool {
    head.get(30..).is_some_and(|name| IN_WORKBOOKS.into_iter().any(|start| name.starts_with(start)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn zip(name: &str) -> Vec<u8> {
        [b"PK\x03\x04".as_slice(), &[0; 26], name.as_bytes()].concat()
    }

    #[test]
    fn the_first_bytes_give_it_away() {
        let check = |head: &[u8], expect| assert_eq!(FileKind::of(head), expect, "{head:?}");
        check(&zip("[Content_Types].xml"), Some(FileKind::Workbook));
        check(&zip("xl/workbook.xml"), Some(FileKind::Workbook));
        check(&zip("mimetypeapplication/vnd.oasis.open"), Some(FileKind::Workbook));
        check(&zip("responses.csv"), Some(FileKind::Zip));
        check(b"PK\x03\x04", Some(FileKind::Zip));
        check(b"\x28\xb5\x2f\xfd\0", Some(FileKind::Compressed));
        check(b"PAR1\x15\0", Some(FileKind::Parquet));
        check(b"%PDF-1.7", Some(FileKind::Pdf));
        check(b"\x1f\x8b\x08", Some(FileKind::Gzip));
        check(b"{\"id\":{\"0\":\"0199", Some(FileKind::ColumnsOfPandas));
        check(b"\0\0\0\0", Some(FileKind::Binary));
        check(b"{\0\"\0i\0", None);
        check(b"{\"id\":\"0199\"}", None);
        check(b"id,survey", None);
        check(b" [", None);
        check(b"", None);
    }

    #[test]
    fn every_kind_says_what_it_is_and_what_to_do() {
        let mut seen = std::collections::BTreeSet::new();
        let kinds = SIGNATURES.map(|(_, kind)| kind).into_iter().chain([FileKind::Workbook, FileKind::Binary]);
        for kind in kinds {
            let (what, advice) = (kind.what(), kind.advice());
            assert!(what.starts_with("This ") && !what.ends_with('.') && advice.ends_with('.'), "{what} {advice}");
            seen.insert(what);
        }
        assert_eq!(seen.len(), 11);
    }
}
