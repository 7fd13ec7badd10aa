//! What a person should know before believing the figures of a source. The sentences stand in [`crate::words::doubt`].

/// Why a source may not be what it should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Doubt {
    /// It was compressed and could not be unpacked to its end: what comes behind this line, counted from 1, is missing.
    Unpacked(Damage, u64),
    /// It ends in the middle of a line or of an array.
    Truncated,
    /// Its end line names another number of rows than came before it: a sentence of [`Reader::mismatch`].
    ///
    /// [`Reader::mismatch`]: crate::Reader::mismatch
    RowCount(String),
    /// Its end line names another SHA-256 than that of the bytes before it.
    Altered,
}

/// What is wrong with compressed bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Damage {
    /// They end before the end that they announce.
    CutOff,
    /// They are not what a compressor writes.
    Corrupt,
    /// One of the two: what unpacked them does not say which.
    Unknown,
}
