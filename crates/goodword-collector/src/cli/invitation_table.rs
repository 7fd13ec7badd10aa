//! The people who are invited, as their owner has them, and each with a link.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use anyhow::{Context, ensure};

/// The column of links.
const LINK: &str = "link";
/// What says in which order bytes come.
const MARK: char = '\u{feff}';

/// A table of people: a line of names of columns, and a row for each.
#[derive(Debug)]
pub(crate) struct Table {
    /// Empty where nobody is named.
    header: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Table {
    /// So many rows of which nothing is known.
    pub(super) fn empty(rows: usize) -> Self {
        Self { header: Vec::new(), rows: vec![Vec::new(); rows] }
    }

    /// Reads a CSV.
    pub(super) fn read(file: &Path) -> anyhow::Result<Self> {
        let name = file.display();
        let opened = File::open(file).with_context(|| format!("cannot read {name}"))?;
        Self::of(opened).with_context(|| format!("{name} cannot be used"))
    }

    /// Reads a CSV.
    pub(crate) fn of(csv: impl Read) -> anyhow::Result<Self> {
        let mut reader = csv::Reader::from_reader(csv);
        let cells = |record: &csv::StringRecord| record.iter().map(str::to_owned).collect::<Vec<_>>();
        let mut header = cells(reader.headers()?);
        if let Some(first) = header.first_mut() {
            // A second mark of the byte order would be lost to whoever reads the table next.
            *first = first.trim_start_matches(MARK).to_owned();
        }
        ensure!(!header.is_empty(), "it has no line of names of columns");
        ensure!(!header.iter().any(|name| name == LINK), "it has a column “{LINK}” already: rename it");
        let rows = reader.records().map(|record| Ok(cells(&record?))).collect::<Result<_, csv::Error>>();
        Ok(Self { header, rows: rows? })
    }

    /// How many people.
    pub(crate) fn rows(&self) -> usize {
        self.rows.len()
    }

    /// As a CSV, with a link in each row.
    pub(crate) fn with(&self, links: &[String]) -> anyhow::Result<Vec<u8>> {
        let mut writer = csv::Writer::from_writer(Vec::new());
        if !self.header.is_empty() {
            writer.write_record(self.header.iter().map(String::as_str).chain([LINK]))?;
        }
        for (row, link) in self.rows.iter().zip(links) {
            writer.write_record(row.iter().chain([link]))?;
        }
        writer.into_inner().context("no memory for the table")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_comes_back_with_its_links() {
        let table = Table::of("name,mail\n\"Ann \"\"A\"\", B\",a@b.example\n".as_bytes()).unwrap();
        let text = String::from_utf8(table.with(&["https://x.example/s/a#proof=1".to_owned()]).unwrap()).unwrap();
        assert_eq!(text, "name,mail,link\n\"Ann \"\"A\"\", B\",a@b.example,https://x.example/s/a#proof=1\n");
        let marked = Table::of("\u{feff}\u{feff}name\nAnn\n".as_bytes()).unwrap();
        assert_eq!(marked.with(&["a".to_owned()]).unwrap(), b"name,link\nAnn,a\n");
        let bare = Table::empty(2);
        assert_eq!(bare.with(&["a".to_owned(), "b".to_owned()]).unwrap(), b"a\nb\n");
    }
}
