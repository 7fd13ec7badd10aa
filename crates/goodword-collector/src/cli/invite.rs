//! `goodword invite`: links that are used once, for people who are asked by name.

use std::io::{self, Write};
use std::path::PathBuf;

use anyhow::Context;
use clap::Args;
use data_encoding::BASE64URL_NOPAD;
use goodword_core::{Problem, SurveyId};
use url::Url;

use crate::config::Database;
use crate::identity::{self, INVITATION};
use crate::random;
use crate::store::{Identity, Proof, Store};

use super::invitation_table::Table;
use super::token::expiry;

/// So many are stored at a time.
const BATCH: usize = 1_000;

/// Makes invitations to a survey. Who gets which is known by this output alone: the collector keeps a hash of each.
#[derive(Debug, Args)]
pub(super) struct Invite {
    /// The survey.
    #[arg(value_parser = |text: &str| SurveyId::parse(text))]
    survey: SurveyId,
    /// Where visitors reach the collector, such as <https://feedback.shop.example>.
    #[arg(long, value_name = "URL", value_parser = base)]
    base: Url,
    /// So many links, one on a line.
    #[arg(long, value_name = "N", required_unless_present = "contacts")]
    count: Option<usize>,
    /// A CSV of people with a line of names of columns: it is written again with a link for each.
    #[arg(long, value_name = "FILE", conflicts_with = "count")]
    contacts: Option<PathBuf>,
    /// When the links end: a day (UTC) or a time, or from now on, as 12h or 90d.
    #[arg(long, value_parser = expiry, value_name = "WHEN")]
    expires: Option<i64>,
    /// Where they are written, instead of to stdout.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    #[command(flatten)]
    database: Database,
}

fn base(text: &str) -> Result<Url, Problem> {
    let rule = || Problem::whole("must be an address such as https://feedback.shop.example");
    let url = Url::parse(text).map_err(|_| rule())?;
    if matches!(url.scheme(), "https" | "http") && url.has_host() { Ok(url) } else { Err(rule()) }
}

impl Invite {
    pub(super) async fn run(self) -> anyhow::Result<()> {
        let table = match &self.contacts {
            Some(file) => Table::read(file)?,
            None => Table::empty(self.count.unwrap_or(0)),
        };
        let store = self.database.open().await?;
        let links = self.links(&store, table.rows()).await;
        let identity = store.stored_settings(self.survey.as_str()).await.map(|settings| settings.identity);
        store.close().await;
        if identity? != Identity::Invited {
            eprintln!(
                "{}: its setting identity is not “invited” yet: until then whoever comes may answer",
                self.survey
            );
        }
        self.write(&table, &links?)
    }

    /// New links. They are stored before they are written anywhere.
    async fn links(&self, store: &Store, count: usize) -> anyhow::Result<Vec<String>> {
        let codes: Vec<String> = (0..count).map(|_| code()).collect();
        for batch in codes.chunks(BATCH) {
            let proof = |code: &String| Proof {
                survey: self.survey.to_string(),
                hash: identity::hash(code),
                response: None,
                expires_ms: self.expires,
            };
            store.put_proofs(batch.iter().map(proof).collect()).await?;
        }
        codes.iter().map(|code| self.link(code)).collect()
    }

    /// What follows `#` reaches no server on the way, and stands in no log.
    fn link(&self, code: &str) -> anyhow::Result<String> {
        let path = format!("{}/s/{}", self.base.path().trim_end_matches('/'), self.survey);
        let mut url = self.base.join(&path).context("--base is no address below which a survey can be")?;
        url.set_fragment(Some(&format!("proof={code}")));
        Ok(url.into())
    }

    fn write(&self, table: &Table, links: &[String]) -> anyhow::Result<()> {
        let text = table.with(links)?;
        match &self.out {
            Some(file) => std::fs::write(file, text).with_context(|| format!("cannot write {}", file.display())),
            None => Ok(io::stdout().write_all(&text)?),
        }
    }
}

/// 128 random bits: nobody guesses one.
fn code() -> String {
    format!("{INVITATION}{}", BASE64URL_NOPAD.encode(&random::bytes::<16>()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_codes_are_alike() {
        assert!(code() != code() && code().len() == INVITATION.len() + 22);
    }
}
