//! `traceparent`: by which id whoever is in front follows a request, so that our line in the log can be found by it.

use axum::http::HeaderMap;

pub(crate) const HEADER: &str = "traceparent";

/// The 32 digits of a trace: `None` where there is none, or it is no such id. Source: W3C Trace Context 1, 3.2.
pub(crate) fn trace_id(headers: &HeaderMap) -> Option<&str> {
    let mut values = headers.get_all(HEADER).iter();
    let (Some(value), None) = (values.next(), values.next()) else { return None };
    let mut parts = value.to_str().ok()?.split('-');
    let (version, trace, parent, flags) = (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
    let more = parts.next().is_some();
    let is_known = version != "ff" && !(version == "00" && more);
    let fits = is_hex(version, 2) && is_id(trace, 32) && is_id(parent, 16) && is_hex(flags, 2);
    (is_known && fits).then_some(trace)
}

fn is_hex(text: &str, digits: usize) -> bool {
    text.len() == digits && text.bytes().all(|digit| matches!(digit, b'0'..=b'9' | b'a'..=b'f'))
}

/// All zeros are no id.
fn is_id(text: &str, digits: usize) -> bool {
    is_hex(text, digits) && text.bytes().any(|digit| digit != b'0')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(value: &str, expect: Option<&str>) {
        let headers = HeaderMap::from_iter([(HEADER.parse().unwrap(), value.parse().unwrap())]);
        assert_eq!(trace_id(&headers), expect, "{value}");
    }

    #[test]
    fn an_id_is_taken_as_the_standard_writes_it_and_nothing_else_is() {
        let id = "4bf92f3577b34da6a3ce929d0e0e4736";
        check(&format!("00-{id}-00f067aa0ba902b7-01"), Some(id));
        check(&format!("01-{id}-00f067aa0ba902b7-01-more"), Some(id));
        check(&format!("00-{id}-00f067aa0ba902b7-01-more"), None);
        check(&format!("ff-{id}-00f067aa0ba902b7-01"), None);
        check(&format!("00-{id}-0000000000000000-01"), None);
        check("00-00000000000000000000000000000000-00f067aa0ba902b7-01", None);
        check(&format!("00-{}-00f067aa0ba902b7-01", id.to_uppercase()), None);
        check("00-\u{22}drop table\u{22}-00f067aa0ba902b7-01", None);
        check("", None);
        assert_eq!(trace_id(&HeaderMap::new()), None);
    }
}
