//! `goodword token`.

use std::io::{self, Write};

use anyhow::{Context, bail};
use clap::{Args, Subcommand};
use goodword_core::{Problem, SurveyId, Timestamp};

use crate::config::Database;
use crate::token::{Scope, Scopes, Secret, Token};
use crate::{clock, time};

#[derive(Debug, Subcommand)]
pub(super) enum TokenCommand {
    /// Makes a token and writes it to stdout, once.
    Create(CreateToken),
    /// Lists every token there ever was, without its secret.
    List {
        #[command(flatten)]
        database: Database,
    },
    /// Ends a token's life at once.
    Revoke {
        /// The token's id, as `list` shows it.
        id: String,
        #[command(flatten)]
        database: Database,
    },
}

#[derive(Debug, Args)]
pub(super) struct CreateToken {
    /// What it may do: read, write (import), admin (everything), raw (single answers of surveys with a smallest
    /// group too, which admin does not read). May be given several times.
    #[arg(long, required = true, value_delimiter = ',')]
    scope: Vec<Scope>,
    /// What to call it.
    #[arg(long)]
    name: String,
    /// The only survey it may do it to.
    #[arg(long, value_parser = survey)]
    survey: Option<SurveyId>,
    /// When it ends by itself: a day (UTC) or a time, or from now on, as 12h or 90d.
    #[arg(long, value_parser = expiry, value_name = "WHEN")]
    expires: Option<i64>,
    #[command(flatten)]
    database: Database,
}

/// `90d` and `12h` count from now.
pub(super) fn expiry(text: &str) -> Result<i64, Problem> {
    const HOUR: i64 = 60 * 60 * 1000;
    let hours = |digits: &str, each: i64| Some(i64::from(digits.parse::<u16>().ok()?) * each * HOUR);
    let span = text.strip_suffix('d').and_then(|days| hours(days, 24));
    let span = span.or_else(|| text.strip_suffix('h').and_then(|digits| hours(digits, 1)));
    match span {
        Some(span) if span > 0 => Ok(clock::now_ms().saturating_add(span)),
        _ => time::parse(text)
            .map_err(|_| Problem::whole("must be a day such as 2027-03-14, a time, or a span such as 90d or 12h")),
    }
}

fn survey(text: &str) -> Result<SurveyId, Problem> {
    SurveyId::parse(text)
}

impl TokenCommand {
    pub(super) async fn run(self) -> anyhow::Result<()> {
        match self {
            Self::Create(create) => create.run().await,
            Self::List { database } => list(&database).await,
            Self::Revoke { id, database } => revoke(&database, &id).await,
        }
    }
}

impl CreateToken {
    async fn run(self) -> anyhow::Result<()> {
        let secret = Secret::random().context("no random bytes for a secret")?;
        let store = self.database.open().await?;
        store
            .put_token(Token {
                hash: Secret::hash(secret.as_str()),
                name: self.name,
                scopes: Scopes::new(&self.scope),
                survey: self.survey.map(|survey| survey.to_string()),
                created_ms: clock::now_ms(),
                revoked_ms: None,
                expires_ms: self.expires,
                used_ms: None,
            })
            .await?;
        store.close().await;
        Ok(writeln!(io::stdout(), "{}", secret.as_str())?)
    }
}

async fn list(database: &Database) -> anyhow::Result<()> {
    let (mut out, now_ms) = (io::stdout().lock(), clock::now_ms());
    for token in database.open().await?.tokens().await? {
        let survey = token.survey.as_deref().unwrap_or("every survey");
        let created = Timestamp::from_unix_ms(token.created_ms);
        let used = day(token.used_ms, "used ", "never used");
        let expires = day(token.expires_ms, "until ", "without end");
        let (id, state, scopes, name) = (token.id(), state(&token, now_ms), &token.scopes, &token.name);
        writeln!(out, "{id}\t{state}\t{scopes}\t{survey}\t{}\t{expires}\t{used}\t{name}", created.as_str())?;
    }
    Ok(())
}

fn state(token: &Token, now_ms: i64) -> &'static str {
    match token.expires_ms {
        _ if token.revoked_ms.is_some() => "revoked",
        Some(end) if end <= now_ms => "expired",
        _ => "valid",
    }
}

fn day(ms: Option<i64>, some: &str, none: &str) -> String {
    ms.map_or_else(|| none.to_owned(), |ms| some.to_owned() + Timestamp::from_unix_ms(ms).as_str())
}

async fn revoke(database: &Database, id: &str) -> anyhow::Result<()> {
    let store = database.open().await?;
    let tokens = store.tokens().await?;
    let named: Vec<_> = tokens.iter().filter(|token| token.id() == id && token.revoked_ms.is_none()).collect();
    match named.as_slice() {
        [token] => store.revoke(token.hash).await?,
        [] => bail!("no valid token has the id {id}; `goodword token list` shows them"),
        _ => bail!("several tokens have the id {id}"),
    };
    store.close().await;
    Ok(())
}
