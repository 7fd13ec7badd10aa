//! Any bytes as what an owner says over the network: settings, who is told and where that may be, whom to forget.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::str;

use serde_json::Value;

use crate::config::{Network, Origin, survey_targets};
use crate::notify::{AllowedNetworks, WebhookSecret};
use crate::routes::{erase, settings};
use crate::store::{Settings, SettingsSnapshot};
use crate::token::{Scopes, Secret};

/// Bytes as one of them; the first says which.
pub fn owner(bytes: &[u8]) {
    let parsers = [of_a_survey, whom_to_forget, origin, network, secrets, scopes];
    if bytes.first() == Some(&b'a') {
        return address(bytes);
    }
    let Some((parser, rest)) = super::choice(bytes, &parsers) else { return };
    if let Ok(text) = str::from_utf8(rest) {
        parser(text);
    }
}

/// Settings that are taken come back as they are, from the network and from the database, by `PATCH` as by `PUT`.
fn of_a_survey(text: &str) {
    let settings = match settings::parse(text) {
        Ok(settings) => settings,
        Err(problems) => return super::fit(&problems),
    };
    let written = serde_json::to_string(&settings).unwrap();
    assert_eq!(settings::parse(&written).as_ref(), Ok(&settings), "{text}");
    assert_eq!(Settings::read(&settings.to_json()), settings, "{text}");
    assert_eq!(settings::merged(&Settings::default(), text).as_ref(), Ok(&settings), "{text}");
    assert_eq!(settings::merged(&settings, "{}").as_ref(), Ok(&settings), "{text}");
    assert!(settings.keys.len() <= 100 && settings.origins.len() <= 100 && settings.signing_secrets.len() <= 2);
    let count = settings.webhooks.len();
    let told = survey_targets(&SettingsSnapshot::new(vec![("support".to_owned(), settings)]), &[]);
    assert_eq!(told.len(), count, "{text}");
    for target in told {
        let shown = format!("{target} {target:?}");
        assert!(target.name().starts_with("support/") && !shown.contains("whsec_M"), "{shown}");
    }
}

/// Whoever is erased is named.
fn whom_to_forget(text: &str) {
    match erase::parse(text) {
        Ok(_) => {
            let said: Value = serde_json::from_str(text).unwrap();
            let named = |name: &str| said.get(name).is_some_and(|value| !value.is_null());
            assert!(named("contact") != named("field"), "{text}");
        }
        Err(problem) => super::fit(&[problem]),
    }
}

/// An origin is written as it is read, and allows what it is and nothing beside it.
fn origin(text: &str) {
    let Ok(origin) = text.parse::<Origin>() else { return };
    let written = origin.to_string();
    assert_eq!(written.parse().as_ref(), Ok(&origin), "{text}");
    assert!(written.is_ascii() && !written.contains([' ', ';', ',', '"', '\'']), "it stands in a policy: {written}");
    if let Some(one) = origin.one() {
        assert!(origin.allows(one) && !origin.allows(&format!("{one}.evil.example")), "{text}");
        assert!(!origin.allows(&format!("{one}:1")) && !origin.allows("null"), "{text}");
    }
}

fn network(text: &str) {
    let Ok(network) = text.parse::<Network>() else { return };
    assert_eq!(network.to_string().parse(), Ok(network), "{text}");
    let first = network.to_string().split('/').next().unwrap().parse().unwrap();
    assert!(network.contains(first), "{text}");
}

/// What is no secret is not repeated.
fn secrets(text: &str) {
    match WebhookSecret::parse(text) {
        Ok(secret) => assert_eq!(format!("{secret:?}"), "whsec_…"),
        Err(error) => assert!(error.len() < 80),
    }
    match Secret::parse(text) {
        Ok(secret) => {
            assert!(
                secret.as_str() == text && (50..=135).contains(&text.len()) && text.bytes().all(|byte| byte > b' ')
            );
        }
        Err(error) => assert!(error.len() < 80),
    }
}

fn scopes(text: &str) {
    let scopes = Scopes::read(text);
    let words = scopes.words();
    assert!(words.iter().all(|word| text.split(' ').any(|said| said == *word)), "{text}");
    assert_eq!(Scopes::read(&scopes.to_string()), scopes);
}

/// 16 bytes as an address: whatever it is written as, what only this house can reach is not reached.
fn address(bytes: &[u8]) {
    let Some(bits) = bytes.get(1..17).and_then(|bytes| <[u8; 16]>::try_from(bytes).ok()) else { return };
    let nobody = AllowedNetworks::default();
    let (wide, narrow) = (Ipv6Addr::from(bits), Ipv4Addr::new(bits[0], bits[1], bits[2], bits[3]));
    if nobody.permit(wide.into()) {
        let ours = wide.is_loopback() || wide.is_unspecified() || wide.is_multicast() || wide.is_unique_local();
        assert!(!ours && !wide.is_unicast_link_local(), "{wide}");
    }
    let permitted = nobody.permit(narrow.into());
    let ours = narrow.is_loopback() || narrow.is_private() || narrow.is_link_local() || narrow.is_unspecified();
    assert!(!(permitted && (ours || narrow.is_multicast() || narrow.is_broadcast())), "{narrow}");
    let [a, b, c, d] = narrow.octets();
    let (high, low) = (u16::from_be_bytes([a, b]), u16::from_be_bytes([c, d]));
    let gateways =
        [Ipv6Addr::new(0x64, 0xff9b, 0, 0, 0, 0, high, low), Ipv6Addr::new(0x2002, high, low, 0, 0, 0, 0, 1)];
    for held in [narrow.to_ipv6_mapped()].into_iter().chain(gateways) {
        assert_eq!(nobody.permit(held.into()), permitted, "{held} holds {narrow}");
    }
    let named = AllowedNetworks::new(vec![IpAddr::from(narrow).to_string().parse().unwrap()]);
    assert!(named.permit(narrow.into()) && named.permit(narrow.to_ipv6_mapped().into()));
}
