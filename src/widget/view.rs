//! What a visitor sees: the state, drawn. Nothing here changes anything.

mod bar;
pub mod card;
mod choice_count;
mod count;
pub mod element;
mod end;
mod field;
pub mod introduction;
pub mod listener;
mod notice;
pub mod rich_text;
pub mod scene;
mod step;
pub mod thank_you;
mod thanks_button;
