//! The routes, one file each; `openapi` looks at all of them.

mod erase;
mod export;
mod files;
mod follow_ups;
mod groups;
mod import;
mod session;
mod submit;
mod survey;
mod tally;
