//! What makes a posted response doubtful. It is stored all the same: whoever looks at the figures can leave it out.

use goodword_core::Response;

/// Whoever needs less than this for an answer, in milliseconds, has not read the question: five words of it, at 300 ms a word
/// (Zhang and Conrad 2014, "Speeding in web surveys", whose threshold that is).
const LEAST_MS: u64 = 1_500;

/// Every reason, behind commas; `None` where there is none.
pub(super) fn quality(response: &Response) -> Option<String> {
    let reasons = [("fast", is_fast(response)), ("honeypot", response.honeypot)];
    let reasons: Vec<_> = reasons.into_iter().filter_map(|(name, holds)| holds.then_some(name)).collect();
    (!reasons.is_empty()).then(|| reasons.join(", "))
}

/// Answered faster than anybody reads, by the visitor's own clock; who does not say how long it took is believed.
fn is_fast(response: &Response) -> bool {
    let taken = response.timing_ms.as_ref().and_then(|timing| timing.answered);
    let answers = u64::try_from(response.answers.len()).unwrap_or(u64::MAX);
    taken.is_some_and(|taken| taken < LEAST_MS.saturating_mul(answers))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(answers: &str, rest: &str, expect: Option<&str>) {
        let text = format!(
            r#"{{"id":"0199f1c2-7c5e-7b3a-9d10-3f6d8a2b4c11","survey":"s","submitted_at":"2026-03-14T09:26:53Z","answers":{{{answers}}}{rest}}}"#
        );
        assert_eq!(quality(&Response::parse(&text).unwrap()).as_deref(), expect, "{text}");
    }

    #[test]
    fn nobody_answers_faster_than_they_read() {
        let three = r#""empathy":4,"promise":"kept","recommend":9"#;
        check(three, r#","timing_ms":{"answered":4499}"#, Some("fast"));
        check(three, r#","timing_ms":{"answered":4500}"#, None);
        check(three, r#","timing_ms":{"shown":1}"#, None);
        check(three, "", None);
        check(r#""why":["a","b"]"#, r#","timing_ms":{"answered":1499}"#, Some("fast"));
        check("", r#","timing_ms":{"answered":0}"#, None);
    }

    #[test]
    fn every_reason_is_named() {
        check("", r#","honeypot":true"#, Some("honeypot"));
        check("", r#","honeypot":false"#, None);
        check(r#""recommend":9"#, r#","honeypot":true,"timing_ms":{"answered":10}"#, Some("fast, honeypot"));
    }
}
