//! Secrets that let a person or program in, and what each may do.
//!
//! A secret is 256 random bits, so that one round of SHA-256 is enough to keep it by: there is nothing to guess.
//! It is found by that hash, never compared: how long the look-up takes tells about the hash of what was offered,
//! which the caller cannot steer towards a stored one.

use std::fmt;
use std::str::FromStr;

use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};

/// What a token may do. `read` and `write` are independent; `admin` includes both, and not `raw`, which includes `read`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// Lists surveys and exports responses.
    Read,
    /// Imports responses.
    Write,
    /// Everything, definitions included, but what needs `raw`.
    Admin,
    /// Reads single responses of surveys that tell others of groups only.
    Raw,
}

impl Scope {
    const ALL: [Self; 4] = [Self::Read, Self::Write, Self::Admin, Self::Raw];

    /// `read`, `write`, `admin` or `raw`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Write => "write",
            Self::Admin => "admin",
            Self::Raw => "raw",
        }
    }
}

impl FromStr for Scope {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let scope = Self::ALL.into_iter().find(|scope| scope.as_str() == text);
        scope.ok_or_else(|| "must be one of read, write, admin, raw".to_owned())
    }
}

/// The scopes of one token, written `read write`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scopes(Vec<Scope>);

impl Scopes {
    /// Those of `scopes`, each once.
    pub fn new(scopes: &[Scope]) -> Self {
        Self(Scope::ALL.into_iter().filter(|scope| scopes.contains(scope)).collect())
    }

    /// Whether they allow what asks for `scope`.
    pub fn allow(&self, scope: Scope) -> bool {
        self.0.iter().any(|held| match held {
            Scope::Admin => scope != Scope::Raw,
            Scope::Raw => matches!(scope, Scope::Raw | Scope::Read),
            Scope::Read | Scope::Write => *held == scope,
        })
    }

    /// The words of the scopes: `read`, `write`, `admin`, `raw`.
    pub fn words(&self) -> Vec<&'static str> {
        self.0.iter().map(|scope| scope.as_str()).collect()
    }

    pub(crate) fn read(text: &str) -> Self {
        Self(text.split(' ').filter_map(|word| word.parse().ok()).collect())
    }
}

impl fmt::Display for Scopes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.words().join(" "))
    }
}

/// A token as it is stored: everything but the secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// SHA-256 of the secret.
    pub hash: [u8; 32],
    /// The name that the owner gave it.
    pub name: String,
    /// The scopes that it opens.
    pub scopes: Scopes,
    /// The only survey it may do it to; `None` is every survey.
    pub survey: Option<String>,
    /// The time of its making, in Unix milliseconds.
    pub created_ms: i64,
    /// The time since which it opens nothing, in Unix milliseconds; `None` while it is not revoked.
    pub revoked_ms: Option<i64>,
    /// The time from which it opens nothing, in Unix milliseconds; `None` is never.
    pub expires_ms: Option<i64>,
    /// The time of its last use, within a minute, in Unix milliseconds; `None` before the first.
    pub used_ms: Option<i64>,
}

/// A session as it is stored: everything but what its cookie holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// SHA-256 of what the cookie holds.
    pub hash: [u8; 32],
    /// The hash of the token that began it.
    pub token: [u8; 32],
    /// The time at which it ends by itself, in Unix milliseconds.
    pub expires_ms: i64,
}

impl Session {
    /// A short name by which it is ended: the first 8 digits of its hash.
    pub fn id(&self) -> String {
        short(&self.hash)
    }
}

/// The first 8 digits of a hash.
pub(crate) fn short(hash: &[u8; 32]) -> String {
    HEXLOWER.encode(hash.get(..4).unwrap_or_default())
}

impl Token {
    /// A short name that `goodword token revoke` takes: the first 8 digits of its hash.
    pub fn id(&self) -> String {
        short(&self.hash)
    }
}

/// A secret, shown once to who made it. It has no `Debug`, so that no log can hold it.
pub struct Secret(String);

impl Secret {
    /// 256 bits from the operating system's random source.
    pub fn random() -> Result<Self, getrandom::Error> {
        let mut bytes = [0; 32];
        getrandom::fill(&mut bytes)?;
        Ok(Self(format!("gw_sec_{}", HEXLOWER.encode(&bytes))))
    }

    /// A secret that was made elsewhere: `gw_sec_` and 43 to 128 letters, digits, `-` or `_`, which hold 256 random bits.
    pub fn parse(text: &str) -> Result<Self, String> {
        let fits = |rest: &str| {
            (43..=128).contains(&rest.len())
                && rest.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte))
        };
        if text.strip_prefix("gw_sec_").is_some_and(fits) {
            return Ok(Self(text.to_owned()));
        }
        Err("must be gw_sec_ and 43 to 128 letters, digits, - or _, all of them random".to_owned())
    }

    /// The text that is shown and sent.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What is kept of an offered secret.
    pub fn hash(text: &str) -> [u8; 32] {
        Sha256::digest(text).into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(held: &[Scope], allowed: &[Scope]) {
        let scopes = Scopes::new(held);
        assert_eq!(Scopes::read(&scopes.to_string()), scopes);
        for scope in Scope::ALL {
            assert_eq!(scopes.allow(scope), allowed.contains(&scope), "{scopes}: {scope:?}");
        }
    }

    #[test]
    fn admin_includes_what_is_no_single_answer_of_colleagues_and_raw_reads_those_too() {
        check(&[], &[]);
        check(&[Scope::Read], &[Scope::Read]);
        check(&[Scope::Write], &[Scope::Write]);
        check(&[Scope::Write, Scope::Read, Scope::Read], &[Scope::Read, Scope::Write]);
        check(&[Scope::Admin], &[Scope::Read, Scope::Write, Scope::Admin]);
        check(&[Scope::Raw], &[Scope::Read, Scope::Raw]);
        check(&[Scope::Admin, Scope::Raw], &Scope::ALL);
    }

    #[test]
    fn secrets_are_long_and_never_the_same() {
        let (one, other) = (Secret::random().unwrap(), Secret::random().unwrap());
        assert_eq!(one.as_str().len(), "gw_sec_".len() + 64);
        assert_ne!(one.as_str(), other.as_str());
    }
}
