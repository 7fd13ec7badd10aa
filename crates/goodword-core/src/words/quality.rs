//! Sentences on answers that may be none, and on who gave them. None ends with a full stop.

use std::collections::BTreeMap;

use super::number::count;
use super::plural;

/// What the collector writes before the reason for which somebody is not known.
const UNPROVEN: &str = "unproven: ";

/// `12 responses are doubtful: answered faster than anybody reads (10), filled in where no person sees a field (2)`, of the
/// values of the segment `quality`; nothing where none is.
pub fn doubtful<'a>(values: impl IntoIterator<Item = (&'a str, u64)>) -> Option<String> {
    let (mut reasons, mut total) = (BTreeMap::new(), 0);
    for (value, n) in values {
        total += n;
        // A response may have several.
        value.split(", ").for_each(|reason| *reasons.entry(reason).or_insert(0) += n);
    }
    let reasons: Vec<_> = reasons.into_iter().map(|(reason, n)| format!("{} ({})", named(reason), count(n))).collect();
    let responses = plural(total, "response is", "responses are");
    (total > 0).then(|| format!("{responses} doubtful: {}", reasons.join(", ")))
}

fn named(reason: &str) -> &str {
    match reason {
        "fast" => "answered faster than anybody reads",
        "honeypot" => "filled in where no person sees a field",
        other => other,
    }
}

/// `It is known of 120 responses who gave them: invited (20), signed (100); of 5 it could not be proven: expired (5)`, of the
/// values of the segment `identity`; nothing where no survey asked for that.
pub fn identity<'a>(values: impl IntoIterator<Item = (&'a str, u64)>) -> Option<String> {
    let (mut proven, mut unproven) = ((0, Vec::new()), (0, Vec::new()));
    for (value, n) in values {
        let (reason, (total, parts)) = match value.strip_prefix(UNPROVEN) {
            Some(reason) => (reason, &mut unproven),
            None => (value, &mut proven),
        };
        *total += n;
        parts.push(format!("{reason} ({})", count(n)));
    }
    let known = format!("It is known of {} who gave them", plural(proven.0, "response", "responses"));
    let known = if proven.0 > 0 { format!("{known}: {}", proven.1.join(", ")) } else { known };
    let unknown = || format!("; of {} it could not be proven: {}", count(unproven.0), unproven.1.join(", "));
    (proven.0 + unproven.0 > 0).then(|| if unproven.0 > 0 { known + &unknown() } else { known })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_doubtful_are_counted_by_reason() {
        let check = |values: &[(&str, u64)], expect: Option<&str>| {
            assert_eq!(doubtful(values.iter().copied()).as_deref(), expect);
        };
        check(&[], None);
        check(&[("fast", 1)], Some("1 response is doubtful: answered faster than anybody reads (1)"));
        check(
            &[("fast", 1_200), ("fast, honeypot", 3), ("honeypot", 1)],
            Some(
                "1,204 responses are doubtful: answered faster than anybody reads (1,203), filled in where no person sees a field (4)",
            ),
        );
        check(&[("later", 2)], Some("2 responses are doubtful: later (2)"));
    }

    #[test]
    fn who_is_known_stands_beside_who_is_not() {
        let check = |values: &[(&str, u64)], expect: Option<&str>| {
            assert_eq!(identity(values.iter().copied()).as_deref(), expect);
        };
        check(&[], None);
        check(&[("signed", 100)], Some("It is known of 100 responses who gave them: signed (100)"));
        check(
            &[("invited", 1), ("unproven: expired", 5), ("unproven: used", 2)],
            Some(
                "It is known of 1 response who gave them: invited (1); of 7 it could not be proven: expired (5), used (2)",
            ),
        );
        check(
            &[("unproven: missing", 1)],
            Some("It is known of 0 responses who gave them; of 1 it could not be proven: missing (1)"),
        );
    }
}
