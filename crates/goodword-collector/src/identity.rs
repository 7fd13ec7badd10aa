//! Who answers, as far as a survey asks for that: anybody, whoever was invited, or whoever the owner's own back end vouches
//! for. An answer whose proof fails is stored all the same, with why, unless the owner wants no others.

mod hs256;
mod jwt;

use goodword_core::Response;
use sha2::{Digest, Sha256};

use crate::acceptance::NotAllowed;
use crate::http::problem::ProblemDetails;
use crate::store::{ClaimOutcome, Hash, Identity, Settings, Store};

/// What an invitation begins with.
pub const INVITATION: &str = "gw_inv_";

/// Why an answer is not proven.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unproven {
    /// It came with no proof.
    Missing,
    /// What it came with is neither an invitation nor a JWT with what one must say.
    Malformed,
    /// It is signed by another algorithm than the one that is taken, or by none.
    Algorithm,
    /// It is signed by another key, or was changed.
    Signature,
    /// It is for another survey.
    Audience,
    /// Its time was over when the answer came.
    Expired,
    /// It proves another answer.
    Used,
    /// No such invitation was made.
    Unknown,
}

impl Unproven {
    /// One word, as it is stored.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Malformed => "malformed",
            Self::Algorithm => "algorithm",
            Self::Signature => "signature",
            Self::Audience => "audience",
            Self::Expired => "expired",
            Self::Used => "used",
            Self::Unknown => "unknown",
        }
    }
}

/// A proof that is right by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Candidate {
    hash: Hash,
    /// In Unix milliseconds, of what is signed.
    until_ms: Option<i64>,
}

/// What is known of who gave a response: `invited`, `signed`, `unproven: ` and why; `None` where the survey asks nobody.
pub(crate) async fn judge(
    store: &Store,
    settings: Option<&Settings>,
    response: &Response,
) -> Result<Option<String>, ProblemDetails> {
    let Some(settings) = settings.filter(|settings| settings.identity != Identity::Open) else { return Ok(None) };
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

fn candidate(settings: &Settings, survey: &str, proof: Option<&str>) -> Result<Candidate, Unproven> {
    let proof = proof.ok_or(Unproven::Missing)?;
    match settings.identity {
        Identity::Signed => jwt::candidate(proof, survey, &settings.signing_secrets),
        Identity::Invited if proof.starts_with(INVITATION) => Ok(Candidate { hash: hash(proof), until_ms: None }),
        Identity::Invited | Identity::Open => Err(Unproven::Malformed),
    }
}

/// The hash by which an invitation, or the `jti` of what is signed, is kept.
pub(crate) fn hash(text: &str) -> Hash {
    Sha256::digest(text).into()
}
