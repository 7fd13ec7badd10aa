//! Lines that were read before their turn: several threads can read, and each line is still taken in its order.

use std::collections::VecDeque;

use memchr::memchr;

use super::piece::{WholeLine, bytes_of, is_blank, trim};
use crate::Record;

/// A response that says little has so many bytes: as many lines as there can be of those have room from the start.
const USUAL: usize = 256;

/// What lines hold that were read ahead, by where they stand.
#[derive(Debug, Clone)]
pub struct Ahead<B>(VecDeque<(u64, u64, B)>);

impl<B> Default for Ahead<B> {
    fn default() -> Self {
        Self(VecDeque::new())
    }
}

impl Ahead<Record> {
    /// The lines of some bytes that are plainly right. What is unusual in any way is left to the reader, who knows what
    /// came before it; so the same lines come of it as without.
    pub fn of(bytes: &[u8]) -> Self {
        let (mut lines, mut at, mut rest) = (VecDeque::with_capacity(bytes.len() / USUAL), 0, bytes);
        while !rest.is_empty() {
            let end = memchr(b'\n', rest).unwrap_or(rest.len());
            let (line, after) = rest.split_at_checked(end).unwrap_or((rest, &[]));
            let whole = trim(line);
            if let Some(record) = std::str::from_utf8(whole).ok().and_then(Record::plain) {
                let blank = line.iter().take_while(|byte| is_blank(**byte)).count();
                lines.push_back((at + bytes_of(line.get(..blank).unwrap_or_default()), bytes_of(whole), record));
            }
            at += bytes_of(line) + 1;
            rest = after.get(1..).unwrap_or_default();
        }
        Self(lines)
    }
}

impl<B> Ahead<B> {
    /// The same where the bytes stand at `at` in their source.
    pub(super) fn at(mut self, at: u64) -> Self {
        self.0.iter_mut().for_each(|(offset, ..)| *offset += at);
        self
    }

    /// What was read of a line, if it was. Lines are asked for in their order.
    pub(super) fn take(&mut self, line: &WholeLine<'_>) -> Option<B> {
        while self.0.front().is_some_and(|(offset, ..)| *offset < line.offset) {
            self.0.pop_front();
        }
        let known = |(offset, len, _): &(u64, u64, B)| (*offset, *len) == (line.offset, line.len);
        if line.bytes.is_some() && self.0.front().is_some_and(known) {
            return self.0.pop_front().map(|(.., body)| body);
        }
        None
    }
}
