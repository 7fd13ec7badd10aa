//! `[[webhook]]` in the file of settings: an address that is told.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

use anyhow::{Context, bail, ensure};
use goodword_core::SurveyId;
use serde::Deserialize;
use url::Url;

use super::{Network, secret};
use crate::notify::{AllowedNetworks, BodyFormat, Channel, Target, Targets, Webhook, WebhookSecret};
use crate::store::{Event, SettingsSnapshot, Subscription, SurveyWebhook};

/// No name is longer.
const NAME: usize = 40;

/// One table of the file.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct WebhookConfig {
    /// What the log, the figures and `goodword webhook` call it.
    name: String,
    /// Where messages are posted to.
    url: String,
    /// `whsec_…`, or several while one takes the other's place.
    #[serde(default)]
    secret: Vec<String>,
    /// Files that hold one each.
    #[serde(default)]
    secret_file: Vec<PathBuf>,
    /// `standard`, or `text` for Slack.
    #[serde(default)]
    format: Option<String>,
    /// Whether 302 or 303 says that it arrived.
    #[serde(default)]
    accept_redirect: bool,
    /// The names of events; without them, those that need a person.
    #[serde(default)]
    events: Vec<String>,
    /// The names of surveys; without them, all.
    #[serde(default)]
    surveys: Vec<String>,
}

/// Who is told by the settings of surveys, as `SURVEY/NAME`. What a newer version wrote and this one does not know is left out.
pub fn survey_targets(settings: &SettingsSnapshot, allowed: &[Network]) -> Targets {
    let mut targets: Targets =
        settings.webhooks().filter_map(|(survey, of)| survey_target(survey, of, allowed).ok()).collect();
    targets.sort_by(|a, b| a.name().cmp(b.name()));
    targets
}

/// Who is told by one of them. Fails with what is wrong, and repeats no secret.
pub fn survey_target(survey: &str, of: &SurveyWebhook, allowed: &[Network]) -> anyhow::Result<Target> {
    let config = WebhookConfig {
        name: of.name.clone(),
        url: of.url.clone(),
        secret: of.secrets.clone(),
        // A file is the host's to name, and not for whoever may set up a survey.
        secret_file: Vec::new(),
        format: of.format.clone(),
        accept_redirect: of.accept_redirect,
        events: of.events.clone(),
        surveys: vec![survey.to_owned()],
    };
    let mut target = config.read(allowed)?;
    target.subscription.target = format!("{survey}/{}", of.name);
    Ok(target)
}

impl WebhookConfig {
    /// Who is told by it. Fails with what is wrong, and repeats no secret.
    pub fn target(&self, allowed: &[Network]) -> anyhow::Result<Target> {
        self.read(allowed).with_context(|| format!("webhook {:?}", self.name))
    }

    fn read(&self, allowed: &[Network]) -> anyhow::Result<Target> {
        let url = Url::parse(&self.url).ok().filter(|url| matches!(url.scheme(), "https" | "http"));
        let url = url.context("its url must be https://…, or http://… in a network of webhook-allow")?;
        ensure!(
            url.username().is_empty() && url.password().is_none(),
            "its url must hold no user: the secret is enough"
        );
        let mut secrets = Vec::new();
        for text in &self.secret {
            secrets.push(WebhookSecret::parse(text).map_err(anyhow::Error::msg)?);
        }
        for file in &self.secret_file {
            secrets.push(WebhookSecret::parse(&secret::read(file)?).map_err(anyhow::Error::msg)?);
        }
        let format = match self.format.as_deref() {
            None | Some("standard") => BodyFormat::Standard,
            Some("text") => BodyFormat::Text,
            Some(_) => bail!("its format must be standard or text"),
        };
        ensure!(
            !secrets.is_empty() || format == BodyFormat::Text,
            "it needs a secret, whsec_ and 24 to 64 bytes in base64: whsec_$(openssl rand -base64 32)"
        );
        let subscription = subscription(&self.name, &self.events, &self.surveys)?;
        let webhook = Webhook {
            url,
            secrets,
            allowed: AllowedNetworks::new(allowed.to_vec()),
            format,
            accept_redirect: self.accept_redirect,
        };
        Ok(Target { subscription, channel: Channel::Webhook(Arc::new(webhook)) })
    }
}

/// Of what somebody is told.
pub(super) fn subscription(name: &str, events: &[String], surveys: &[String]) -> anyhow::Result<Subscription> {
    let plain = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_');
    let is_name = !name.is_empty() && name.len() <= NAME && name.chars().all(plain);
    ensure!(is_name, "its name must be 1 to {NAME} of a-z, 0-9, - and _");
    let events = events.iter().map(|event| event.parse::<Event>().map_err(anyhow::Error::msg));
    let mut events = events.collect::<anyhow::Result<BTreeSet<_>>>()?;
    if events.is_empty() {
        events.extend([Event::Attention, Event::FollowUpDue, Event::FollowUpLate]);
    }
    let surveys = surveys.iter().map(|survey| SurveyId::parse(survey).map(|survey| survey.to_string()));
    let surveys = surveys.collect::<Result<_, _>>().ok().context("its surveys must be names of surveys")?;
    Ok(Subscription { target: name.to_owned(), events, surveys })
}
