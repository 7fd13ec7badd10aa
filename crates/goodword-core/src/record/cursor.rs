//! One pass over JSON text that knows what it expects. `None` anywhere means: not plain, no verdict.

use std::borrow::Cow;

use super::details;
use super::literal::{self, Key, Literal};
use super::raw::Raw;
use super::rule::Rule;
use crate::{ResponseId, limits, name, timestamp};

/// Deeper nesting is left to the slow way.
const DEPTH: u8 = 16;

/// A place in a text.
pub struct Cursor<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Cursor<'a> {
    /// At the start of `text`.
    pub fn new(text: &'a str) -> Self {
        Self { text, at: 0 }
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// The next byte that is not blank, which stays where it is.
    #[inline]
    fn next(&mut self) -> Option<u8> {
        let byte = self.peek()?;
        if byte > b' ' { Some(byte) } else { self.next_behind_blank() }
    }

    #[cold]
    fn next_behind_blank(&mut self) -> Option<u8> {
        while let Some(byte) = self.peek() {
            if !matches!(byte, b' ' | b'\t' | b'\r' | b'\n') {
                return Some(byte);
            }
            self.at += 1;
        }
        None
    }

    fn take(&mut self, byte: u8) -> Option<()> {
        (self.next()? == byte).then(|| self.at += 1)
    }

    /// Nothing but blank space is left.
    pub fn end(&mut self) -> Option<()> {
        self.next().is_none().then_some(())
    }

    /// An object, each of whose fields `read` must pass.
    pub fn object(&mut self, mut read: impl FnMut(&mut Self, &'a str) -> Option<()>) -> Option<()> {
        self.take(b'{')?;
        if self.next()? == b'}' {
            return self.take(b'}');
        }
        loop {
            let (name, plain) = self.string()?;
            self.take(b':')?;
            read(self, plain.then_some(name)?)?;
            match self.next()? {
                b',' => self.at += 1,
                _ => return self.take(b'}'),
            }
        }
    }

    /// The same where most names are known: `read` is told which field it is, or the name of another one.
    pub fn fields<F: Copy>(
        &mut self,
        keys: &[Key<F>],
        mut read: impl FnMut(&mut Self, Result<F, &'a str>) -> Option<()>,
    ) -> Option<()> {
        self.take(b'{')?;
        let mut expected = 0;
        if self.next()? == b'}' {
            return self.take(b'}');
        }
        loop {
            let (at, field) = self.key(keys, expected)?;
            expected = at;
            read(self, field)?;
            match self.next()? {
                b',' => self.at += 1,
                _ => return self.take(b'}'),
            }
        }
    }

    /// The next name, and the number of the key that is expected behind it.
    #[inline]
    fn key<F: Copy>(&mut self, keys: &[Key<F>], expected: usize) -> Option<(usize, Result<F, &'a str>)> {
        if let Some((at, len)) = literal::find(keys, expected, self.text.as_bytes().get(self.at..)?) {
            self.at += len;
            return Some((at + 1, Ok(keys.get(at)?.field())));
        }
        self.unexpected(keys, expected)
    }

    /// The same where it is not written as it mostly is.
    #[cold]
    fn unexpected<F: Copy>(&mut self, keys: &[Key<F>], expected: usize) -> Option<(usize, Result<F, &'a str>)> {
        self.next()?;
        let from = self.at;
        let (inside, plain) = self.string()?;
        let name = details::decode(self.text.get(from..self.at)?)?;
        self.take(b':')?;
        match (0..).zip(keys).find(|(_, key)| key.name() == name) {
            Some((at, key)) => Some((at + 1, Ok(key.field()))),
            None => plain.then_some((expected, Err(inside))),
        }
    }

    /// Exactly these bytes.
    #[inline]
    pub fn expect(&mut self, literal: &Literal) -> Option<()> {
        self.literal(literal).then_some(())
    }

    /// A name and its colon, without blank space between them.
    #[inline]
    pub fn label(&mut self) -> Option<&'a str> {
        let (name, plain) = self.string()?;
        (self.peek()? == b':').then(|| self.at += 1)?;
        plain.then_some(name)
    }

    /// Exactly these bytes, if they come next.
    #[inline]
    pub fn literal(&mut self, literal: &Literal) -> bool {
        let length = self.text.as_bytes().get(self.at..).and_then(|rest| literal.begins(rest));
        self.at += length.unwrap_or(0);
        length.is_some()
    }

    fn list(&mut self, mut read: impl FnMut(&mut Self) -> Option<()>) -> Option<usize> {
        self.take(b'[')?;
        let mut items = 0;
        if self.next()? == b']' {
            self.take(b']')?;
            return Some(items);
        }
        loop {
            read(self)?;
            items += 1;
            match self.next()? {
                b',' => self.at += 1,
                _ => return self.take(b']').map(|()| items),
            }
        }
    }

    /// What stands between two quotation marks, and whether it stands for itself: nothing in it is escaped.
    #[inline]
    fn string(&mut self) -> Option<(&'a str, bool)> {
        self.take(b'"')?;
        let from = self.at;
        self.at += ordinary(self.text.as_bytes().get(from..)?);
        let plain = self.peek()? == b'"';
        if !plain {
            self.escapes()?;
        }
        let inside = self.text.get(from..self.at)?;
        self.at += 1;
        Some((inside, plain))
    }

    /// Goes on to the end of a string in which something is escaped.
    fn escapes(&mut self) -> Option<()> {
        loop {
            match self.peek()? {
                b'"' => return Some(()),
                b'\\' => self.escape()?,
                _ => return None,
            }
            self.at += ordinary(self.text.as_bytes().get(self.at..)?);
        }
    }

    /// An escape. Halves of surrogate pairs are left to the slow way.
    fn escape(&mut self) -> Option<()> {
        let rest = self.text.as_bytes().get(self.at + 1..)?;
        self.at += match rest {
            [b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't', ..] => 2,
            [b'u', first, second, third, fourth, ..] if !matches!(first, b'd' | b'D') => {
                let digits = [first, second, third, fourth];
                digits.into_iter().all(u8::is_ascii_hexdigit).then_some(6)?
            }
            _ => return None,
        };
        Some(())
    }

    /// A text without escapes of 1 to `most` bytes, and so of no more characters.
    pub fn text(&mut self, most: usize) -> Option<&'a str> {
        let (text, plain) = self.string()?;
        (plain && (1..=most).contains(&text.len())).then_some(text)
    }

    /// A text of exactly `len` bytes, which may hold anything: to be read by who takes no quotation marks, escapes and
    /// control characters. Nothing, and no step, where it is of another length.
    pub fn exactly(&mut self, len: usize) -> Option<&'a str> {
        let from = self.at + 1;
        let ends = self.peek()? == b'"' && self.text.as_bytes().get(from + len) == Some(&b'"');
        let text = self.text.get(from..from + len).filter(|_| ends)?;
        self.at = from + len + 1;
        Some(text)
    }

    /// A moment, in milliseconds since 1970 began in UTC.
    pub fn time(&mut self) -> Option<i64> {
        // As long as the widget and the collector write it.
        let from = self.at;
        if let Some(ms) = self.exactly(24).and_then(timestamp::unix_ms) {
            return Some(ms);
        }
        self.at = from;
        timestamp::unix_ms(self.text(limits::SHORT)?)
    }

    /// An id.
    pub fn id(&mut self) -> Option<ResponseId> {
        self.next()?;
        ResponseId::parse(self.exactly(36)?).ok()
    }

    /// A text of 1 to `most` bytes as it is written, and so of no more characters.
    pub fn words(&mut self, most: usize) -> Option<()> {
        let (text, _) = self.string()?;
        (1..=most).contains(&text.len()).then_some(())
    }

    /// A text of 1 to `most` bytes as it is written, without its escapes.
    pub fn decoded(&mut self, most: usize) -> Option<Cow<'a, str>> {
        self.next()?;
        let from = self.at;
        let (text, plain) = self.string()?;
        (1..=most).contains(&text.len()).then_some(())?;
        if plain { Some(Cow::Borrowed(text)) } else { details::decode(self.text.get(from..self.at)?) }
    }

    /// A name of a survey, question or field.
    pub fn name(&mut self) -> Option<&'a str> {
        self.text(limits::NAME).filter(|text| name::is_name(text))
    }

    /// `true` or `false`.
    pub fn truth(&mut self) -> Option<bool> {
        let truth = self.next()? == b't';
        self.word(if truth { "true" } else { "false" })?;
        Some(truth)
    }

    fn word(&mut self, word: &str) -> Option<()> {
        self.text.as_bytes().get(self.at..)?.starts_with(word.as_bytes()).then(|| self.at += word.len())
    }

    /// A whole number of at most 15 digits, without sign.
    pub fn whole(&mut self) -> Option<u64> {
        self.next()?;
        let from = self.at;
        let mut number = 0;
        while let Some(digit @ b'0'..=b'9') = self.peek() {
            number = number * 10 + u64::from(digit - b'0');
            self.at += 1;
            if self.at - from > 15 {
                return None;
            }
        }
        let zeros = self.text.as_bytes().get(from) == Some(&b'0') && self.at - from > 1;
        let more = matches!(self.peek(), Some(b'.' | b'e' | b'E'));
        (self.at > from && !zeros && !more).then_some(number)
    }

    fn number(&mut self) -> Option<()> {
        if self.peek()? == b'-' {
            self.at += 1;
        }
        if let (b'0', 2..) = self.digits()? {
            return None;
        }
        if self.peek() == Some(b'.') {
            self.at += 1;
            self.digits()?;
        }
        if matches!(self.peek(), Some(b'e' | b'E')) {
            self.at += 1;
            if matches!(self.peek(), Some(b'+' | b'-')) {
                self.at += 1;
            }
            self.digits()?;
        }
        Some(())
    }

    /// The first digit, and how many there are.
    fn digits(&mut self) -> Option<(u8, usize)> {
        let rest = self.text.as_bytes().get(self.at..)?;
        let many = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
        self.at += many;
        (many > 0).then_some((*rest.first()?, many))
    }

    /// A value that obeys `rule`, or `null`, which is the same as nothing.
    pub fn rule(&mut self, rule: Rule) -> Option<()> {
        if self.next()? == b'n' {
            return self.word("null");
        }
        match rule {
            Rule::Text(most) => self.words(most),
            Rule::Whole(least, most) => (least..=most).contains(&self.whole()?).then_some(()),
            Rule::Time => self.time().map(|_| ()),
            Rule::Truth => self.truth().map(|_| ()),
            Rule::Strict(fields) => self.object(|cursor, name| match fields.iter().find(|(field, _)| *field == name) {
                Some((_, rule)) => cursor.rule(*rule),
                None => cursor.skip(DEPTH),
            }),
        }
    }

    /// The value of a field that nobody knows: it must be small.
    pub fn unknown(&mut self, name: &str, unknown: &mut usize) -> Option<()> {
        self.next()?;
        let from = self.at;
        self.skip(DEPTH)?;
        *unknown += 1;
        let small = name.len() <= limits::NAME && *unknown <= limits::ENTRIES && self.at - from <= limits::UNKNOWN;
        small.then_some(())
    }

    /// The JSON text of any value.
    pub fn any(&mut self) -> Option<&'a str> {
        self.next()?;
        let from = self.at;
        self.skip(DEPTH)?;
        self.text.get(from..self.at)
    }

    /// Whether an object stands next.
    pub fn is_object(&mut self) -> bool {
        self.next() == Some(b'{')
    }

    /// A number, truth value, text of at most `most` bytes or list of texts in a field whose name is the owner's.
    pub fn named_raw(&mut self, name: &str, most: usize, named: &mut usize) -> Option<Raw<'a>> {
        *named += 1;
        (name::is_name(name) && *named <= limits::ENTRIES).then_some(())?;
        let (first, from) = (self.next()?, self.at);
        match first {
            b'"' => {
                let (inside, plain) = self.string()?;
                (inside.len() <= most).then_some(())?;
                Some(Raw::Text(self.text.get(from..self.at)?, plain))
            }
            b'[' => {
                let item = |cursor: &mut Self| (cursor.string()?.0.len() <= limits::ITEM).then_some(());
                (self.list(item)? <= limits::ITEMS).then_some(())?;
                Some(Raw::List(self.text.get(from..self.at)?))
            }
            b't' | b'f' => self.truth().map(Raw::Truth),
            _ => {
                self.number()?;
                Some(Raw::Number(self.text.get(from..self.at)?)).filter(|_| self.at - from <= limits::NAME)
            }
        }
    }

    /// A list of names, each handed to `take`; how many there are.
    pub fn names(&mut self, mut take: impl FnMut(&'a str)) -> Option<usize> {
        let items = self.list(|cursor| {
            take(cursor.name()?);
            Some(())
        })?;
        (items <= limits::ITEMS).then_some(items)
    }

    /// Any value, nested at most so deep.
    fn skip(&mut self, depth: u8) -> Option<()> {
        let deeper = depth.checked_sub(1)?;
        match self.next()? {
            b'"' => self.string().map(|_| ()),
            b'{' => self.object(|cursor, _| cursor.skip(deeper)),
            b'[' => self.list(|cursor| cursor.skip(deeper)).map(|_| ()),
            b't' | b'f' => self.truth().map(|_| ()),
            b'n' => self.word("null"),
            _ => self.number(),
        }
    }
}

