//! What is wrong with a collector's database and its machine, and what to do about it.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use goodword_core::rollup::{self, Fold};
use goodword_core::{Record, Tally, Zone};

use crate::clock;
use crate::config::Origin;
use crate::store::{self, DatabaseUrl, Error, PublicSurveys, ResponseFilter, Store, TargetState};
use crate::token::Scope;

const DAY: i64 = 24 * 60 * 60 * 1000;
/// With less room than that on its disk a collector will soon stop taking answers.
const ROOM: u64 = 1024 * 1024 * 1024;

/// How one thing is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// As it should be.
    Fine,
    /// Worth a look.
    Look,
    /// Answers are in danger.
    Wrong,
}

/// What was found of one thing, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// How it is.
    pub state: State,
    /// What was looked at.
    pub subject: &'static str,
    /// What was found, in a sentence.
    pub sentence: String,
}

pub(crate) fn finding(state: State, subject: &'static str, sentence: impl Into<String>) -> Finding {
    Finding { state, subject, sentence: sentence.into() }
}

/// Looks at the file of a database, before anything is opened. Nothing is to be seen of one on another machine.
pub fn look_at_file(url: &DatabaseUrl) -> Vec<Finding> {
    match url {
        DatabaseUrl::Sqlite(path) => vec![permissions(path), disk(path), pages(path)],
        DatabaseUrl::Postgres(_) => Vec::new(),
    }
}

fn permissions(path: &Path) -> Finding {
    let (mode, name) = (fs::metadata(path).map_or(0, |file| file.permissions().mode() & 0o777), path.display());
    if mode.trailing_zeros() >= 6 {
        return finding(State::Fine, "permissions", format!("{name} is its owner's alone"));
    }
    let what =
        format!("others on this machine may read {name} (mode {mode:o}): chmod 600 {name} {name}-wal {name}-shm");
    finding(State::Look, "permissions", what)
}

fn disk(path: &Path) -> Finding {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let Ok(room) = rustix::fs::statvfs(folder).map(|disk| disk.f_bavail.saturating_mul(disk.f_frsize)) else {
        return finding(State::Look, "disk", format!("how much room {} has is not told", folder.display()));
    };
    let needed = ROOM.max(fs::metadata(path).map_or(0, |file| file.len()));
    let (state, advice) = match room {
        _ if room < ROOM / 8 => (State::Wrong, ": make room now; a full disk takes no answers"),
        _ if room < needed => (State::Look, ": make room; a backup beside it would not fit"),
        _ => (State::Fine, ""),
    };
    finding(state, "disk", format!("{} MB are free in {}{advice}", room / 1024 / 1024, folder.display()))
}

fn pages(path: &Path) -> Finding {
    match store::check_integrity(path) {
        Ok(()) => finding(State::Fine, "database", "every page of it is whole"),
        Err(error) => finding(
            State::Wrong,
            "database",
            format!("it is damaged ({error}): stop the collector and restore a backup"),
        ),
    }
}

/// Looks at what an open database holds, where the public may post to those surveys.
pub async fn look_at_store(store: &Store, public: PublicSurveys) -> Result<Vec<Finding>, Error> {
    let mut findings =
        vec![writes(store).await, clock_of(store).await?, admins(store).await?, surveys(store, public).await?];
    findings.push(Box::pin(counts(store)).await?);
    findings.extend(erasure(store));
    findings.extend(messages(store).await?);
    Ok(findings)
}

/// Who is told nothing any more, though there is something to tell.
async fn messages(store: &Store) -> Result<Vec<Finding>, Error> {
    let counts = store.engine().message_counts().await?;
    let waits = |name: &str| counts.iter().any(|count| count.target == name && count.waiting > 0);
    let states = store.engine().target_states().await?.into_iter();
    let disabled = states.filter(|state| state.disabled_ms.is_some() && waits(&state.name)).map(
        |TargetState { name, error, .. }| {
            let error = error.unwrap_or_default();
            let what =
                format!("nothing is sent to {name} any more: {error}; `goodword webhook replay {name}` begins anew");
            finding(State::Look, "messages", what)
        },
    );
    Ok(disabled.collect())
}

async fn writes(store: &Store) -> Finding {
    match store.ready().await {
        Ok(()) => finding(State::Fine, "writing", "a row could be committed"),
        Err(error) => finding(State::Wrong, "writing", format!("no row can be committed: {error}")),
    }
}

async fn clock_of(store: &Store) -> Result<Finding, Error> {
    let mut newest_ms = None;
    for survey in store.surveys().await? {
        newest_ms = newest_ms.max(store.engine().newest_ms(survey.id).await?);
    }
    let ahead = newest_ms.map_or(0, |newest_ms| newest_ms.saturating_sub(clock::now_ms()));
    if ahead <= DAY / 24 {
        return Ok(finding(State::Fine, "clock", "it is not behind what is stored"));
    }
    let hours = ahead / (DAY / 24);
    Ok(finding(
        State::Look,
        "clock",
        format!("the newest response is from {hours} hours ahead: set the clock of this machine, or of who stored it"),
    ))
}

