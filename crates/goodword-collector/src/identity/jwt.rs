//! A JWT (RFC 7519) of the owner's back end: HS256 with one of the survey's secrets, `aud` the survey, `exp`, and a `jti` that is
//! used once. How RFC 8725 wants it: the algorithm is ours to choose, not the token's.

use jsonwebtoken::errors::ErrorKind;
use jsonwebtoken::{Algorithm, DecodingKey, Validation, decode};
use serde::Deserialize;

use super::candidate::{Candidate, hash};
use super::hs256;
use super::unproven::Unproven;

/// So many characters of a `jti` are taken.
const JTI: usize = 255;

#[derive(Deserialize)]
struct Claims {
    jti: String,
    /// Seconds since 1970 began, maybe with decimals (RFC 7519 §2, `NumericDate`).
    exp: f64,
}

/// What a token proves by itself. Whether its time is over is decided where it is known whether it was used before.
pub(super) fn candidate(token: &str, survey: &str, secrets: &[String]) -> Result<Candidate, Unproven> {
    hs256::install();
    let mut validation = Validation::new(Algorithm::HS256);
    validation.set_audience(&[survey]);
    validation.set_required_spec_claims(&["exp", "aud"]);
    (validation.validate_exp, validation.validate_nbf) = (false, true);
    let read = |secret: &String| {
        let key = DecodingKey::from_secret(secret.as_bytes()).map_err(|_| Unproven::Signature)?;
        decode::<Claims>(token, &key, &validation).map(|token| token.claims).map_err(|error| reason(error.kind()))
    };
    // Two secrets hold while one takes the place of the other.
    let tries = secrets.iter().map(read);
    let found = tries.reduce(|found, next| if matches!(found, Err(Unproven::Signature)) { next } else { found });
    let claims = found.unwrap_or(Err(Unproven::Signature))?;
    if claims.jti.is_empty() || claims.jti.len() > JTI || !claims.exp.is_finite() {
        return Err(Unproven::Malformed);
    }
    Ok(Candidate { hash: hash(&claims.jti), until_ms: Some(ms(claims.exp)) })
}

/// A float is cut off at the ends of the range.
#[allow(clippy::cast_possible_truncation, reason = "saturates")]
fn ms(seconds: f64) -> i64 {
    (seconds * 1000.0) as i64
}

fn reason(error: &ErrorKind) -> Unproven {
    match error {
        ErrorKind::InvalidSignature => Unproven::Signature,
        ErrorKind::InvalidAlgorithm | ErrorKind::InvalidAlgorithmName | ErrorKind::UnsupportedAlgorithm => {
            Unproven::Algorithm
        }
        ErrorKind::InvalidAudience => Unproven::Audience,
        _ => Unproven::Malformed,
    }
}
