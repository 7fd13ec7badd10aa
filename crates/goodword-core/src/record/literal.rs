//! What a writer always writes the same way, compared sixteen bytes at a time: names of fields, and what stands between them.

/// A text that may come next.
#[derive(Debug, Clone, Copy)]
pub struct Literal {
    text: &'static str,
    /// Its first bytes, at most sixteen.
    word: u128,
    /// Which bits of sixteen bytes are looked at.
    mask: u128,
}

/// A name as it is written, `"recommend":`, and the field it stands for.
#[derive(Debug, Clone, Copy)]
pub struct Key<F> {
    literal: Literal,
    field: F,
}

impl Literal {
    /// To be made where it is constant: it is taken apart.
    pub const fn new(text: &'static str) -> Self {
        let (mut rest, mut word, mut mask, mut at) = (text.as_bytes(), 0, 0, 0);
        while let ([first, after @ ..], 0..16) = (rest, at) {
            word |= (*first as u128) << (8 * at);
            mask |= 0xff << (8 * at);
            (rest, at) = (after, at + 1);
        }
        Self { text, word, mask }
    }

    /// How many bytes it has where `rest` begins with it.
    #[inline]
    pub fn begins(&self, rest: &[u8]) -> Option<usize> {
        match rest.first_chunk() {
            Some(first) => self.begins_with(u128::from_le_bytes(*first), rest),
            None => rest.starts_with(self.text.as_bytes()).then_some(self.text.len()),
        }
    }

    /// The same where `word` is the first sixteen bytes of `rest`.
    #[inline]
    fn begins_with(&self, word: u128, rest: &[u8]) -> Option<usize> {
        let len = self.text.len();
        let is_whole = || len <= 16 || rest.starts_with(self.text.as_bytes());
        (word & self.mask == self.word && is_whole()).then_some(len)
    }
}

impl<F: Copy> Key<F> {
    /// `text` has its quotation marks and colon with it.
    pub const fn new(text: &'static str, field: F) -> Self {
        Self { literal: Literal::new(text), field }
    }

    /// The name alone.
    pub fn name(&self) -> &'static str {
        let text = self.literal.text;
        text.get(1..text.len().saturating_sub(2)).unwrap_or_default()
    }

    /// The field.
    pub fn field(&self) -> F {
        self.field
    }
}

/// The key that `rest` begins with, looked for from number `from` on, then before it: a writer's order mostly is the next
/// one's. Its number, and its length.
/// Where fewer than sixteen bytes are left, none is found.
pub fn find<F: Copy>(keys: &[Key<F>], from: usize, rest: &[u8]) -> Option<(usize, usize)> {
    let word = u128::from_le_bytes(*rest.first_chunk()?);
    if let Some(len) = keys.get(from).and_then(|key| key.literal.begins_with(word, rest)) {
        return Some((from, len));
    }
    let begins = |(at, key): (usize, &Key<F>)| Some((at, key.literal.begins_with(word, rest)?));
    let (before, behind) = keys.split_at_checked(from).unwrap_or((keys, &[]));
    (from..).zip(behind).find_map(begins).or_else(|| (0..).zip(before).find_map(begins))
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEYS: [Key<u8>; 3] = [Key::new("\"id\":", 1), Key::new("\"survey\":", 2), Key::new("\"survey_version\":", 3)];

    #[test]
    fn a_key_is_found_by_all_of_its_bytes() {
        let check = |rest: &str, from, expect| assert_eq!(find(&KEYS, from, rest.as_bytes()), expect, "{rest} {from}");
        check("\"id\":\"xxxxxxxxxx\"", 0, Some((0, 5)));
        check("\"id\":\"xxxxxxxxxx\"", 3, Some((0, 5)));
        check("\"survey\":\"1234567\"", 0, Some((1, 9)));
        check("\"survey_version\":1", 0, Some((2, 17)));
        check("\"survey_versiom\":1", 0, None);
        check("\"survey_version\" :1", 0, None);
        check("\"survey\" :\"1234567\"", 0, None);
        check("\"id\":1", 0, None);
        check("", 0, None);
        assert_eq!(KEYS.map(|key| (key.name(), key.field())), [("id", 1), ("survey", 2), ("survey_version", 3)]);
    }

    #[test]
    fn a_literal_is_found_where_little_is_left_too() {
        const BRACE: Literal = Literal::new("}");
        const LONG: Literal = Literal::new(",\"survey_version\":");
        let check =
            |literal: &Literal, rest: &str, expect| assert_eq!(literal.begins(rest.as_bytes()), expect, "{rest}");
        check(&BRACE, "}", Some(1));
        check(&BRACE, "},\"a\":\"0123456789\"", Some(1));
        check(&BRACE, "", None);
        check(&BRACE, "]", None);
        check(&LONG, ",\"survey_version\":", Some(18));
        check(&LONG, ",\"survey_version\":\"1\"", Some(18));
        check(&LONG, ",\"survey_version\";\"1\"", None);
        check(&LONG, ",\"survey_version\"", None);
    }
}
