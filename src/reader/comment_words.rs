//! What sets the comments of two groups apart: their lines are read again and handed to the program that counts.

use std::iter::Peekable;

use goodword_core::Problem;
use goodword_core::keyness::Group;
use wasm_bindgen::JsValue;

use super::archive::Archive;
use super::chunk::Unavailable;
use super::protocol::{Comment, KeynessQuery};
use super::read_ranges::windows;
use super::selection::Selection;
use super::time_slice::TimeSlice;
use super::words_chunk::{self, WordsChunk};

/// Comments that are counted at once; on the page's own thread fewer, so that it can breathe.
const STEP: u32 = 1 << 15;
const SLICE: u32 = 256;

/// What was found, as JSON, and the comments that were drawn with the numbers of their rows.
pub type Found = (String, Vec<(u32, Comment)>);

/// Why nothing was found.
pub enum Trouble {
    /// The program could not be loaded.
    Unloaded,
    /// The responses could not be read again.
    Unreadable,
}

impl From<JsValue> for Trouble {
    fn from(_: JsValue) -> Self {
        Self::Unreadable
    }
}

/// Counts; nothing when nobody wants it any more. `tell` hears how many of the comments were read, in hundredths.
pub async fn found(
    archive: &Archive,
    query: &KeynessQuery,
    time_slice: &TimeSlice,
    wanted: &impl Fn() -> bool,
    tell: &impl Fn(usize),
) -> Result<Option<Found>, Trouble> {
    let rows = async |group: &str| {
        let (group, selection) = parsed(group, query).map_err(|_| Trouble::Unreadable)?;
        Ok::<_, Trouble>(archive.numbers(&group.within(&selection.filter), time_slice).await?)
    };
    let (a, b) = (rows(&query.a).await?, rows(&query.b).await?);
    let (a, b, both) = apart(&a, &b);
    let chunk = words_chunk::begin(query.seed).await.map_err(|reason| match reason {
        Unavailable::Unloaded => Trouble::Unloaded,
        Unavailable::Refused(_) => Trouble::Unreadable,
    })?;
    chunk.leave_out(both)?;
    let all = (a.len() + b.len()).max(1);
    for (second, numbers, before) in [(false, &a, 0), (true, &b, a.len())] {
        let tell = |done: usize| tell((before + done) * 100 / all);
        if !take(archive, &chunk, (second, numbers), time_slice, (wanted, &tell)).await? {
            return Ok(None);
        }
    }
    chunk.begin(&query.a, &query.b)?;
    while chunk.count(if time_slice.on_page { SLICE } else { STEP })? {
        time_slice.rest().await;
        if !wanted() {
            return Ok(None);
        }
    }
    let mut drawn = Vec::new();
    for row in chunk.drawn()? {
        let Some(line) = archive.line(row).await? else { continue };
        chunk.fill(row, &line)?;
        drawn.extend(archive.comment(&line, None).map(|comment| (row, comment)));
    }
    Ok(chunk.finish()?.map(|found| (found, drawn)))
}

fn parsed(group: &str, query: &KeynessQuery) -> Result<(Group, Selection), Problem> {
    Ok((Group::parse(group)?, Selection::read(&query.selection)?))
}

/// Hands over the lines of one side; whether somebody still wants that.
async fn take(
    archive: &Archive,
    chunk: &WordsChunk,
    (second, numbers): (bool, &[u32]),
    time_slice: &TimeSlice,
    (wanted, tell): (&impl Fn() -> bool, &impl Fn(usize)),
) -> Result<bool, JsValue> {
    let mut done = 0;
    for window in windows(archive.rows(numbers), Archive::window(time_slice)) {
        let bytes = archive.bytes(window.source, window.start, window.end).await?.to_vec();
        let (mut rows, mut lengths, mut text) = (Vec::new(), Vec::new(), Vec::with_capacity(bytes.len()));
        let own = numbers.get(done..done + window.rows.len()).unwrap_or_default();
        for (line, row) in window.lines(&bytes).zip(own) {
            let Some(line) = archive.text(window.source, line) else { continue };
            rows.push(*row);
            lengths.push(u32::try_from(line.len()).unwrap_or_default());
            text.extend_from_slice(line.as_bytes());
        }
        chunk.push(second, &rows, &lengths, &text)?;
        done += window.rows.len();
        tell(done);
        time_slice.rest().await;
        if !wanted() {
            return Ok(false);
        }
    }
    Ok(true)
}

/// The rows of either side alone, and how many are of both. Both rise.
fn apart(a: &[u32], b: &[u32]) -> (Vec<u32>, Vec<u32>, u32) {
    let (mut only_a, mut only_b, mut both) = (Vec::new(), Vec::new(), 0);
    let (mut left, mut right) = (a.iter().peekable(), b.iter().peekable());
    while let Some(next) = least(&mut left, &mut right) {
        match (left.next_if_eq(&&next).is_some(), right.next_if_eq(&&next).is_some()) {
            (true, true) => both += 1,
            (true, false) => only_a.push(next),
            _ => only_b.push(next),
        }
    }
    (only_a, only_b, both)
}

fn least<'a>(
    a: &mut Peekable<impl Iterator<Item = &'a u32>>,
    b: &mut Peekable<impl Iterator<Item = &'a u32>>,
) -> Option<u32> {
    a.peek().into_iter().chain(b.peek()).map(|row| **row).min()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_of_both_sides_is_of_neither() {
        assert_eq!(apart(&[1, 2, 5, 9], &[2, 3, 9, 11]), (vec![1, 5], vec![3, 11], 2));
        assert_eq!(apart(&[], &[4]), (vec![], vec![4], 0));
        assert_eq!(apart(&[4], &[]), (vec![4], vec![], 0));
    }
}
