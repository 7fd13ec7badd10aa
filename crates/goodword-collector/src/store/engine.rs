//! What an engine does. There is one trait and one conformance suite, whatever keeps the rows.

use std::time::Instant;

use async_trait::async_trait;
use goodword_core::rollup::Fold;
use goodword_core::{ResponseId, Tally};

use super::{
    Backpressure, BodyMatcher, Claim, ClaimOutcome, Definition, Error, FollowUpFilter, Outbox, Outcome, Page,
    PoolStatus, Proof, Release, ResponseFilter, Rows, Settings, SurveyCount, SurveyRevision, Tombstone,
};
use crate::token::{Session, Token};

/// A SHA-256: of the secret of a token or session, or of an erased id.
pub type Hash = [u8; 32];

/// What keeps responses, each once by (tenant, survey, id). A method returns only once what it wrote is on disk.
#[async_trait]
pub trait Engine: Outbox {
    /// Stores all of `rows` or, on an error, none.
    async fn put(&self, rows: Rows, backpressure: Backpressure) -> Result<Vec<Outcome>, Error>;

    /// The next responses that `filter` asks for; an empty page is the end.
    async fn page(&self, filter: ResponseFilter) -> Result<Page, Error>;

    /// The position of a response in its survey's order of first storage, 1 or more; `None` where it is not stored.
    async fn position(&self, survey: String, id: ResponseId) -> Result<Option<i64>, Error>;

    /// The revision of a survey's responses, without reading one of them; of an unknown survey, the default.
    async fn revision(&self, survey: String) -> Result<SurveyRevision, Error>;

    /// At most so many surveys that have responses or a definition and stand behind the name `after`, by name.
    async fn surveys(&self, after: String, most: usize) -> Result<Vec<SurveyCount>, Error>;

    /// How many surveys have responses and neither a definition nor settings, up to `most`: the public began them.
    async fn begun_surveys(&self, most: usize) -> Result<usize, Error>;

    /// The names of the surveys in which a response of that id is stored.
    async fn holders(&self, id: ResponseId) -> Result<Vec<String>, Error>;

    /// Adds to `fold` the sums of the cells of every response but those of segments, and those of one segment: as they are
    /// read, so that memory holds no more than the fold does. Ends with [`Error::Busy`] at `deadline`.
    async fn fold(
        &self,
        survey: String,
        segment: String,
        fold: Box<Fold>,
        deadline: Instant,
    ) -> Result<Box<Fold>, Error>;

    /// The next responses of a survey behind that position which are in no release; an empty page is the end.
    async fn untold(&self, survey: String, after: i64) -> Result<Page, Error>;

    /// Stores those of `releases` whose responses are all stored and in no other.
    async fn release(&self, releases: Vec<Release>) -> Result<(), Error>;

    /// The counts of a survey's releases, but of those of which a response was erased.
    async fn told(&self, survey: String) -> Result<Vec<Tally>, Error>;

    /// Every release of a survey.
    async fn releases(&self, survey: String) -> Result<Vec<Release>, Error>;

    /// Removes those of `ids` in `survey` whose stored text still matches, and leaves `tombstone`s; the number of them. Nothing
    /// is told any more of a release that one of them was in.
    async fn erase(
        &self,
        survey: String,
        ids: Vec<ResponseId>,
        matcher: BodyMatcher,
        tombstone: Tombstone,
    ) -> Result<u64, Error>;

    /// At most 256 ids of `survey` whose responses were received before then, the first stored first; empty where there is none.
    async fn expired(&self, survey: String, received_before_ms: i64) -> Result<Vec<ResponseId>, Error>;

    /// Every tombstone, with its survey and the hash of survey and id.
    async fn tombstones(&self) -> Result<Vec<(String, Hash, Tombstone)>, Error>;

    /// Stores tombstones of another database, but for those that are here.
    async fn put_tombstones(&self, tombstones: Vec<(String, Hash, Tombstone)>) -> Result<(), Error>;

    /// Forgets tombstones and sessions whose time is over, and overwrites on disk what was erased.
    async fn tidy(&self, now_ms: i64) -> Result<(), Error>;

    /// True while somebody who reads the database keeps what was erased in its log on disk.
    fn is_erasure_pending(&self) -> bool {
        false
    }

