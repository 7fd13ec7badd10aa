//! When two copies are the same response, and what the public may not set.

use serde_json::Value;

use super::Response;

impl Response {
    /// The canonical text of what was frozen at Send: without `sent_at`, `client`, `key`, `proof`, `honeypot` and what the server adds,
    /// in a fixed order. Two copies of one id and `seq` are the same response exactly when these texts are equal.
    pub fn content(mut self) -> String {
        (self.sent_at, self.client, self.key, self.proof, self.honeypot) = (None, None, None, None, false);
        self.drop_server_fields();
        let written = self.to_json();
        if self.is_known() {
            return written;
        }
        // Through `Value`, so that spacing and order inside unknown fields do not count. Its maps keep their order where any
        // dependency asks serde_json for that, hence the sorting. A number too large for it keeps the text as it was.
        let sorted = |mut value: Value| {
            value.sort_all_objects();
            value.to_string()
        };
        serde_json::from_str(&written).map_or(written, sorted)
    }

    /// Whether this version knows every field, so that it writes equal responses as equal texts.
    fn is_known(&self) -> bool {
        let timing = self.timing_ms.as_ref().map(|timing| &timing.unknown);
        let context = self.context.as_ref().map(|context| &context.unknown);
        let follow_up = self.follow_up.as_ref().map(|follow_up| &follow_up.unknown);
        [Some(&self.unknown), timing, context, follow_up]
            .into_iter()
            .flatten()
            .all(|unknown| unknown.iter().next().is_none())
    }

    /// Forgets what only the server may say.
    pub fn drop_server_fields(&mut self) {
        (self.received_at, self.quality, self.identity) = (None, None, None);
        if let Some(follow_up) = &mut self.follow_up {
            (follow_up.state, follow_up.due_at, follow_up.answered_at) = (None, None, None);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::Response;

    fn content(fields: &str) -> String {
        let id = "0199f1c2-7c5e-7b3a-9d10-3f6d8a2b4c11";
        let text = format!(
            r#"{{"id":"{id}","survey":"s","submitted_at":"2026-03-14T09:26:53Z","answers":{{"recommend":9}}{fields}}}"#
        );
        Response::parse(&text).unwrap().content()
    }

    #[test]
    fn what_is_added_on_the_way_is_not_content() {
        let plain = content("");
        assert!(plain.contains("recommend"));
        for fields in [
            r#","sent_at":"2026-03-14T09:26:54Z""#,
            r#","client":{"lost":1,"refused":0}"#,
            r#","key":"gw_pub_1""#,
            r#","received_at":"2026-03-14T09:26:54Z""#,
            r#","quality":"fast""#,
            r#","identity":"signed""#,
            r#","proof":"a.b.c","honeypot":true"#,
            r#","seq":1,"complete":true,"order":[]"#,
        ] {
            assert_eq!(content(fields), plain, "{fields}");
        }
    }

    #[test]
    fn what_was_frozen_is_content() {
        let plain = content("");
        for fields in [r#","answers":{"recommend":8}"#, r#","seq":2"#, r#","fields":{"plan":"pro"}"#, r#","later":1"#] {
            assert_ne!(content(fields), plain, "{fields}");
        }
        let fields = [r#","fields":{"a":1,"b":[ "2" ]}"#, r#","fields": {"b":["2"],"a":1}"#];
        assert_eq!(content(fields[0]), content(fields[1]));
        assert_eq!(content(r#","later":{"a":1,"b":[ 2 ]}"#), content(r#","later":{"b":[2],"a":1}"#));
    }
}