async fn admins(store: &Store) -> Result<Finding, Error> {
    let now_ms = clock::now_ms();
    let lives = |ends: Option<i64>| ends.is_none_or(|ends| ends > now_ms);
    let tokens = store.tokens().await?;
    let admin = tokens.iter().any(|token| {
        token.scopes.allow(Scope::Admin)
            && token.survey.is_none()
            && token.revoked_ms.is_none()
            && lives(token.expires_ms)
    });
    Ok(if admin {
        finding(State::Fine, "tokens", "an administrator can get in")
    } else {
        finding(
            State::Look,
            "tokens",
            "no token may administer: `goodword token create --scope admin --name NAME` makes one",
        )
    })
}

async fn surveys(store: &Store, public: PublicSurveys) -> Result<Finding, Error> {
    let (settings, is_origin) = (store.settings(), |text: &String| text.parse::<Origin>().is_ok());
    let mut odd = store.surveys().await?;
    odd.retain(|survey| settings.get(&survey.id).is_some_and(|settings| !settings.origins.iter().all(is_origin)));
    let odd: Vec<_> = odd.into_iter().map(|survey| survey.id).collect();
    if !odd.is_empty() {
        let what =
            format!("origins that no browser sends stand in the settings of {}: write them again", odd.join(", "));
        return Ok(finding(State::Wrong, "surveys", what));
    }
    Ok(begun(public, store.begun_surveys().await?))
}

/// How many surveys the public has begun, and whether it may begin more.
fn begun(public: PublicSurveys, begun: usize) -> Finding {
    let most = PublicSurveys::MOST;
    let (state, what) = match public {
        PublicSurveys::Known => (State::Fine, format!("unknown names are refused; the public has begun {begun}")),
        PublicSurveys::UntilMany if begun < most => {
            (State::Fine, format!("the public has begun {begun} of {most} before unknown names are refused"))
        }
        PublicSurveys::UntilMany => (
            State::Look,
            format!(
                "the public has begun {most}, so unknown names are refused now: give yours a definition or settings, and erase the others"
            ),
        ),
        PublicSurveys::Any if begun < most => (State::Fine, format!("the public may begin any, and has begun {begun}")),
        PublicSurveys::Any => (
            State::Look,
            format!("the public may begin any, and has begun {most} or more: `--surveys known` takes no further names"),
        ),
    };
    finding(state, "surveys", what)
}

/// Holds what is counted against what is stored, survey by survey.
async fn counts(store: &Store) -> Result<Finding, Error> {
    let (zone, mut wrong, mut checked) = (Zone::utc(), Vec::new(), 0);
    for survey in store.surveys().await? {
        let before = store.revision(survey.id.clone()).await?;
        let (kept, counted) =
            (store.tally(survey.id.clone(), None, &zone).await?, count(store, &survey.id, &zone).await?);
        if store.revision(survey.id.clone()).await? != before {
            // Answers arrive: what differs then says nothing.
            continue;
        }
        checked += 1;
        if kept != counted {
            wrong.push(survey.id);
        }
    }
    if wrong.is_empty() {
        return Ok(finding(
            State::Fine,
            "counts",
            format!("they are those of the stored responses in {checked} surveys"),
        ));
    }
    let what =
        format!("they are not those of the stored responses in {}: export from there, and tell us", wrong.join(", "));
    Ok(finding(State::Wrong, "counts", what))
}

/// The tally of the stored responses, by way of the same fold, so that no survey is too large.
async fn count(store: &Store, survey: &str, zone: &Zone) -> Result<Tally, Error> {
    let (mut filter, mut fold) = (ResponseFilter::all(survey), Box::new(Fold::new(zone, None)));
    loop {
        let page = store.page(filter.clone()).await?;
        if page.bodies.is_empty() {
            return Ok(fold.finish(survey));
        }
        filter.after = page.last;
        for record in page.bodies.iter().filter_map(|body| Record::parse(body).ok()) {
            for cell in rollup::cells(&record) {
                fold.add(&cell, 1);
            }
        }
    }
}

fn erasure(store: &Store) -> Option<Finding> {
    let what = "somebody reads the database, so what was erased is not overwritten yet: end what reads it";
    store.is_erasure_pending().then(|| finding(State::Look, "erasure", what))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_public_began_is_told_by_what_it_may() {
        let check = |public, count, state, words: &str| {
            let found = begun(public, count);
            assert!(found.state == state && found.sentence.contains(words), "{found:?}");
        };
        check(PublicSurveys::UntilMany, 12, State::Fine, "12 of 1000");
        check(PublicSurveys::UntilMany, 1000, State::Look, "refused now");
        check(PublicSurveys::Any, 1000, State::Look, "--surveys known");
        check(PublicSurveys::Known, 1000, State::Fine, "unknown names are refused");
    }
}
