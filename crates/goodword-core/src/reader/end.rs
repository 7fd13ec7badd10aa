//! The last line of an export, which says what should have arrived.

use serde::Deserialize;

/// What `{"goodword_end": …}` says: neither a response nor a bad line.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct ExportEnd {
    /// How many rows stand before it.
    pub rows: u64,
    /// SHA-256 of the bytes before it, in hexadecimal.
    pub sha256: String,
    /// How often the survey had changed when the export began: by a response stored, replaced, marked or erased. Nothing where
    /// the collector does not say.
    #[serde(default)]
    pub changes: Option<u64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct EndLine {
    goodword_end: ExportEnd,
}

impl ExportEnd {
    /// Reads the line, if it is one.
    pub fn parse(bytes: &[u8]) -> Option<Self> {
        let inner = bytes.strip_prefix(b"{")?.trim_ascii_start();
        let named = inner.starts_with(br#""goodword_end""#);
        named.then(|| serde_json::from_slice::<EndLine>(bytes).ok()).flatten().map(|line| line.goodword_end)
    }
}

/// Counts rows against what the end lines say. One source may hold several exports, one after the other.
#[derive(Debug, Clone, Default)]
pub struct RowCheck {
    since: u64,
    end: Option<ExportEnd>,
    mismatch: Option<(u64, u64)>,
}

impl RowCheck {
    /// Counts a line that is not an end line.
    pub fn count(&mut self) {
        self.since += 1;
    }

    /// Whether nothing has come yet.
    pub fn is_empty(&self) -> bool {
        self.since == 0 && self.end.is_none()
    }

    /// Compares an end line with what was counted since the one before it.
    pub fn end_with(&mut self, end: ExportEnd) {
        if end.rows != self.since {
            self.mismatch.get_or_insert((end.rows, self.since));
        }
        self.since = 0;
        self.end = Some(end);
    }

    /// What the last end line said; `None` before the first.
    pub fn end(&self) -> Option<&ExportEnd> {
        self.end.as_ref()
    }

    /// A sentence on the first count that did not agree.
    pub fn mismatch(&self) -> Option<String> {
        let (said, read) = self.mismatch?;
        Some(format!("The export says that it holds {said} rows, and {read} arrived: it is not whole"))
    }
}
