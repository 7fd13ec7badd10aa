//! The settings of `goodword serve` as a TOML file, which says the same as the flags.

use std::collections::HashSet;
use std::fs;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use anyhow::{Context, anyhow, ensure};
use serde::{Deserialize, Deserializer};
use tracing::level_filters::LevelFilter;

use super::{EmailConfig, ListenAddress, Network, Origin, SmtpConfig, WebhookConfig};
use crate::log::LogFormat;
use crate::notify::Targets;
use crate::store::{DatabaseUrl, PublicSurveys};

/// The settings of a file. A flag or a variable of the environment goes before it.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct ConfigFile {
    /// As `--listen`.
    #[serde(deserialize_with = "text")]
    pub listen: Option<ListenAddress>,
    /// As `--database`.
    #[serde(deserialize_with = "text")]
    pub database: Option<DatabaseUrl>,
    /// As `--queue`.
    pub queue: Option<u32>,
    /// As `--database-writers`.
    pub database_writers: Option<u32>,
    /// As `--database-connections`.
    pub database_connections: Option<u32>,
    /// As `--database-timeout`, in seconds.
    pub database_timeout: Option<u32>,
    /// As `--database-open-timeout`, in seconds.
    pub database_open_timeout: Option<u32>,
    /// As `--dist`.
    pub dist: Option<PathBuf>,
    /// As `--allow-origin`.
    #[serde(deserialize_with = "texts")]
    pub allow_origin: Vec<Origin>,
    /// As `--public-url`.
    #[serde(deserialize_with = "public_url")]
    pub public_url: Option<Origin>,
    /// As `--metrics-listen`.
    #[serde(deserialize_with = "text")]
    pub metrics_listen: Option<SocketAddr>,
    /// As `--max-connections`.
    pub max_connections: Option<usize>,
    /// As `--keep-alive`.
    pub keep_alive: Option<u64>,
    /// As `--linger`.
    pub linger: Option<u64>,
    /// As `--admin-token-file`.
    pub admin_token_file: Option<PathBuf>,
    /// As `--surveys`.
    #[serde(deserialize_with = "text")]
    pub surveys: Option<PublicSurveys>,
    /// As `--trusted-proxy`.
    #[serde(deserialize_with = "texts")]
    pub trusted_proxy: Vec<Network>,
    /// As `--limit-address`.
    pub limit_address: Option<u32>,
    /// As `--limit-survey`.
    pub limit_survey: Option<u32>,
    /// As `--limit-write-key`.
    pub limit_write_key: Option<u32>,
    /// Networks of the house that webhooks may be in, as `--webhook-allow`.
    #[serde(deserialize_with = "texts")]
    pub webhook_allow: Vec<Network>,
    /// Addresses that are told.
    pub webhook: Vec<WebhookConfig>,
    /// The server that emails are handed to.
    pub smtp: Option<SmtpConfig>,
    /// People who are told.
    pub email: Vec<EmailConfig>,
    /// As `--log`.
    #[serde(deserialize_with = "text")]
    pub log: Option<LevelFilter>,
    /// As `--log-format`.
    #[serde(deserialize_with = "text")]
    pub log_format: Option<LogFormat>,
}

impl ConfigFile {
    /// Reads the file; without one, nothing is set. Fails with file, line and rule.
    pub fn read(path: Option<&Path>) -> anyhow::Result<Self> {
        let Some(path) = path else { return Ok(Self::default()) };
        let text = fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
        Self::parse(&text).map_err(|(line, rule)| anyhow!("{}:{line}: {rule}", path.display()))
    }

    /// Who is told. Fails with what is wrong with one of them, or where two have one name.
    pub fn targets(&self, allowed: &[Network], public_url: Option<&str>) -> anyhow::Result<Targets> {
        let webhooks = self.webhook.iter().map(|webhook| webhook.target(allowed));
        let emails = self.email.iter().map(|email| email.target(self.smtp.as_ref(), public_url));
        let targets = webhooks.chain(emails).collect::<anyhow::Result<Targets>>()?;
        let mut names = HashSet::new();
        for target in &targets {
            ensure!(names.insert(target.name()), "two are told by the name {}", target.name());
        }
        drop(names);
        Ok(targets)
    }

    /// Reads the text of a file. Fails with the number of the line, counted from 1, and the rule that it breaks.
    pub fn parse(text: &str) -> Result<Self, (usize, String)> {
        toml::from_str(text).map_err(|error: toml::de::Error| {
            let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
            (1 + before.matches('\n').count(), error.message().to_owned())
        })
    }
}

/// Reads where the world reaches a collector: an origin; a slash at its end changes nothing.
pub fn parse_public_url(text: &str) -> Result<Origin, String> {
    let origin = text.strip_suffix('/').unwrap_or(text).parse().ok().filter(|origin: &Origin| origin.one().is_some());
    origin.ok_or_else(|| "must be scheme and host, such as https://feedback.shop.example".to_owned())
}

fn text<'de, D: Deserializer<'de>, T: FromStr<Err: std::fmt::Display>>(from: D) -> Result<Option<T>, D::Error> {
    String::deserialize(from)?.parse().map(Some).map_err(serde::de::Error::custom)
}

fn public_url<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Origin>, D::Error> {
    parse_public_url(&String::deserialize(from)?).map(Some).map_err(serde::de::Error::custom)
}

fn texts<'de, D: Deserializer<'de>, T: FromStr<Err: std::fmt::Display>>(from: D) -> Result<Vec<T>, D::Error> {
    let texts = Vec::<String>::deserialize(from)?;
    texts.iter().map(|text| text.parse()).collect::<Result<_, _>>().map_err(serde::de::Error::custom)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_says_what_the_flags_say() {
        let file = ConfigFile::parse(
            "listen = \"0.0.0.0:80\"\ndatabase = \"sqlite://a.db\"\nallow-origin = [\"https://shop.example\"]\n\
             public-url = \"https://feedback.shop.example/\"\nlog = \"warn\"\nlog-format = \"json\"\nlinger = 3\n",
        );
        let file = file.unwrap();
        assert_eq!(file.listen, Some(ListenAddress::Tcp(SocketAddr::from(([0, 0, 0, 0], 80)))));
        assert_eq!(file.public_url.unwrap().one(), Some("https://feedback.shop.example"));
        assert_eq!((file.allow_origin.len(), file.linger, file.dist), (1, Some(3), None));
        assert_eq!((file.log, file.log_format), (Some(LevelFilter::WARN), Some(LogFormat::Json)));
    }

    #[track_caller]
    fn check(text: &str, line: usize, rule: &str) {
        let (at, message) = ConfigFile::parse(text).unwrap_err();
        assert!(at == line && message.contains(rule), "{text}: {at}: {message}");
    }

    #[test]
    fn what_is_wrong_is_told_with_its_line_and_its_rule() {
        check("# a comment\n\nlisten = \"nowhere\"", 3, "invalid socket address");
        check("listen = \"0.0.0.0:80\"\nport = 80", 2, "unknown field `port`");
        check("database = \"goodword.db\"", 1, "must be sqlite://");
        check("public-url = \"*\"", 1, "must be scheme and host");
        check("\nallow-origin = [\n  \"shop.example\",\n]", 2, "must be * or an origin");
        check("listen = \"0.0.0.0:80\"\nlisten = \"0.0.0.0:81\"", 2, "duplicate key");
        check("listen = \"unix:goodword.sock\"", 1, "must name the whole path");
        check("listen = 80", 1, "expected a string");
        check("log-format = \"xml\"", 1, "must be text or json");
        check("max-connections = -1", 1, "invalid value");
    }
}
