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
        /// Why it may not be the endpoint that speaks.
        doubt: Option<Doubt>,
    },
}

/// What tells a reply that the endpoint gave from one that somebody on the way made up: a login page, a captive portal, a
/// service worker without a network.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doubt {
    /// It was redirected.
    Redirected,
    /// It is no reply to this request: a service worker of the page made it, or took it from elsewhere.
    Worker,
    /// It is an HTML document.
    Html,
}

impl Doubt {
    /// Reads the word in which `http.js` tells of it.
    pub fn parse(word: &str) -> Option<Self> {
        match word {
            "redirected" => Some(Self::Redirected),
            "worker" => Some(Self::Worker),
            "html" => Some(Self::Html),
            _ => None,
        }
    }

    /// As the owner is told.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Redirected => "redirected",
            Self::Worker => "made by a service worker",
            Self::Html => "an HTML page",
        }
    }
}

/// What else is known when a reply is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Circumstances {
    /// The visitor's clock, in Unix milliseconds.
    pub now_ms: u64,
    /// Whether the endpoint has ever named an id of ours: then it does so with each acceptance.
    pub ours: bool,
    /// Whether the browser has believed since before the request, and for a while, that there is a network.
    pub online: bool,
}

/// How long a refusal lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Permanence {
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
    /// Somebody else's answers have its id: it needs another.
    Taken,
    /// The endpoint does not want it as it is: keep it and tell the owner why.
    Refused(Permanence, String),
}

impl Reply {
    /// Whether it names this entry: what only an endpoint of ours can say.
    pub fn names(&self, entry: &Entry) -> bool {
        matches!(self, Self::Status { status: 200..=299, id: Some(id), .. } if id.eq_ignore_ascii_case(&entry.id))
    }
}

