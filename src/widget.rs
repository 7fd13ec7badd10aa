//! The survey that a visitor fills.
//!
//! A click becomes an [`Action`](state::Action), an action changes the [`State`](state::State), Send freezes the state
//! into a [`Response`](goodword_core::Response), and the outbox delivers it. Only `view` draws.

pub mod condition;
pub mod definition;
pub mod draft;
pub mod freeze;
pub mod mount;
pub mod outbox;
pub mod props;
pub mod question;
pub mod state;
pub mod thanks;
pub mod view;

pub use view::Widget;

/// Whether this build can ask an owner's own questions, on one page, in the owner's colour. What a guest meets who is asked
/// the usual ones does without, and is a sixth smaller.
pub const OWN: bool = cfg!(feature = "own");
