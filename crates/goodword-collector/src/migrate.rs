//! One database into another, engine to engine: what is there already is passed over, so that a migration that was cut
//! goes on where it stopped; at its end both are read and compared.

use data_encoding::HEXLOWER;
use goodword_core::{Response, ResponseId};
use sha2::{Digest, Sha256};

use crate::store::{Error, ResponseFilter, ResponseRow, Rows, Store};

/// One survey in both databases after its copying.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SurveyCopy {
    /// The name of the survey.
    pub survey: String,
    /// The number of responses that were copied now.
    pub copied: u64,
    /// What is stored in the database that was read,
    pub from: SurveyDigest,
    /// and in the other.
    pub to: SurveyDigest,
}

impl SurveyCopy {
    /// Whether both hold the same responses in the same order.
    pub fn is_equal(&self) -> bool {
        self.from == self.to
    }
}

/// The number of responses of a survey, and the SHA-256 of all their lines, each with its line feed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SurveyDigest {
    /// The number of responses.
    pub rows: u64,
    /// 64 hexadecimal digits in lower case.
    pub sha256: String,
}

/// Copies what belongs to no response: definitions, settings, tokens, and what is left of erased responses.
pub async fn copy_owner(from: &Store, to: &Store) -> Result<(), Error> {
    let (there, known) = (to.engine().definitions().await?, to.tokens().await?);
    for definition in from.engine().definitions().await?.into_iter().filter(|one| !there.contains(one)) {
        to.put_definition(definition).await?;
    }
    for (survey, settings) in from.engine().settings().await? {
        to.put_settings(survey, settings).await?;
    }
    for token in from.tokens().await?.into_iter().filter(|token| known.iter().all(|one| one.hash != token.hash)) {
        to.put_token(token).await?;
    }
    to.put_proofs(from.engine().proofs().await?).await?;
    // Before any response, so that none comes back.
    to.engine().put_tombstones(from.engine().tombstones().await?).await
}

/// Copies the responses of one survey behind the last that both have, and compares.
pub async fn copy_survey(from: &Store, to: &Store, survey: &str) -> Result<SurveyCopy, Error> {
    let (mut filter, mut copied) =
        (ResponseFilter { after: resume_position(from, to, survey).await?, ..ResponseFilter::all(survey) }, 0);
    loop {
        let page = from.page(filter.clone()).await?;
        if page.bodies.is_empty() {
            break;
        }
        filter.after = page.last;
        let rows = rows(&page.bodies)?;
        copied += u64::try_from(rows.len()).unwrap_or(u64::MAX);
        to.put_or_wait(rows).await?;
    }
    // Behind the responses: what was told of some of them is told of the same ones on.
    to.engine().release(from.engine().releases(survey.to_owned()).await?).await?;
    let (from, to) = (digest(from, survey).await?, digest(to, survey).await?);
    Ok(SurveyCopy { survey: survey.to_owned(), copied, from, to })
}

/// Behind which position copying goes on. Where the two differ before it, all is copied again: what is the same stays.
async fn resume_position(from: &Store, to: &Store, survey: &str) -> Result<i64, Error> {
    let Some((there, last)) = to.revision(survey.to_owned()).await?.last else { return Ok(0) };
    let Some(here) = from.position(survey.to_owned(), last).await? else { return Ok(0) };
    let same = digest_through(from, survey, here).await? == digest_through(to, survey, there).await?;
    Ok(if same { here } else { 0 })
}

fn rows(bodies: &[String]) -> Result<Rows, Error> {
    let row = |body: &String| {
        let response = Response::parse(body).map_err(|_| Error::Engine(unreadable(body)))?;
        let received_ms = response.received_at.as_ref().map_or(0, goodword_core::Timestamp::unix_ms);
        Ok(ResponseRow::new(response, received_ms))
    };
    bodies.iter().map(row).collect()
}

fn unreadable(body: &str) -> String {
    let id = body.get(7..43).and_then(|id| ResponseId::parse(id).ok());
    format!("the stored response {} does not read", id.map_or_else(String::new, |id| id.to_text()))
}

/// What a survey holds.
pub async fn digest(store: &Store, survey: &str) -> Result<SurveyDigest, Error> {
    digest_through(store, survey, i64::MAX).await
}

async fn digest_through(store: &Store, survey: &str, through: i64) -> Result<SurveyDigest, Error> {
    let (mut filter, mut rows, mut hash) =
        (ResponseFilter { through, ..ResponseFilter::all(survey) }, 0_u64, Sha256::new());
    loop {
        let page = store.page(filter.clone()).await?;
        if page.bodies.is_empty() {
            return Ok(SurveyDigest { rows, sha256: HEXLOWER.encode(&hash.finalize()) });
        }
        filter.after = page.last;
        for body in &page.bodies {
            hash.update(body);
            hash.update(b"\n");
            rows += 1;
        }
    }
}