/// Reads a reply. A 2xx accepts when it names the entry, or when the endpoint is not known to name any and nothing suggests
/// that somebody else speaks for it.
pub fn verdict(entry: &Entry, reply: &Reply, circumstances: Circumstances) -> Verdict {
    let Circumstances { now_ms, ours, online } = circumstances;
    match reply {
        Reply::Nothing => Verdict::Retry(None),
        Reply::Redirect if entry.accept_redirect => Verdict::Accepted,
        Reply::Redirect => Verdict::Refused(Permanence::Doubtful, "the endpoint redirects".to_owned()),
        Reply::Forbidden => Verdict::Refused(
            Permanence::Doubtful,
            "the page's Content-Security-Policy does not allow it: connect-src".to_owned(),
        ),
        reply if reply.names(entry) => Verdict::Accepted,
        Reply::Status { status: status @ (200 | 201 | 202 | 204), doubt, .. } => {
            let reason = match doubt {
                Some(doubt) => doubt.as_str(),
                None if ours => "a reply that does not name the answer",
                None => return Verdict::Accepted,
            };
            // Without a network everything is somebody else's word, and passes.
            if !online {
                return Verdict::Retry(None);
            }
            Verdict::Refused(Permanence::Doubtful, ["status ", &status.to_string(), ", but ", reason].concat())
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
        (409, Some("id-conflict")) => return Verdict::Taken,
        (400 | 409 | 410 | 422, Some(_)) => Permanence::Final,
        (_, Some(_)) => Permanence::Settings,
        (_, None) => Permanence::Doubtful,
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

    const ID: &str = "0199f1c2-7c5e";
    const USUAL: Circumstances = Circumstances { now_ms: 0, ours: false, online: true };

    fn status(status: u16) -> Reply {
        Reply::Status { status, id: None, problem: None, retry_after: None, doubt: None }
    }

    fn read(status: u16, id: Option<&str>, problem: Option<&str>, retry_after: Option<&str>) -> Verdict {
        let own = |text: Option<&str>| text.map(str::to_owned);
        let (id, problem, retry_after) = (own(id), own(problem), own(retry_after));
        let reply = Reply::Status { status, id, problem, retry_after, doubt: None };
        verdict(&entry(ID, "https://a.example/r"), &reply, USUAL)
    }

    #[track_caller]
    fn lasting(status: u16, problem: Option<&str>, expect: Permanence) {
        match read(status, None, problem, None) {
            Verdict::Refused(lasting, _) => assert_eq!(lasting, expect, "{status} {problem:?}"),
            other => panic!("{status} {problem:?}: {other:?}"),
        }
    }

    #[test]
    fn a_stranger_accepts_by_its_status_and_whoever_names_the_answer_by_that() {
        for status in [200, 201, 202, 204] {
            assert_eq!(read(status, None, None, None), Verdict::Accepted);
            assert_eq!(read(status, Some("0199F1C2-7C5E"), None, None), Verdict::Accepted);
            assert_eq!(read(status, Some("rec42"), None, None), Verdict::Accepted, "its own name for it");
        }
        assert_eq!(read(203, Some(ID), None, None), Verdict::Accepted);
    }

    #[test]
    fn what_somebody_else_may_have_said_is_doubtful_and_passes_without_a_network() {
        let entry = entry(ID, "https://a.example/r");
        let doubts = [None, Some(Doubt::Redirected), Some(Doubt::Worker), Some(Doubt::Html)];
        for (doubt, ours) in doubts.into_iter().flat_map(|doubt| [(doubt, false), (doubt, true)]) {
            let said = |id: Option<&str>, online| {
                let id = id.map(str::to_owned);
                let reply = Reply::Status { status: 200, id, problem: None, retry_after: None, doubt };
                verdict(&entry, &reply, Circumstances { ours, online, ..USUAL })
            };
            assert_eq!(said(Some(ID), true), Verdict::Accepted, "{doubt:?}: it names the answer");
            for id in [None, Some("another")] {
                match (doubt, ours) {
                    (None, false) => assert_eq!(said(id, true), Verdict::Accepted),
                    _ => {
                        assert!(
                            matches!(said(id, true), Verdict::Refused(Permanence::Doubtful, _)),
                            "{doubt:?} {ours}"
                        );
                    }
                }
                let offline = if doubt.is_some() || ours { Verdict::Retry(None) } else { Verdict::Accepted };
                assert_eq!(said(id, false), offline);
            }
        }
    }

    #[test]
    fn what_may_pass_is_tried_again_and_not_before_it_was_asked_to() {
        for status in [203, 206, 408, 425, 429, 500, 502, 503, 504, 507, 522] {
            assert_eq!(read(status, None, None, None), Verdict::Retry(None), "{status}");
            assert_eq!(read(status, None, None, Some("7")), Verdict::Retry(Some(7_000)), "{status}");
            assert_eq!(read(status, None, None, Some("soon")), Verdict::Retry(None), "{status}");
        }
        assert_eq!(verdict(&entry("a", "/"), &Reply::Nothing, USUAL), Verdict::Retry(None));
    }

    #[test]
    fn a_refusal_lasts_as_long_as_whoever_said_it_can_know() {
        for status in [300, 304, 400, 401, 403, 404, 405, 409, 410, 413, 415, 418, 422, 451] {
            lasting(status, None, Permanence::Doubtful);
            lasting(status, Some("about:blank"), Permanence::Doubtful);
        }
        for status in [400, 409, 422] {
            lasting(status, Some("urn:goodword:problem:invalid-response"), Permanence::Final);
        }
        for status in [401, 403, 404, 405, 413, 415] {
            lasting(status, Some("urn:goodword:problem:any"), Permanence::Settings);
        }
        lasting(410, Some("urn:goodword:problem:closed"), Permanence::Final);
        assert_eq!(read(410, None, Some("urn:goodword:problem:erased"), None), Verdict::Erased);
        assert_eq!(read(409, None, Some("urn:goodword:problem:id-conflict"), None), Verdict::Taken);
    }

    #[test]
    fn a_redirect_is_followed_never_and_accepted_only_where_the_owner_says_so() {
        let there = entry("a", "https://a.example/r");
        assert!(matches!(verdict(&there, &Reply::Redirect, USUAL), Verdict::Refused(Permanence::Doubtful, _)));
        assert_eq!(verdict(&Entry { accept_redirect: true, ..there }, &Reply::Redirect, USUAL), Verdict::Accepted);
        assert!(!status(200).names(&entry("a", "/")));
    }
}
