//! What comes back from an endpoint, and what it means.

use super::{Entry, retry_after};

/// Problem types that are ours begin so. Only an endpoint that speaks of our rules can refuse for ever.
const OURS: &str = "urn:goodword:problem:";

/// What came back from the endpoint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reply {
    /// No answer: no connection, a time-out, or a reply that this page may not see.
    Nothing,
    /// The page's own policy forbids the request.
    Forbidden,
    /// A redirect, which is not followed: the answer goes only where the owner said.
    Redirect,
    /// An answer.
    Status {
        /// Its status code.
        status: u16,
        /// The string `id` of its JSON body, where it has one.
        id: Option<String>,
        /// The string `type` of its JSON body.
        problem: Option<String>,
        /// The header `Retry-After`, where the endpoint lets us see it.
        retry_after: Option<String>,
    },
}

/// How long a refusal lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lasting {
    /// Nobody knows who said it: once per page load, three times in all.
    Doubtful,
    /// The settings are wrong and may be put right: once per page load.
    Settings,
    /// For ever: the response itself is not wanted.
    Final,
}

/// What a reply means for the entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// The endpoint has it: forget it.
    Accepted,
    /// Somebody had it erased: forget it.
    Erased,
    /// Try again, not before so many milliseconds where the endpoint asked for that.
    Retry(Option<u64>),
    /// The endpoint does not want it as it is: keep it and tell the owner why.
    Refused(Lasting, String),
}

/// Reads a reply. Status decides; a 2xx that names another id is no acceptance, because a login page or a proxy's
/// greeting would otherwise make an answer disappear.
pub fn verdict(entry: &Entry, reply: &Reply, now_ms: u64) -> Verdict {
    match reply {
        Reply::Nothing => Verdict::Retry(None),
        Reply::Redirect if entry.accept_redirect => Verdict::Accepted,
        Reply::Redirect => Verdict::Refused(Lasting::Doubtful, "the endpoint redirects".to_owned()),
        Reply::Forbidden => Verdict::Refused(
            Lasting::Doubtful,
            "the page's Content-Security-Policy does not allow it: connect-src".to_owned(),
        ),
        Reply::Status { status: 200 | 201 | 202 | 204, id, .. } => {
            let other = id.as_ref().is_some_and(|id| !id.eq_ignore_ascii_case(&entry.id));
            if other { Verdict::Retry(None) } else { Verdict::Accepted }
        }
        Reply::Status { status: status @ 300..=499, problem, .. } if !matches!(status, 408 | 425 | 429) => {
            refusal(*status, problem.as_deref().and_then(|problem| problem.strip_prefix(OURS)))
        }
        Reply::Status { retry_after: header, .. } => {
            Verdict::Retry(header.as_ref().and_then(|header| retry_after(header, now_ms)))
        }
    }
}

/// `ours` is the name of our problem, where it is one of ours.
fn refusal(status: u16, ours: Option<&str>) -> Verdict {
    let lasting = match (status, ours) {
        (410, Some("erased")) => return Verdict::Erased,
        (400 | 409 | 410 | 422, Some(_)) => Lasting::Final,
        (_, Some(_)) => Lasting::Settings,
        (_, None) => Lasting::Doubtful,
    };
    let reason = match ours {
        Some(name) => ["status ", &status.to_string(), ", ", name].concat(),
        None => ["status ", &status.to_string()].concat(),
    };
    Verdict::Refused(lasting, reason)
}

#[cfg(test)]
mod tests {
    use super::super::entry::tests::entry;
    use super::*;

    fn read(status: u16, id: Option<&str>, problem: Option<&str>, retry_after: Option<&str>) -> Verdict {
        let own = |text: Option<&str>| text.map(str::to_owned);
        let reply = Reply::Status { status, id: own(id), problem: own(problem), retry_after: own(retry_after) };
        verdict(&entry("0199f1c2-7c5e", "https://a.example/r"), &reply, 0)
    }

    #[track_caller]
    fn lasting(status: u16, problem: Option<&str>, expect: Lasting) {
        match read(status, None, problem, None) {
            Verdict::Refused(lasting, _) => assert_eq!(lasting, expect, "{status} {problem:?}"),
            other => panic!("{status} {problem:?}: {other:?}"),
        }
    }

    #[test]
    fn a_success_is_an_acceptance_unless_it_speaks_of_another() {
        for status in [200, 201, 202, 204] {
            assert_eq!(read(status, None, None, None), Verdict::Accepted);
            assert_eq!(read(status, Some("0199F1C2-7C5E"), None, None), Verdict::Accepted);
            assert_eq!(read(status, Some("another"), None, None), Verdict::Retry(None));
        }
    }

    #[test]
    fn what_may_pass_is_tried_again_and_not_before_it_was_asked_to() {
        for status in [203, 206, 408, 425, 429, 500, 502, 503, 504, 507, 522] {
            assert_eq!(read(status, None, None, None), Verdict::Retry(None), "{status}");
            assert_eq!(read(status, None, None, Some("7")), Verdict::Retry(Some(7_000)), "{status}");
            assert_eq!(read(status, None, None, Some("soon")), Verdict::Retry(None), "{status}");
        }
        assert_eq!(verdict(&entry("a", "/"), &Reply::Nothing, 0), Verdict::Retry(None));
    }

    #[test]
    fn a_refusal_lasts_as_long_as_whoever_said_it_can_know() {
        for status in [300, 304, 400, 401, 403, 404, 405, 409, 410, 413, 415, 418, 422, 451] {
            lasting(status, None, Lasting::Doubtful);
            lasting(status, Some("about:blank"), Lasting::Doubtful);
        }
        for status in [400, 409, 422] {
            lasting(status, Some("urn:goodword:problem:invalid-response"), Lasting::Final);
        }
        for status in [401, 403, 404, 405, 413, 415] {
            lasting(status, Some("urn:goodword:problem:any"), Lasting::Settings);
        }
        lasting(410, Some("urn:goodword:problem:closed"), Lasting::Final);
        assert_eq!(read(410, None, Some("urn:goodword:problem:erased"), None), Verdict::Erased);
    }

    #[test]
    fn a_redirect_is_followed_never_and_accepted_only_where_the_owner_says_so() {
        let there = entry("a", "https://a.example/r");
        assert!(matches!(verdict(&there, &Reply::Redirect, 0), Verdict::Refused(Lasting::Doubtful, _)));
        assert_eq!(verdict(&Entry { accept_redirect: true, ..there }, &Reply::Redirect, 0), Verdict::Accepted);
    }
}
