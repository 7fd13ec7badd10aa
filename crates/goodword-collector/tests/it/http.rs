//! What every request passes, whatever it asks for.

mod auth;
mod cors;
mod identity;
mod post_policy;
mod rate_limits;
mod wire;
