//! The survey that a visitor fills.
