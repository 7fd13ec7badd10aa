//! What an engine does. There is one trait and one conformance suite, whatever keeps the rows.

use async_trait::async_trait;
use goodword_core::ResponseId;
use goodword_core::rollup::Cell;

use super::{
    Definition, Error, Filter, FollowUps, Matcher, Outcome, Page, Patience, Rows, Settings, Stamp, SurveyCount,
    Tombstone,
};
use crate::token::Token;

/// A SHA-256: of the secret of a token or session, or of an erased id.
pub type Hash = [u8; 32];

/// What keeps responses, each once by (tenant, survey, id). A method returns only once what it wrote is on disk.
#[async_trait]
pub trait Engine: Send + Sync {
    /// Stores all of `rows` or, on an error, none.
    async fn put(&self, rows: Rows, patience: Patience) -> Result<Vec<Outcome>, Error>;

    /// The next responses that `filter` asks for; an empty page is the end.
    async fn page(&self, filter: Filter) -> Result<Page, Error>;

    /// The place of a response in its survey's order of first storage.
    async fn position(&self, survey: String, id: ResponseId) -> Result<Option<i64>, Error>;

    /// How a survey's responses stand, without looking at one of them.
    async fn stamp(&self, survey: String) -> Result<Stamp, Error>;

    /// Every survey that has responses or a definition, by name.
    async fn surveys(&self) -> Result<Vec<SurveyCount>, Error>;

    /// The surveys in which a response of that id is stored.
    async fn holders(&self, id: ResponseId) -> Result<Vec<String>, Error>;

    /// The sums of the cells of every response but those of segments, and those of one segment.
    async fn cells(&self, survey: String, segment: String) -> Result<Vec<(Cell, i64)>, Error>;

    /// Removes those of `ids` in `survey` whose stored text still fits, and leaves `tombstone`s; how many.
    async fn erase(
        &self,
        survey: String,
        ids: Vec<ResponseId>,
        fits: Matcher,
        tombstone: Tombstone,
    ) -> Result<u64, Error>;

    /// Some ids of `survey` whose responses were received before then; none when there is none.
    async fn expired(&self, survey: String, received_before_ms: i64) -> Result<Vec<ResponseId>, Error>;

    /// Every tombstone, with its survey and the hash of survey and id.
    async fn tombstones(&self) -> Result<Vec<(String, Hash, Tombstone)>, Error>;

    /// Stores tombstones of another database, but for those that are here.
    async fn put_tombstones(&self, tombstones: Vec<(String, Hash, Tombstone)>) -> Result<(), Error>;

    /// Forgets tombstones and sessions whose time is over, and overwrites on disk what was erased.
    async fn tidy(&self, now_ms: i64) -> Result<(), Error>;

    /// The texts of responses whose visitors asked to be answered, by due date.
    async fn follow_ups(&self, wanted: FollowUps) -> Result<Vec<String>, Error>;

    /// Sets the state of a response's follow-up; whether it has one.
    async fn set_follow_up(&self, survey: String, id: ResponseId, state: String, now_ms: i64) -> Result<bool, Error>;

    /// The latest definition of a survey.
    async fn definition(&self, survey: String) -> Result<Option<Definition>, Error>;

    /// Every stored definition, oldest first.
    async fn definitions(&self) -> Result<Vec<Definition>, Error>;

    /// Stores a definition as the latest of its survey; whether it is the first of its version.
    async fn put_definition(&self, definition: Definition, now_ms: i64) -> Result<bool, Error>;

    /// Every survey's settings.
    async fn settings(&self) -> Result<Vec<(String, Settings)>, Error>;

    /// Stores a survey's settings.
    async fn put_settings(&self, survey: String, settings: Settings) -> Result<(), Error>;

    /// Grows with every change of definitions and settings.
    async fn generation(&self) -> Result<i64, Error>;

    /// The token of that hash, unless it is revoked or expired by then.
    async fn live_token(&self, hash: Hash, now_ms: i64) -> Result<Option<Token>, Error>;

    /// Every token there ever was, oldest first.
    async fn tokens(&self) -> Result<Vec<Token>, Error>;

    /// Stores a token.
    async fn put_token(&self, token: Token) -> Result<(), Error>;

    /// Stores a token that may administer, unless there ever was one; whether it was stored.
    async fn put_first_admin(&self, token: Token) -> Result<bool, Error>;

    /// Ends a token's life; whether it was alive.
    async fn revoke_token(&self, hash: Hash, now_ms: i64) -> Result<bool, Error>;

    /// Notes that a token was used.
    async fn touch_token(&self, hash: Hash, now_ms: i64) -> Result<(), Error>;

    /// Starts a session of a token.
    async fn put_session(&self, hash: Hash, token: Hash, expires_ms: i64) -> Result<(), Error>;

    /// The token of a session, unless either is over by then.
    async fn live_session(&self, hash: Hash, now_ms: i64) -> Result<Option<Token>, Error>;

    /// Ends a session; whether there was one.
    async fn end_session(&self, hash: Hash) -> Result<bool, Error>;

    /// Proves that a row can be committed.
    async fn probe(&self, now_ms: i64) -> Result<(), Error>;

    /// How many groups of writes were committed so far.
    fn commits(&self) -> u64;

    /// How many writes wait.
    fn waiting(&self) -> usize;

    /// Waits until the engine stops by itself, and tells why.
    async fn stopped(&self) -> Option<Error>;

    /// Takes no more writes and commits what waits.
    async fn close(&self);
}
