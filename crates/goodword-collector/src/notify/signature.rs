//! How a receiver knows that a message is ours: Standard Webhooks 1.0, the symmetric signature `v1`.

use std::fmt;

use data_encoding::BASE64;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

/// What a secret begins with.
const PREFIX: &str = "whsec_";
/// A secret is so many bytes, at least and at most.
const BYTES: std::ops::RangeInclusive<usize> = 24..=64;

/// A secret that a receiver knows too.
#[derive(Clone, PartialEq, Eq)]
pub struct WebhookSecret(Vec<u8>);

impl WebhookSecret {
    /// Reads `whsec_` and 24 to 64 bytes in base64. The error repeats nothing of it.
    pub fn parse(text: &str) -> Result<Self, String> {
        let bytes = text.trim().strip_prefix(PREFIX).and_then(|text| BASE64.decode(text.as_bytes()).ok());
        let secret = bytes.filter(|bytes| BYTES.contains(&bytes.len())).map(Self);
        secret.ok_or_else(|| "a secret must be whsec_ and 24 to 64 bytes in base64".to_owned())
    }

    /// `v1,` and the HMAC-SHA256 of `id.timestamp.body` in base64.
    ///
    /// Source: Standard Webhooks, "Signature scheme" (<https://www.standardwebhooks.com>).
    fn sign(&self, id: &str, timestamp: i64, body: &str) -> Option<String> {
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.0).ok()?;
        mac.update(format!("{id}.{timestamp}.{body}").as_bytes());
        Some(format!("v1,{}", BASE64.encode(&mac.finalize().into_bytes())))
    }
}

/// The signatures by each of the secrets, with spaces between: a receiver takes any that it knows.
pub(super) fn signatures(secrets: &[WebhookSecret], id: &str, timestamp: i64, body: &str) -> String {
    let signatures: Vec<_> = secrets.iter().filter_map(|secret| secret.sign(id, timestamp, body)).collect();
    signatures.join(" ")
}

impl fmt::Debug for WebhookSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("whsec_…")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of the standard's own libraries.
    #[test]
    fn what_is_signed_is_what_the_standard_signs() {
        let secret = WebhookSecret::parse("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").unwrap();
        let (id, timestamp, body) = ("msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330, "{\"test\": 2432232314}");
        let signed = signatures(&[secret.clone(), secret], id, timestamp, body);
        let one = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
        assert_eq!(signed, format!("{one} {one}"));
    }

    #[test]
    fn a_secret_that_is_none_is_refused_and_not_repeated() {
        for text in [
            "",
            "whsec_",
            "whsec_c2hvcnQ=",
            "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
            "whsec_?fKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        ] {
            let error = WebhookSecret::parse(text).unwrap_err();
            assert!(!error.contains("fKQ9r8"), "{error}");
        }
        let secret = WebhookSecret::parse("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw\n").unwrap();
        assert_eq!(format!("{secret:?}"), "whsec_…");
    }
}
