//! What a collector prints on stdout when it begins.

use std::io::{self, Write};

use anyhow::Context;

use crate::clock;
use crate::store::Store;
use crate::token::{Scope, Scopes, Secret, Token};

/// Prints where it is reached and, when the database has never had one, the token of its administrator, unless that was
/// `given`.
pub(super) async fn print(store: &Store, address: &str, given: Option<Secret>) -> anyhow::Result<()> {
    let known = given.is_some();
    let secret = given.map_or_else(Secret::random, Ok).context("no random bytes for a secret")?;
    let first = Token {
        hash: Secret::hash(secret.as_str()),
        name: "first administrator".to_owned(),
        scopes: Scopes::new(&[Scope::Admin]),
        survey: None,
        created_ms: clock::now_ms(),
        revoked_ms: None,
        expires_ms: None,
        used_ms: None,
    };
    let mut out = io::stdout().lock();
    if store.put_first_admin(first).await? && !known {
        writeln!(out, "admin token, shown only this once: {}", secret.as_str())?;
    }
    writeln!(out, "listening on {address}")?;
    Ok(out.flush()?)
}
