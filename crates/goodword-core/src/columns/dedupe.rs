//! Which responses are superseded by another of their id, found in steps.

use std::cmp::Reverse;

use super::{BLOCK, Columns};

/// Rows that are put in order at once: 2 MB, however many there are.
const ROWS: usize = 1 << 17;

/// How far it has come.
#[derive(Debug, Default)]
pub struct Dedupe {
    part: u64,
    at: usize,
    /// Of this part: id, `seq` and number of each row.
    ids: Vec<(u64, Reverse<u32>, u32)>,
}

/// Which of so many parts an id is in: it is a mix, so its upper half is as good as all of it, and multiplying is many times as
/// fast as dividing (Lemire 2019, fast random integer generation in an interval).
fn part(id: u64, parts: u64) -> u64 {
    ((id >> 32) * parts) >> 32
}

impl Columns {
    /// Finds what is superseded: of the responses of one id and survey the highest `seq` counts, at equal `seq` the
    /// first that was read. To be called once all is read, before anything is counted.
    pub fn dedupe(&mut self) {
        let mut dedupe = Dedupe::default();
        while self.dedupe_some(&mut dedupe, usize::MAX) {}
    }

    /// The same in steps, each of which looks at `rows` rows at most; whether there are more. All steps must be taken.
    pub fn dedupe_some(&mut self, dedupe: &mut Dedupe, rows: usize) -> bool {
        let all = self.rows();
        let parts = u64::try_from(all / ROWS + 1).unwrap_or(1);
        if dedupe.part == 0 && dedupe.at == 0 {
            self.superseded = 0;
        }
        let end = dedupe.at.saturating_add(rows).min(all);
        for at in dedupe.at..end {
            if let Some(row) = self.packed(at).filter(|row| part(row.id, parts) == dedupe.part) {
                dedupe.ids.push((row.id, Reverse(row.seq), u32::try_from(at).unwrap_or(u32::MAX)));
            }
        }
        dedupe.at = end;
        if end == all {
            self.supersede(&mut dedupe.ids);
            (dedupe.part, dedupe.at) = (dedupe.part + 1, 0);
        }
        dedupe.part < parts
    }

    /// Marks all but the first of each id, and that one as what counts.
    fn supersede(&mut self, ids: &mut Vec<(u64, Reverse<u32>, u32)>) {
        ids.sort_unstable();
        let mut before = None;
        for (id, _, at) in ids.drain(..) {
            let later = before.replace(id) == Some(id);
            let at = usize::try_from(at).unwrap_or(usize::MAX);
            if let Some(row) = self.blocks.get_mut(at / BLOCK).and_then(|block| block.get_mut(at % BLOCK)) {
                row.supersede(later);
                self.superseded += u64::from(later);
            }
        }
    }
}
