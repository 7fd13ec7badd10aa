//! Who may post to a survey: everybody, until its owner names keys or origins, or closes it.

use axum::http::{HeaderMap, header};
use goodword_core::Response;
use subtle::ConstantTimeEq;

use crate::config::Config;
use crate::problem::{Details, Kind};
use crate::session;
use crate::store::{Definitions, Settings, SettingsSnapshot};

/// What decides about a posted response.
pub(crate) struct Gate<'a> {
    pub(crate) settings: &'a SettingsSnapshot,
    pub(crate) definitions: &'a Definitions,
    pub(crate) config: &'a Config,
    pub(crate) headers: &'a HeaderMap,
}

impl Gate<'_> {
    /// Lets the response in, or says why not. Whoever lacks the key learns nothing else.
    pub(crate) fn pass(&self, response: &Response) -> Result<(), Details> {
        let survey = response.survey.as_str();
        let Some(settings) = self.settings.get(survey) else { return self.pass_unsettled(survey) };
        if !settings.keys.is_empty() && !holds(settings, response.key.as_deref().unwrap_or_default()) {
            return Err(Details::new(Kind::WriteKey));
        }
        if !self.is_welcome(settings) {
            return Err(Details::new(Kind::Origin).detail("This survey takes no responses from pages of this origin."));
        }
        if settings.closed { Err(Details::new(Kind::Closed)) } else { Ok(()) }
    }

    /// Where some surveys have keys, a name that nobody has set up is no way around them.
    fn pass_unsettled(&self, survey: &str) -> Result<(), Details> {
        let known = !self.settings.any_keys() || self.definitions.hold(survey);
        if known { Ok(()) } else { Err(Details::new(Kind::UnknownSurvey)) }
    }

    /// Browsers name the origin of every post; a program may leave it out, or name what it likes.
    fn is_welcome(&self, settings: &Settings) -> bool {
        let Some(origin) = self.headers.get(header::ORIGIN) else { return true };
        let origin = origin.to_str().unwrap_or_default();
        settings.origins.is_empty()
            || settings.origins.iter().any(|allowed| allows(allowed, origin))
            || session::is_own(self.config, self.headers, origin)
    }
}

fn holds(settings: &Settings, key: &str) -> bool {
    let equal = |known: &String| bool::from(known.as_bytes().ct_eq(key.as_bytes()));
    // Every key is looked at, so that the time taken does not tell which one was close.
    settings.keys.iter().fold(false, |found, known| equal(known) | found)
}

/// Whether a list's entry means that origin: itself, or, as `https://*.shop.example`, what stands below it.
pub(crate) fn allows(allowed: &str, origin: &str) -> bool {
    let Some((scheme, parent)) = allowed.split_once("*.") else { return allowed == origin || allowed == "*" };
    let host = origin.strip_prefix(scheme).and_then(|host| host.strip_suffix(parent));
    host.is_some_and(|below| below.len() > 1 && below.ends_with('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_origin_is_named_or_stands_below_a_name() {
        let check = |allowed, origin, expect| assert_eq!(allows(allowed, origin), expect, "{allowed} {origin}");
        check("https://shop.example", "https://shop.example", true);
        check("https://shop.example", "https://shop.example.evil", false);
        check("https://shop.example", "http://shop.example", false);
        check("https://*.shop.example", "https://www.shop.example", true);
        check("https://*.shop.example", "https://a.b.shop.example", true);
        check("https://*.shop.example", "https://shop.example", false);
        check("https://*.shop.example", "https://.shop.example", false);
        check("https://*.shop.example", "https://evilshop.example", false);
        check("https://*.shop.example", "http://www.shop.example", false);
        check("*", "https://any.example", true);
        check("https://shop.example", "null", false);
    }
}