/// How many bytes stand before the first that is `"`, `\\` or below space. Eight at a time, as in Mycroft's test for a
/// zero byte: a borrow can only mark bytes behind the first true one.
fn ordinary(bytes: &[u8]) -> usize {
    const ONES: u64 = 0x0101_0101_0101_0101;
    let zero = |word: u64| word.wrapping_sub(ONES) & !word;
    let mut rest = bytes;
    while let Some((eight, after)) = rest.split_first_chunk() {
        let word = u64::from_le_bytes(*eight);
        let (quote, backslash) = (word ^ (ONES * 0x22), word ^ (ONES * 0x5c));
        let control = word.wrapping_sub(ONES * 0x20) & !word;
        let marks = (zero(quote) | zero(backslash) | control) & (ONES * 0x80);
        if marks != 0 {
            let before = marks.trailing_zeros() / 8;
            return bytes.len() - rest.len() + usize::try_from(before).unwrap_or(0);
        }
        rest = after;
    }
    let special = |byte: &u8| matches!(byte, b'"' | b'\\' | 0..0x20);
    bytes.len() - rest.len() + rest.iter().position(special).unwrap_or(rest.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn ordinary_bytes_are_counted_as_one_by_one(bytes in prop::collection::vec(any::<u8>(), 0..40)) {
            let special = |byte: &u8| matches!(byte, b'"' | b'\\' | 0..0x20);
            prop_assert_eq!(ordinary(&bytes), bytes.iter().position(special).unwrap_or(bytes.len()));
        }

        #[test]
        fn long_runs_too(run in "[ -!#-\\[\\]-~é💡]{0,60}", end in "[\"\\\\\n]?") {
            prop_assert_eq!(ordinary(format!("{run}{end}{run}").as_bytes()), if end.is_empty() { 2 * run.len() } else { run.len() });
        }
    }
}
