//! The `goodword-results` binary.

fn main() {}
