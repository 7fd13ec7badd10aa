//! `[smtp]` and `[[email]]` in the file of settings: people who are told.

use std::path::PathBuf;
use std::sync::Arc;

use anyhow::{Context, ensure};
use serde::Deserialize;

use super::secret;
use super::webhook::subscription;
use crate::notify::{Channel, Email, SmtpServer, Target};

/// The server that emails are handed to.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct SmtpConfig {
    /// `smtps://user:password@host`.
    #[serde(default)]
    url: Option<String>,
    /// A file that holds it.
    #[serde(default)]
    url_file: Option<PathBuf>,
    /// Who emails are from: `Goodword <feedback@shop.example>`.
    from: String,
}

/// One table of the file.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct EmailConfig {
    /// What the log, the figures and `goodword webhook` call it.
    name: String,
    /// The addresses of those who are told.
    to: Vec<String>,
    /// The names of events; without them, those that need a person.
    #[serde(default)]
    events: Vec<String>,
    /// The names of surveys; without them, all.
    #[serde(default)]
    surveys: Vec<String>,
}

impl EmailConfig {
    /// Who is told by it. Fails with what is wrong, and repeats no secret.
    pub fn target(&self, smtp: Option<&SmtpConfig>, public_url: Option<&str>) -> anyhow::Result<Target> {
        self.read(smtp, public_url).with_context(|| format!("email {:?}", self.name))
    }

    fn read(&self, smtp: Option<&SmtpConfig>, public_url: Option<&str>) -> anyhow::Result<Target> {
        let smtp = smtp.context("it needs [smtp], the server that emails are handed to")?;
        ensure!(!self.to.is_empty(), "it needs to, the addresses of those who are told");
        let to = self.to.iter().map(|to| to.parse().with_context(|| format!("{to:?} is no address")));
        let email = Email {
            server: smtp.server()?,
            from: smtp
                .from
                .parse()
                .context("smtp.from must be an address, such as Goodword <feedback@shop.example>")?,
            to: to.collect::<anyhow::Result<_>>()?,
            public_url: public_url.map(str::to_owned),
        };
        let subscription = subscription(&self.name, &self.events, &self.surveys)?;
        Ok(Target { subscription, channel: Channel::Email(Arc::new(email)) })
    }
}

impl SmtpConfig {
    fn server(&self) -> anyhow::Result<SmtpServer> {
        let url = match (&self.url, &self.url_file) {
            (Some(url), None) => url.clone(),
            (None, Some(file)) => secret::read(file)?,
            _ => anyhow::bail!("smtp needs either url or url-file"),
        };
        SmtpServer::parse(&url).map_err(|rule| anyhow::anyhow!("smtp: {rule}"))
    }
}
