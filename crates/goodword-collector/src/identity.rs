//! Who answers, as far as a survey asks for that: anybody, whoever was invited, or whoever the owner's own back end vouches
//! for. An answer whose proof fails is stored all the same, with why, unless the owner wants no others.

pub(crate) mod candidate;
mod hs256;
mod jwt;
pub(crate) mod unproven;

use goodword_core::Response;

use crate::acceptance::NotAllowed;
use crate::http::problem::ProblemDetails;
use crate::store::{ClaimOutcome, Identity, Settings, Store};
use candidate::Candidate;
pub(crate) use candidate::{INVITATION, hash};
use unproven::Unproven;

/// What is known of who gave a response: `invited`, `signed`, `unproven: ` and why; `None` where the survey asks nobody.
pub(crate) async fn judge(
    store: &Store,
    settings: Option<&Settings>,
    response: &Response,
) -> Result<Option<String>, ProblemDetails> {
    let Some(settings) = settings.filter(|settings| settings.identity != Identity::Open) else { return Ok(None) };
    // Who has only been shown the survey has used nothing up, be it that they answer elsewhere.
    if response.answers.is_empty() {
        return Ok(None);
    }
    match prove(store, settings, response).await? {
        Ok(()) => Ok(Some(settings.identity.level().to_owned())),
        Err(_) if settings.require_identity => Err(NotAllowed::Identity.into()),
        Err(reason) => Ok(Some(format!("unproven: {}", reason.as_str()))),
    }
}

async fn prove(
    store: &Store,
    settings: &Settings,
    response: &Response,
) -> Result<Result<(), Unproven>, ProblemDetails> {
    let survey = response.survey.as_str();
    let candidate = match candidate(settings, survey, response.proof.as_deref()) {
        Ok(candidate) => candidate,
        Err(reason) => return Ok(Err(reason)),
    };
    let outcome = store.prove(survey, response.id, candidate.hash, candidate.until_ms).await?;
    Ok(match outcome {
        ClaimOutcome::Proven => Ok(()),
        ClaimOutcome::Used => Err(Unproven::Used),
        ClaimOutcome::Expired => Err(Unproven::Expired),
        ClaimOutcome::Unknown => Err(Unproven::Unknown),
    })
}

pub(crate) fn candidate(settings: &Settings, survey: &str, proof: Option<&str>) -> Result<Candidate, Unproven> {
    let proof = proof.ok_or(Unproven::Missing)?;
    match settings.identity {
        Identity::Signed => jwt::candidate(proof, survey, &settings.signing_secrets),
        Identity::Invited if proof.starts_with(INVITATION) => Ok(Candidate { hash: hash(proof), until_ms: None }),
        Identity::Invited | Identity::Open => Err(Unproven::Malformed),
    }
}
