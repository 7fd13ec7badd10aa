//! The builder: a survey is clicked together while the real one stands beside it.

mod controller;
mod kinds;
pub mod mount;
mod publishing;
mod state;
mod view;
