//! Whether the process lives, and whether it can do its work.

use std::sync::Arc;

use axum::extract::State;

use crate::config::Config;
use crate::http::problem::{ProblemDetails, ProblemType};
use crate::http::schema::Refused;
use crate::store::{PublicSurveys, Store};

/// Whether the process lives.
#[utoipa::path(get, path = "/livez", tag = "health", responses((status = 200, body = String)))]
pub(crate) async fn live() -> &'static str {
    "live\n"
}

/// Whether a response can be stored now.
///
/// Ready is who can store a response now. The last writes tell, and how long one has waited; where they do not, something
/// is stored that nobody keeps, once a second at most: who asks often costs nothing. The first line says `ready`; the
/// others say which surveys the public may begin, and whether somebody holds a lock in the database.
#[utoipa::path(get, path = "/readyz", tag = "health",
    responses((status = 200, body = String), (status = 503, response = Refused)))]
pub(crate) async fn ready(
    State(store): State<Store>,
    State(config): State<Arc<Config>>,
) -> Result<String, ProblemDetails> {
    if config.stopping.is_set() {
        return Err(ProblemDetails::new(ProblemType::NotReady).detail("It is about to stop."));
    }
    match store.ready().await {
        Ok(()) => Ok(format!("ready\n{}", details(&store, config.surveys).await)),
        Err(error) => {
            tracing::warn!("not ready: {error}");
            Err(ProblemDetails::new(ProblemType::NotReady))
        }
    }
}

/// What is worth knowing of a collector that is ready. What cannot be told is left out.
async fn details(store: &Store, public: PublicSurveys) -> String {
    let mut details = String::new();
    if let Ok(begun) = store.surveys_begun_lately().await {
        details.push_str(&surveys(public, begun));
    }
    if store.is_locked() {
        details.push_str(
            "locks: somebody else holds a survey in the database; its responses are refused, others are stored\n",
        );
    }
    details
}

fn surveys(public: PublicSurveys, begun: usize) -> String {
    let most = PublicSurveys::MOST;
    let more = if begun < most { "" } else { " or more" };
    match public {
        PublicSurveys::Known => format!("surveys: known ({begun}{more} begun by the public)\n"),
        PublicSurveys::Any => format!("surveys: any ({begun}{more} begun by the public)\n"),
        PublicSurveys::UntilMany if begun < most => format!("surveys: any ({begun} of {most} begun by the public)\n"),
        PublicSurveys::UntilMany => format!("surveys: known, because the public has begun {most}\n"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn which_surveys_the_public_may_begin_is_told() {
        let check = |public, begun, expect| assert_eq!(surveys(public, begun), format!("surveys: {expect}\n"));
        check(PublicSurveys::UntilMany, 7, "any (7 of 1000 begun by the public)");
        check(PublicSurveys::UntilMany, 1000, "known, because the public has begun 1000");
        check(PublicSurveys::Any, 1000, "any (1000 or more begun by the public)");
        check(PublicSurveys::Known, 3, "known (3 begun by the public)");
    }
}
