//! A value of a segment as an option writes it: `device=mobile`, `fields.plan=` for who says nothing about it,
//! `fields.plan=""` for an empty text. Any text may stand in quotes, as in JSON; one that begins with a quote must.

use crate::{Problem, Segment};

/// Segment and value; `None` is who says nothing about it.
pub fn segment_value(text: &str) -> Result<(Segment, Option<String>), Problem> {
    let (segment, value) =
        text.split_once('=').ok_or_else(|| Problem::whole("must be a segment and a value such as device=mobile"))?;
    let quoted = || if value.starts_with('"') { serde_json::from_str(value).ok() } else { None };
    let value = if value.is_empty() { None } else { Some(quoted().unwrap_or_else(|| value.to_owned())) };
    Ok((Segment::parse(segment)?, value))
}

/// As [`segment_value`] reads it.
pub fn segment_option(segment: &Segment, value: Option<&str>) -> String {
    match value {
        None => format!("{segment}="),
        Some(value) if value.is_empty() || value.starts_with('"') => {
            format!("{segment}={}", serde_json::to_string(value).unwrap_or_default())
        }
        Some(value) => format!("{segment}={value}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn an_empty_text_is_not_nothing() {
        let check = |text: &str, value: Option<&str>| {
            assert_eq!(
                segment_value(text).unwrap(),
                (Segment::parse("fields.plan").unwrap(), value.map(str::to_owned)),
                "{text}"
            );
        };
        check("fields.plan=pro", Some("pro"));
        check("fields.plan=", None);
        check("fields.plan=\"\"", Some(""));
        check("fields.plan=\"pro\"", Some("pro"));
        check("fields.plan=\"pro", Some("\"pro"));
        check("fields.plan=a=b", Some("a=b"));
        assert!(segment_value("device").is_err() && segment_value("planet=earth").is_err());
    }

    proptest! {
        #[test]
        fn any_value_reads_back(value in prop::option::of("\"?\\PC{0,4}\"?")) {
            let segment = Segment::parse("fields.plan").unwrap();
            let text = segment_option(&segment, value.as_deref());
            prop_assert_eq!(segment_value(&text).unwrap(), (segment, value));
        }
    }
}