    /// When the response that was first stored last in a survey was received, in Unix milliseconds.
    async fn newest_ms(&self, survey: String) -> Result<Option<i64>, Error>;

    /// The JSON texts of responses whose visitors left a contact to be answered, the one due first first.
    async fn follow_ups(&self, filter: FollowUpFilter) -> Result<Vec<String>, Error>;

    /// Sets the state of a response's follow-up; false where it has none.
    async fn set_follow_up(&self, survey: String, id: ResponseId, state: String, now_ms: i64) -> Result<bool, Error>;

    /// The latest definition of a survey; `None` where it has none.
    async fn definition(&self, survey: String) -> Result<Option<Definition>, Error>;

    /// Every stored definition, oldest first.
    async fn definitions(&self) -> Result<Vec<Definition>, Error>;

    /// Stores a definition as the latest of its survey, but, where it is said which is known to be the latest, only if it
    /// still is: `None` when it was not. True when its version had none before.
    async fn put_definition(
        &self,
        definition: Definition,
        known: Option<Definition>,
        now_ms: i64,
    ) -> Result<Option<bool>, Error>;

    /// The settings of every survey that has any, with its name.
    async fn settings(&self) -> Result<Vec<(String, Settings)>, Error>;

    /// Replaces a survey's settings, but, where it is said what they are known to be, only if they still are; true when it
    /// did. A survey without settings has the default.
    async fn put_settings(&self, survey: String, settings: Settings, known: Option<Settings>) -> Result<bool, Error>;

    /// A number that grows with every change of definitions and settings, by whatever process.
    async fn generation(&self) -> Result<i64, Error>;

    /// The token of that hash; `None` where there is none, or it is revoked or expired by then.
    async fn live_token(&self, hash: Hash, now_ms: i64) -> Result<Option<Token>, Error>;

    /// Every token there ever was, revoked and expired ones included, oldest first.
    async fn tokens(&self) -> Result<Vec<Token>, Error>;

    /// Stores a token.
    async fn put_token(&self, token: Token) -> Result<(), Error>;

    /// Stores a token that may administer, unless there ever was one; true when it was stored.
    async fn put_first_admin(&self, token: Token) -> Result<bool, Error>;

    /// Revokes a token from then on; false where it was revoked already, or is none.
    async fn revoke_token(&self, hash: Hash, now_ms: i64) -> Result<bool, Error>;

    /// Writes down when a token was last used.
    async fn touch_token(&self, hash: Hash, now_ms: i64) -> Result<(), Error>;

    /// Stores a session of a token, which ends at `expires_ms`, in Unix milliseconds.
    async fn put_session(&self, hash: Hash, token: Hash, expires_ms: i64) -> Result<(), Error>;

    /// The token of a session; `None` where there is none, or either is over by then.
    async fn live_session(&self, hash: Hash, now_ms: i64) -> Result<Option<Token>, Error>;

    /// Ends a session; false where there was none.
    async fn end_session(&self, hash: Hash) -> Result<bool, Error>;

    /// Every session that is not over by then, the one that ends first first.
    async fn sessions(&self, now_ms: i64) -> Result<Vec<Session>, Error>;

    /// Every proof of who answers, used or not.
    async fn proofs(&self) -> Result<Vec<Proof>, Error>;

    /// Stores proofs, but for those that are there.
    async fn put_proofs(&self, proofs: Vec<Proof>) -> Result<(), Error>;

    /// Lets a response be proven by what its visitor holds, unless that proves another.
    async fn prove(&self, claim: Claim) -> Result<ClaimOutcome, Error>;

    /// Proves that a response can be stored, the way one is stored, by one that nobody sees.
    async fn probe(&self, now_ms: i64) -> Result<(), Error>;

    /// The number of groups of writes that were committed since the engine was opened.
    fn commits(&self) -> u64;

    /// The connections that serve everything but the storing of responses; `None` where there is no pool of them.
    fn connections(&self) -> Option<PoolStatus> {
        None
    }

    /// The number of writes that wait.
    fn waiting(&self) -> usize;

    /// Waits until the engine stops by itself; the cause, or `None` where it was closed.
    async fn stopped(&self) -> Option<Error>;

    /// Takes no more writes and commits what waits.
    async fn close(&self);
}
