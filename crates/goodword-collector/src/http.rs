//! What every request passes, whatever it asks for: one layer between the socket and the routes.

pub(crate) mod audit;
pub(crate) mod auth;
pub(crate) mod body;
pub(crate) mod body_budget;
pub(crate) mod client_network;
pub(crate) mod cookie;
pub(crate) mod cors;
pub(crate) mod etag;
pub(crate) mod head;
pub(crate) mod incoming;
pub(crate) mod path;
pub(crate) mod problem;
pub(crate) mod query;
pub(crate) mod query_schema;
pub(crate) mod rate_limits;
pub(crate) mod request_log;
pub(crate) mod same_origin;
pub(crate) mod schema;
pub(crate) mod state;
pub(crate) mod submission;
pub(crate) mod timeout;
pub(crate) mod trace_context;
