//! `goodword token`.

use std::io::{self, Write};

use anyhow::{Context, bail};
use clap::{Args, Subcommand};
use goodword_core::{SurveyId, Timestamp};

use super::Database;
use crate::clock;
use crate::token::{self, Scope, Scopes, Secret};

#[derive(Debug, Subcommand)]
pub(super) enum Token {
    /// Makes a token and writes it to stdout, once.
    Create(Create),
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
pub(super) struct Create {
    /// What it may do: read, write (import) or admin (everything). May be given several times.
    #[arg(long, required = true, value_delimiter = ',')]
    scope: Vec<Scope>,
    /// What to call it.
    #[arg(long)]
    name: String,
    /// The only survey it may do it to.
    #[arg(long, value_parser = survey)]
    survey: Option<SurveyId>,
    #[command(flatten)]
    database: Database,
}

fn survey(text: &str) -> Result<SurveyId, goodword_core::Problem> {
    SurveyId::parse(text)
}

impl Token {
    pub(super) async fn run(self) -> anyhow::Result<()> {
        match self {
            Self::Create(create) => create.run().await,
            Self::List { database } => list(&database).await,
            Self::Revoke { id, database } => revoke(&database, &id).await,
        }
    }
}

impl Create {
    async fn run(self) -> anyhow::Result<()> {
        let secret = Secret::random().context("no random bytes for a secret")?;
        let store = self.database.open().await?;
        store
            .put_token(token::Token {
                hash: Secret::hash(secret.as_str()),
                name: self.name,
                scopes: Scopes::new(&self.scope),
                survey: self.survey.map(|survey| survey.to_string()),
                created_ms: clock::now_ms(),
                revoked_ms: None,
                expires_ms: None,
                used_ms: None,
            })
            .await?;
        store.close().await;
        Ok(writeln!(io::stdout(), "{}", secret.as_str())?)
    }
}

async fn list(database: &Database) -> anyhow::Result<()> {
    let mut out = io::stdout().lock();
    for token in database.open().await?.tokens().await? {
        let created = Timestamp::from_unix_ms(token.created_ms);
        let survey = token.survey.as_deref().unwrap_or("every survey");
        let state = if token.revoked_ms.is_some() { "revoked" } else { "valid" };
        let (id, scopes, name) = (token.id(), &token.scopes, &token.name);
        writeln!(out, "{id}\t{state}\t{scopes}\t{survey}\t{}\t{name}", created.as_str())?;
    }
    Ok(())
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
