//! The analyst's view.
