//! The only files that name browser interfaces beyond event types.
