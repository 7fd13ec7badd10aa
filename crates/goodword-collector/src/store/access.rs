//! Who may get in: tokens, and the sessions that are begun with them.

use std::sync::Arc;

use super::engine::Hash;
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
}
