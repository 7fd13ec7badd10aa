//! The words the widget shows, one table per language.
