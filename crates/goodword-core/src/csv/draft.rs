//! A table written while its columns are still being met: one pass is enough where the first lines have them all.

use super::write::{CsvColumns, CsvTable};

/// A table as far as it has come.
#[derive(Debug, Default)]
pub struct CsvDraft {
    columns: CsvColumns,
    /// Of the first lines; `None` before them.
    table: Option<CsvTable>,
    /// Whether a later line had a column more: nothing is written any more.
    is_stale: bool,
}

impl CsvDraft {
    /// Takes the next lines, and adds what can be written of them to `out`.
    pub fn take<S: AsRef<str>>(&mut self, lines: &[S], out: &mut String) {
        if self.table.is_none() {
            self.meet(lines);
            let table = self.table.insert(self.columns.table());
            out.push_str(&table.header());
        }
        if let Some(table) = self.table.as_ref().filter(|_| !self.is_stale) {
            self.is_stale = !lines.iter().all(|line| table.write(line.as_ref(), out));
        }
        if self.is_stale {
            self.meet(lines);
        }
    }

    fn meet<S: AsRef<str>>(&mut self, lines: &[S]) {
        for line in lines {
            self.columns.add(line.as_ref());
        }
    }

    /// Whether what was written is the whole table. If not, it is to be thrown away, and every line to be written again.
    pub fn is_whole(&self) -> bool {
        self.table.is_some() && !self.is_stale
    }

    /// The table of all columns that were met.
    pub fn table(&self) -> CsvTable {
        self.columns.table()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(pieces: &[&[&str]], whole: bool) {
        let (mut draft, mut out, mut columns) = (CsvDraft::default(), String::new(), CsvColumns::default());
        for piece in pieces {
            draft.take(piece, &mut out);
            piece.iter().for_each(|line| columns.add(line));
        }
        let (mut expect, table) = (columns.table().header(), draft.table());
        pieces.iter().copied().flatten().for_each(|line| assert!(table.write(line, &mut expect)));
        assert_eq!((draft.is_whole(), draft.is_whole() && out == expect), (whole, whole), "{pieces:?}: {out}");
        assert_eq!(table.header(), columns.table().header());
    }

    #[test]
    fn one_pass_is_enough_unless_a_column_comes_late() {
        let (bare, plan) = (r#"{"id":"a","answers":{"recommend":9}}"#, r#"{"id":"b","fields":{"plan":"pro"}}"#);
        check(&[&[bare, plan], &[bare], &[plan]], true);
        check(&[&[plan], &[bare]], true);
        check(&[&[bare], &[plan, bare]], false);
        check(&[&[bare], &[bare], &[bare, plan], &[r#"{"id":"c","fields":{"team":"x"}}"#, bare]], false);
        // A field without a column of its own is known by the last one.
        check(&[&[r#"{"id":"a","b.c":1}"#], &[r#"{"id":"a","d.e":1}"#]], true);
        check(&[&[]], true);
    }
}
