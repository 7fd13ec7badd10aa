//! Who is told, and by what way.

use std::fmt;
use std::sync::Arc;

use sha2::{Digest, Sha256};

use super::email::Email;
use super::webhook::Webhook;
use crate::store::{Subscription, Subscriptions};

/// One who is told.
#[derive(Debug, Clone)]
pub struct Target {
    /// Its name, and of what it is told.
    pub subscription: Subscription,
    /// How.
    pub channel: Channel,
}

/// A way to tell somebody.
#[derive(Debug, Clone)]
pub enum Channel {
    /// By a request to an address.
    Webhook(Arc<Webhook>),
    /// By an email.
    Email(Arc<Email>),
}

/// All who are told.
pub type Targets = Vec<Target>;

impl Target {
    /// Its name in the settings.
    pub fn name(&self) -> &str {
        &self.subscription.target
    }

    /// The SHA-256 of where it is: what is known of another address is of no use.
    pub(super) fn address_hash(&self) -> [u8; 32] {
        match &self.channel {
            Channel::Webhook(webhook) => Sha256::digest(webhook.url.as_str()).into(),
            Channel::Email(email) => Sha256::digest(addresses(email)).into(),
        }
    }

    /// Its kind, and where it is, without what may be a secret.
    pub fn place(&self) -> String {
        match &self.channel {
            Channel::Webhook(webhook) => webhook.url.origin().ascii_serialization(),
            Channel::Email(email) => addresses(email),
        }
    }
}

fn addresses(email: &Email) -> String {
    email.to.iter().map(|to| to.email.to_string()).collect::<Vec<_>>().join(", ")
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Subscription { target, events, surveys } = &self.subscription;
        let list = |names: Vec<&str>| names.join(", ");
        write!(f, "{target} at {} of {}", self.place(), list(events.iter().map(|event| event.name()).collect()))?;
        if surveys.is_empty() {
            Ok(())
        } else {
            write!(f, " in {}", list(surveys.iter().map(String::as_str).collect()))
        }
    }
}

/// Of what they are told.
pub fn subscriptions(targets: &[Target]) -> Subscriptions {
    Subscriptions::new(targets.iter().map(|target| target.subscription.clone()).collect())
}
