//! The `goodword-widget` binary.

fn main() {}
