//! Where an export ended: what has come since stands behind it.

use goodword_core::ResponseId;

/// The end of an export that was read in one go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ExportCursor {
    /// The last response.
    pub last: ResponseId,
    /// How often the survey had changed when the export began: a response that is stored counts once, one that is replaced, marked
    /// or erased at least once more.
    pub changes: u64,
}

impl ExportCursor {
    /// Whether `rows` responses that came behind it are all that has changed until there were `changes`.
    pub fn is_all(self, changes: u64, rows: u64) -> bool {
        self.changes.checked_add(rows) == Some(changes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn anything_but_a_new_response_asks_for_all() {
        let last = ResponseId::parse("0199f1c2-7c5e-7b3a-9d10-3f6d8a2b4c11").unwrap();
        let check = |changes, rows, expect| {
            assert_eq!(ExportCursor { last, changes: 10 }.is_all(changes, rows), expect, "{changes} {rows}");
        };
        check(10, 0, true);
        check(13, 3, true);
        check(11, 0, false);
        check(15, 3, false);
        check(9, 0, false);
        check(12, 3, false);
        check(u64::MAX, u64::MAX, false);
    }
}
