//! The flags of `goodword serve`, and the variables that stand for them.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use clap::Args;

use crate::config::{Database, ListenAddress, Network, Origin, parse_public_url};
use crate::store::PublicSurveys;

/// The settings of a collector that serves. Each may stand in the environment or in the file of `--config` instead.
#[derive(Debug, Clone, Args)]
pub struct ServeArgs {
    /// The address to listen on; port 0 takes a free one. Or a socket of this machine, for a proxy on it: `unix:/path`
    /// [default: 127.0.0.1:8787].
    #[arg(long, env = "GOODWORD_LISTEN", value_name = "ADDRESS")]
    pub(super) listen: Option<ListenAddress>,
    #[command(flatten)]
    pub(super) database: Database,
    /// A folder of files to serve, as `cargo xtask dist` makes it [default: those that the program holds, where it was built
    /// with any].
    #[arg(long, env = "GOODWORD_DIST", value_name = "FOLDER")]
    pub(super) dist: Option<PathBuf>,
    /// An origin whose pages may post and read, such as `https://shop.example`; may be given several times. Without it,
    /// every origin.
    #[arg(long, env = "GOODWORD_ALLOW_ORIGIN", value_delimiter = ',', value_name = "ORIGIN")]
    pub(super) allow_origin: Vec<Origin>,
    /// Where the world reaches this collector, such as `https://feedback.shop.example`: for the links it prints, and, with
    /// https, for signing in to the results view.
    #[arg(long, env = "GOODWORD_PUBLIC_URL", value_parser = parse_public_url, value_name = "URL")]
    pub(super) public_url: Option<Origin>,
    /// An address of its own for `/metrics` (Prometheus). Without it, there is none.
    #[arg(long, env = "GOODWORD_METRICS_LISTEN", value_name = "ADDRESS")]
    pub(super) metrics_listen: Option<SocketAddr>,
    /// So many connections may be open at a time; further ones wait [default: 10000].
    #[arg(long, env = "GOODWORD_MAX_CONNECTIONS", value_name = "N")]
    pub(super) max_connections: Option<usize>,
    /// So many seconds a connection may wait for its next request; more than a proxy in front keeps it [default: 90].
    #[arg(long, env = "GOODWORD_KEEP_ALIVE", value_name = "SECONDS")]
    pub(super) keep_alive: Option<u64>,
    /// For so many seconds after the signal to stop it still takes connections, while `/readyz` says that it is not
    /// ready: a balancer in front can turn away first [default: 0].
    #[arg(long, env = "GOODWORD_LINGER", value_name = "SECONDS")]
    pub(super) linger: Option<u64>,
    /// A file that holds the token of the first administrator; without one, the variable `GOODWORD_ADMIN_TOKEN`, or the
    /// credential `goodword-admin-token` of systemd. With none of them, one is made and printed.
    #[arg(long, env = "GOODWORD_ADMIN_TOKEN_FILE", value_name = "FILE")]
    pub(super) admin_token_file: Option<PathBuf>,
    /// Which surveys the public may post to: `any`, or `known`, those that have a definition, settings or responses
    /// [default: any, until the public has begun 1000 surveys; then known].
    #[arg(long, env = "GOODWORD_SURVEYS", value_name = "WHICH")]
    pub(super) surveys: Option<PublicSurveys>,
    /// A proxy in front, as an address or a network such as `10.0.0.0/8`, whose `X-Forwarded-For` is believed; may be given
    /// several times. Without it, visitors behind a proxy of this machine or house are not told apart, and not limited.
    #[arg(long, env = "GOODWORD_TRUSTED_PROXY", value_delimiter = ',', value_name = "NETWORK")]
    pub(super) trusted_proxy: Vec<Network>,
    /// So many responses a minute may come from one address (IPv6: one /64); 0 is no limit [default: 600].
    #[arg(long, env = "GOODWORD_LIMIT_ADDRESS", value_name = "N")]
    pub(super) limit_address: Option<u32>,
    /// So many responses a minute may come to one survey; 0 is no limit [default: 300000].
    #[arg(long, env = "GOODWORD_LIMIT_SURVEY", value_name = "N")]
    pub(super) limit_survey: Option<u32>,
    /// So many responses a minute may come with one write key; 0 is no limit [default: 300000].
    #[arg(long, env = "GOODWORD_LIMIT_WRITE_KEY", value_name = "N")]
    pub(super) limit_write_key: Option<u32>,
    /// A network of this machine or house, such as `10.0.0.0/8`, that webhooks may be in; may be given several times. Without
    /// it, webhooks reach the world only.
    #[arg(long, env = "GOODWORD_WEBHOOK_ALLOW", value_delimiter = ',', value_name = "NETWORK")]
    pub(super) webhook_allow: Vec<Network>,
}

impl ServeArgs {
    /// Where the database is.
    pub(crate) fn database(&self) -> &Database {
        &self.database
    }

    /// The file of `--config`.
    pub(crate) fn config(&self) -> Option<&Path> {
        self.database.config()
    }
}
