//! Who may get in: tokens, and the sessions that are begun with them; and what proves who answers.

use std::sync::Arc;

use goodword_core::ResponseId;
use sha2::{Digest, Sha256};

use super::engine::Hash;
use super::proof::{Claim, ClaimOutcome, Proof};
use super::{Error, Store};
use crate::clock;
use crate::token::{Session, Token};

impl Store {
    /// The token of that hash; `None` where there is none, or it is revoked or expired.
    pub async fn token(&self, hash: Hash) -> Result<Option<Token>, Error> {
        self.engine.live_token(hash, clock::now_ms()).await
    }

    /// Every token there ever was, revoked and expired ones included, oldest first.
    pub async fn tokens(&self) -> Result<Vec<Token>, Error> {
        self.engine.tokens().await
    }

    /// Stores a token.
    pub async fn put_token(&self, token: Token) -> Result<(), Error> {
        self.engine.put_token(token).await
    }

    /// Stores a token that may administer, unless there ever was one; true when it was stored.
    pub async fn put_first_admin(&self, token: Token) -> Result<bool, Error> {
        self.engine.put_first_admin(token).await
    }

    /// Revokes a token from now on; false where it was revoked already, or is none.
    pub async fn revoke(&self, hash: Hash) -> Result<bool, Error> {
        self.engine.revoke_token(hash, clock::now_ms()).await
    }

    /// Notes that a token was used: at most once a minute, by and by, and not at all when much is to be written.
    pub fn touch(&self, hash: Hash) {
        let now_ms = clock::now_ms();
        if self.cache.touches(hash, now_ms) {
            let engine = Arc::clone(&self.engine);
            tokio::spawn(async move { engine.touch_token(hash, now_ms).await });
        }
    }

    /// Stores a session of a token, which ends at `expires_ms`, in Unix milliseconds.
    pub async fn put_session(&self, hash: Hash, token: Hash, expires_ms: i64) -> Result<(), Error> {
        self.engine.put_session(hash, token, expires_ms).await
    }

    /// The token of a session; `None` where there is none, or either is over.
    pub async fn session(&self, hash: Hash) -> Result<Option<Token>, Error> {
        self.engine.live_session(hash, clock::now_ms()).await
    }

    /// Ends a session; false where there was none.
    pub async fn end_session(&self, hash: Hash) -> Result<bool, Error> {
        self.engine.end_session(hash).await
    }

    /// Every session that is not over, the one that ends first first.
    pub async fn sessions(&self) -> Result<Vec<Session>, Error> {
        self.engine.sessions(clock::now_ms()).await
    }

    /// Stores proofs, but for those that are there.
    pub async fn put_proofs(&self, proofs: Vec<Proof>) -> Result<(), Error> {
        self.engine.put_proofs(proofs).await
    }

    /// Lets a response be proven by what its visitor holds, from now on by nothing else. `signed_until_ms` as in [`Claim`].
    pub async fn prove(
        &self,
        survey: &str,
        id: ResponseId,
        hash: Hash,
        signed_until_ms: Option<i64>,
    ) -> Result<ClaimOutcome, Error> {
        let response = Sha256::digest(id.as_bytes()).into();
        let (survey, now_ms) = (survey.to_owned(), clock::now_ms());
        Arc::clone(&self.engine).prove(Claim { survey, hash, response, signed_until_ms, now_ms }).await
    }
}
