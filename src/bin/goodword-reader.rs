//! The `goodword-reader` binary.

fn main() {}
