//! What `goodword-words` does: lines of responses in, what sets their comments apart out, by the code of `goodword words`.
//! It is loaded by the reader only when somebody asks what comments say.

use std::borrow::Cow;
use std::collections::BTreeMap;

use goodword_core::keyness::{Keyness, KeynessBuilder, KeynessCounter, Side};
use goodword_core::words::keyness_sheet::KeynessSheet;
use goodword_core::{Response, ResponseId};
use serde::Deserialize;

/// Comments of two groups, on their way from lines to figures.
pub enum CommentKeyness {
    /// They are taken.
    Taking(KeynessBuilder),
    /// They are counted.
    Counting(Box<KeynessCounter>),
    /// They were counted; the texts of those that were drawn are looked for.
    Drawn(Box<Keyness>, BTreeMap<u32, String>),
}

/// Of a response, what is needed here.
#[derive(Deserialize)]
struct Line<'a> {
    #[serde(borrow)]
    id: Cow<'a, str>,
    #[serde(borrow)]
    answers: Answers<'a>,
}

#[derive(Deserialize)]
struct Answers<'a> {
    #[serde(borrow)]
    comment: Cow<'a, str>,
}

impl CommentKeyness {
    /// No comments yet; below each term the same ones are drawn for the same `seed`.
    pub fn new(seed: u64) -> Self {
        Self::Taking(KeynessBuilder::new(seed))
    }

    /// Counts comments that belong to both groups.
    pub fn leave_out(&mut self, comments: u64) {
        if let Self::Taking(builder) = self {
            builder.leave_out(comments);
        }
    }

    /// Takes the lines of some responses of one side: the numbers of their rows, how long each line is, and all lines.
    pub fn push(&mut self, side: Side, rows: &[u32], lengths: &[u32], text: &str) {
        let Self::Taking(builder) = self else { return };
        let mut rest = text;
        for (row, length) in rows.iter().zip(lengths) {
            let Some((line, others)) = usize::try_from(*length).ok().and_then(|at| rest.split_at_checked(at)) else {
                return;
            };
            rest = others;
            if let Some((id, comment)) = comment(line) {
                builder.push(side, *row, id, &comment);
            }
        }
    }

    /// Begins to count, by the names of the groups.
    pub fn begin(&mut self, a: &str, b: &str) {
        if let Self::Taking(builder) = self {
            *self = Self::Counting(Box::new(std::mem::take(builder).counter(a, b)));
        }
    }

    /// Counts so many more; whether there are more.
    pub fn count(&mut self, comments: usize) -> bool {
        if let Self::Counting(counter) = self { counter.count(comments) } else { false }
    }

    /// The numbers of the rows of the comments that were drawn, rising.
    pub fn drawn(self) -> (Self, Vec<u32>) {
        match self {
            Self::Counting(counter) => {
                let keyness = counter.finish();
                let rows = keyness.rows();
                (Self::Drawn(Box::new(keyness), BTreeMap::new()), rows)
            }
            other => (other, Vec::new()),
        }
    }

    /// Takes the line of a response that was drawn.
    pub fn fill(&mut self, row: u32, line: &str) {
        if let (Self::Drawn(_, texts), Some((_, comment))) = (self, comment(line)) {
            texts.insert(row, comment.into_owned());
        }
    }

    /// The result as `goodword words --json` prints it, to the byte, and what the view shows of it.
    pub fn finish(self) -> Option<(String, KeynessSheet)> {
        let Self::Drawn(keyness, texts) = self else { return None };
        let keyness = keyness.fill(&texts);
        Some((keyness.json(), KeynessSheet::of(&keyness)))
    }
}

/// The id and the comment of a response. What is written in an unusual way is read as any response is.
fn comment(line: &str) -> Option<(ResponseId, Cow<'_, str>)> {
    if let Ok(Line { id, answers }) = serde_json::from_str::<Line<'_>>(line)
        && let Ok(id) = ResponseId::parse(&id)
    {
        return Some((id, answers.comment));
    }
    let response = Response::parse(line).ok()?;
    let comment = response.answers.comment?.as_str().to_owned();
    Some((response.id, Cow::Owned(comment)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(at: u8, comment: &str) -> String {
        format!(
            r#"{{"id":"0199f1c2-7c5e-7b3a-9d10-3f6d8a2b4c{at:02x}","survey":"s","submitted_at":"2026-03-14T09:26:53Z","answers":{{"comment":{comment}}}}}"#
        )
    }

    #[test]
    fn lines_become_what_the_command_line_prints() {
        let mut keyness = CommentKeyness::new(1);
        let (mut builder, mut texts) = (KeynessBuilder::new(1), BTreeMap::new());
        for (side, words) in [(Side::A, r#""Quick \u0026 kind""#), (Side::B, r#""Late again — nobody came""#)] {
            let at = if side == Side::A { 0 } else { 30 };
            let lines: Vec<_> = (at..at + 30).map(|row| line(row, words)).collect();
            let lengths: Vec<_> = lines.iter().map(|line| u32::try_from(line.len()).unwrap()).collect();
            let rows: Vec<_> = (u32::from(at)..).take(30).collect();
            keyness.push(side, &rows, &lengths, &lines.concat());
            for (row, line) in rows.iter().zip(&lines) {
                let response = Response::parse(line).unwrap();
                let comment = response.answers.comment.unwrap().as_str().to_owned();
                builder.push(side, *row, response.id, &comment);
                texts.insert(*row, comment);
            }
        }
        keyness.leave_out(2);
        builder.leave_out(2);
        keyness.begin("promoters", "detractors");
        while keyness.count(7) {}
        let (mut keyness, rows) = keyness.drawn();
        for row in rows {
            let words = if row < 30 { r#""Quick & kind""# } else { r#""Late again — nobody came""# };
            keyness.fill(row, &line(u8::try_from(row).unwrap(), words));
        }
        let (json, sheet) = keyness.finish().unwrap();
        assert_eq!(json, builder.finish("promoters", "detractors").fill(&texts).json());
        assert!(sheet.title.contains("stands in 100 % of the comments of"), "{sheet:?}");
        assert_eq!(sheet.terms[0].drawn[0].parts.len() % 2, 1);
    }

    #[test]
    fn an_unusual_line_is_read_as_any_response_is() {
        let twice = line(1, r#""a","comment":"b""#);
        assert_eq!(
            comment(&twice).map(|(_, text)| text.into_owned()),
            Response::parse(&twice).ok().and_then(|read| Some(read.answers.comment?.as_str().to_owned()))
        );
        assert_eq!(comment("{}"), None);
        assert_eq!(comment(&line(1, "null")), None);
    }
}
