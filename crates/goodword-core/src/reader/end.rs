//! The last line of an export, which says what should have arrived.

use serde::Deserialize;

/// What `{"goodword_end": …}` says: neither a response nor a bad line.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct End {
    /// How many rows stand before it.
    pub rows: u64,
    /// SHA-256 of the bytes before it, in hexadecimal.
    pub sha256: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct EndLine {
    goodword_end: End,
}

impl End {
    /// Reads the line, if it is one.
    pub fn parse(bytes: &[u8]) -> Option<Self> {
        let inner = bytes.strip_prefix(b"{")?.trim_ascii_start();
        let named = inner.starts_with(br#""goodword_end""#);
        named.then(|| serde_json::from_slice::<EndLine>(bytes).ok()).flatten().map(|line| line.goodword_end)
    }
}

/// Counts rows against what the end lines say. One source may hold several exports, one after the other.
#[derive(Debug, Clone, Default)]
pub struct Rows {
    since: u64,
    end: Option<End>,
    mismatch: Option<(u64, u64)>,
}

impl Rows {
    /// A line that is not an end line.
    pub fn count(&mut self) {
        self.since += 1;
    }

    /// Whether nothing has come yet.
    pub fn is_empty(&self) -> bool {
        self.since == 0 && self.end.is_none()
    }

    /// An end line.
    pub fn end_with(&mut self, end: End) {
        if end.rows != self.since {
            self.mismatch.get_or_insert((end.rows, self.since));
        }
        self.since = 0;
        self.end = Some(end);
    }

    /// The last end line.
    pub fn end(&self) -> Option<&End> {
        self.end.as_ref()
    }

    /// The first count that did not agree.
    pub fn mismatch(&self) -> Option<String> {
        let (said, read) = self.mismatch?;
        Some(format!("The export says that it holds {said} rows, and {read} arrived: it is not whole"))
    }
}
