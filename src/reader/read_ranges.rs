//! Rows that stand close together, to be read again in one go.

use goodword_core::columns::Row;

/// A stretch of one source and where its lines stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Window {
    /// Index of the source.
    pub source: usize,
    /// Where it begins.
    pub start: u64,
    /// Where it ends.
    pub end: u64,
    /// Offset in the source and length of each line.
    pub rows: Vec<(u64, u32)>,
}

impl Window {
    fn of(row: &Row<'_>) -> Self {
        let end = row.offset + u64::from(row.len);
        Self { source: row.source, start: row.offset, end, rows: vec![(row.offset, row.len)] }
    }

    /// Takes a row that follows, if the stretch then spans at most `most` bytes.
    fn take(&mut self, row: &Row<'_>, most: u64) -> bool {
        let end = row.offset + u64::from(row.len);
        let fits = row.source == self.source && row.offset >= self.end && end - self.start <= most;
        if fits {
            self.end = end;
            self.rows.push((row.offset, row.len));
        }
        fits
    }

    /// The lines, from the bytes of the stretch.
    pub fn lines<'a>(&'a self, bytes: &'a [u8]) -> impl Iterator<Item = &'a [u8]> {
        self.rows.iter().filter_map(move |(offset, len)| {
            let from = usize::try_from(offset - self.start).ok()?;
            bytes.get(from..from.checked_add(usize::try_from(*len).ok()?)?)
        })
    }
}

/// Stretches of at most `most` bytes, each of at least one row. The rows come in the order of their source.
pub fn windows<'a>(mut rows: impl Iterator<Item = Row<'a>>, most: u64) -> impl Iterator<Item = Window> {
    let mut next = rows.next();
    std::iter::from_fn(move || {
        let mut window = Window::of(&next?);
        next = rows.find(|row| !window.take(row, most));
        Some(window)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(source: usize, offset: u64, len: u32) -> Row<'static> {
        Row {
            source,
            offset,
            len,
            survey: "s",
            submitted_ms: 0,
            empathy: None,
            promise: None,
            recommend: None,
            complete: true,
            has_comment: false,
        }
    }

    fn spans(rows: &[(usize, u64, u32)], most: u64) -> Vec<(usize, u64, u64, usize)> {
        let rows = rows.iter().map(|(source, offset, len)| row(*source, *offset, *len));
        windows(rows, most).map(|window| (window.source, window.start, window.end, window.rows.len())).collect()
    }

    #[test]
    fn neighbours_share_a_window() {
        assert_eq!(spans(&[(0, 0, 4), (0, 5, 4), (0, 10, 4)], 9), [(0, 0, 9, 2), (0, 10, 14, 1)]);
    }

    #[test]
    fn a_source_ends_a_window() {
        assert_eq!(spans(&[(0, 0, 4), (1, 5, 4)], 100), [(0, 0, 4, 1), (1, 5, 9, 1)]);
    }

    #[test]
    fn a_long_line_has_its_own() {
        assert_eq!(spans(&[(0, 0, 40), (0, 41, 4)], 9), [(0, 0, 40, 1), (0, 41, 45, 1)]);
        assert!(spans(&[], 9).is_empty());
    }

    #[test]
    fn lines_are_cut_to_the_byte() {
        let window = Window { source: 0, start: 10, end: 19, rows: vec![(10, 3), (16, 3)] };
        assert_eq!(window.lines(b"abcdefghi").collect::<Vec<_>>(), [b"abc", b"ghi"]);
        assert_eq!(window.lines(b"abcd").count(), 1, "a source that has shrunk gives what is left");
    }
}
