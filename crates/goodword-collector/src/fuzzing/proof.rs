//! Any bytes as a proof of who answers. Nothing is proven that is not: held against a reading of its own, not the crate's.

use data_encoding::BASE64URL_NOPAD;
use hmac::{Hmac, KeyInit, Mac};
use serde_json::Value;
use sha2::Sha256;

use crate::identity::candidate;
use crate::identity::candidate::{Candidate, INVITATION, hash};
use crate::identity::unproven::Unproven;
use crate::store::{Identity, Settings};

const SECRET: &str = "0123456789abcdef0123456789abcdef";
const OLD_SECRET: &str = "fedcba9876543210fedcba9876543210";
const SURVEY: &str = "support";

/// Bytes as a token; or as what stands in one, signed with the right secret (claims alone, or a header before the first 0).
pub fn proof(bytes: &[u8]) {
    let Some((make, rest)) = super::choice(bytes, &[raw, claims, whole, of_another]) else { return };
    let Ok(rest) = std::str::from_utf8(rest) else { return };
    let token = make(rest);
    invited(&token);
    match signed(&token, &[SECRET, OLD_SECRET]) {
        Ok(found) => {
            let (jti, until_ms) = said(&token);
            assert_eq!(found.hash, hash(&jti), "{token}");
            assert!(found.until_ms.unwrap().abs_diff(until_ms) <= 1, "{token}");
            assert_eq!(signed(&token, &["another secret of 32 characters!"]), Err(Unproven::Signature));
        }
        Err(reason) => assert!(!matches!(reason, Unproven::Missing | Unproven::Used | Unproven::Unknown), "{reason:?}"),
    }
}

fn raw(text: &str) -> String {
    text.to_owned()
}

fn claims(text: &str) -> String {
    token(r#"{"alg":"HS256","typ":"JWT"}"#, text, SECRET)
}

fn whole(text: &str) -> String {
    let (header, claims) = text.split_once('\0').unwrap_or((text, "{}"));
    token(header, claims, OLD_SECRET)
}

fn of_another(text: &str) -> String {
    token(r#"{"alg":"HS256"}"#, text, "another secret of 32 characters?")
}

fn token(header: &str, claims: &str, secret: &str) -> String {
    let message =
        format!("{}.{}", BASE64URL_NOPAD.encode(header.as_bytes()), BASE64URL_NOPAD.encode(claims.as_bytes()));
    format!("{message}.{}", BASE64URL_NOPAD.encode(&mac(&message, secret)))
}

fn mac(message: &str, secret: &str) -> Vec<u8> {
    let mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).unwrap();
    mac.chain_update(message).finalize().into_bytes().to_vec()
}

fn settings(identity: Identity, secrets: &[&str]) -> Settings {
    let signing_secrets = secrets.iter().map(|secret| (*secret).to_owned()).collect();
    Settings { identity, signing_secrets, ..Settings::default() }
}

fn signed(token: &str, secrets: &[&str]) -> Result<Candidate, Unproven> {
    candidate(&settings(Identity::Signed, secrets), SURVEY, Some(token))
}

/// `jti`, and in milliseconds `exp`, of a token that is right; panics where it is not.
fn said(token: &str) -> (String, i64) {
    let [header, claims, signature] = token.split('.').collect::<Vec<_>>()[..] else { panic!("{token}") };
    let signature = BASE64URL_NOPAD.decode(signature.as_bytes()).unwrap();
    let message = format!("{header}.{claims}");
    assert!([SECRET, OLD_SECRET].iter().any(|secret| mac(&message, secret) == signature), "{token} is not signed");
    let json = |part: &str| serde_json::from_slice::<Value>(&BASE64URL_NOPAD.decode(part.as_bytes()).unwrap()).unwrap();
    let (header, claims) = (json(header), json(claims));
    assert_eq!(header["alg"], "HS256", "{header}");
    let is_ours = match &claims["aud"] {
        Value::Array(all) => all.iter().any(|one| one == SURVEY),
        one => one == SURVEY,
    };
    assert!(is_ours, "{claims} is for another survey");
    let jti = claims["jti"].as_str().unwrap().to_owned();
    assert!((1..=255).contains(&jti.len()));
    let exp = claims["exp"].as_f64().unwrap() * 1_000.0;
    #[allow(clippy::cast_possible_truncation, reason = "saturates, as it should")]
    (jti, exp as i64)
}

/// An invitation is one by its beginning, and whatever it is, it is looked up by its hash.
fn invited(token: &str) {
    let found = candidate(&settings(Identity::Invited, &[]), SURVEY, Some(token));
    let expect = token.starts_with(INVITATION).then(|| hash(token));
    assert_eq!(found.ok().map(|found| found.hash), expect, "{token}");
}
