//! What stands before the rows of a source: titles, what separates cells, the names of columns.

use super::encoding::windows_1252;
use super::end::ExportEnd;
use super::line::Line;
use crate::csv::{Header, separator_line, width};

/// So many lines may stand above the names of columns.
const MOST: usize = 20;

/// What a line that holds no response is.
pub enum Opening {
    /// A bad line.
    Line,
    /// The end of an export.
    End(ExportEnd),
    /// What separates the cells of the lines to come.
    Separator(char),
    /// The names of columns, or why they cannot be used.
    Header(Result<Header, String>),
    /// A line of so many cells, which may stand above them.
    Title(usize),
}

impl Opening {
    /// `is_first` says that no response has come.
    pub fn of(bytes: &[u8], is_first: bool, separator: Option<char>) -> Self {
        let end = || ExportEnd::parse(bytes).map_or(Self::Line, Self::End);
        if !is_first || bytes.first().is_none_or(|first| matches!(first, b'{' | b'[')) {
            return end();
        }
        let text = String::from_utf8(bytes.to_owned()).unwrap_or_else(|error| windows_1252(error.as_bytes()));
        match (separator_line(&text), Header::parse_by(&text, separator)) {
            (Some(separator), _) => Self::Separator(separator),
            (None, Some(header)) => Self::Header(header),
            (None, None) => Self::Title(width(&text)),
        }
    }
}

/// Lines that may stand above the names of columns, each with how many cells it has.
#[derive(Debug, Clone)]
pub struct Titles<B>(Vec<(Line<B>, usize)>);

impl<B> Default for Titles<B> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<B> Titles<B> {
    /// One more; whether no other may follow.
    pub fn add(&mut self, line: Line<B>, width: usize) -> bool {
        self.0.push((line, width));
        self.0.len() >= MOST
    }

    /// All of them, as what they are without names of columns behind them.
    pub fn take(&mut self) -> impl Iterator<Item = Line<B>> + use<B> {
        std::mem::take(&mut self.0).into_iter().map(|(line, _)| line)
    }

    /// Number and offset of the first, where they are a table: two are alike wide, or the only one has cells.
    pub fn table(&self) -> Option<(u64, u64)> {
        let wide: Vec<_> = self.0.iter().map(|(_, width)| *width).filter(|width| *width > 1).collect();
        let alike = wide.iter().enumerate().any(|(at, width)| wide.iter().skip(at + 1).any(|other| other == width));
        let first = self.0.first().filter(|_| alike || (wide.len() == 1 && self.0.len() == 1));
        first.map(|(line, _)| (line.number, line.offset))
    }
}
