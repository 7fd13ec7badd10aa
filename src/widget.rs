//! The survey that a visitor fills.
//!
//! A click becomes an [`Action`](state::Action), an action changes the [`State`](state::State), Send freezes the state
//! into a [`Response`](goodword_core::Response), and the outbox delivers it. Only `view` draws.

pub mod answer;
pub mod bootstrap;
pub mod component;
pub mod condition;
mod context;
pub mod definition;
pub mod draft;
mod first_paint;
#[cfg(test)]
mod model;
pub mod mount;
pub mod owner;
#[cfg(feature = "control-panic")]
mod panic_on_purpose;
pub mod perform;
mod prefill;
pub mod question;
pub mod response;
pub mod settings;
pub mod state;
pub mod thanks;
pub mod view;
pub mod wording;

pub use component::Widget;
