//! What `goodword-cross` does: counts of pairs in, figures out, by the code of `goodword cross`. It is loaded by the reader only
//! when somebody sets two things beside each other.

use goodword_core::cross::{CrossCounts, CrossTable};
use goodword_core::survey::labels::QuestionLabels;
use goodword_core::words::cross_sheet::CrossSheet;

/// Of counts and of what options are called, as JSON: the result as `goodword cross --json` prints it, to the byte, and what the
/// view shows of it, as JSON. Nothing where the counts are none.
pub fn found(counts: &str) -> Option<String> {
    let (counts, labels): (CrossCounts, Vec<QuestionLabels>) = serde_json::from_str(counts).ok()?;
    let json = CrossTable::of(&counts).json();
    let sheet = CrossSheet::of(&CrossTable::of(&counts.labelled(&labels)));
    serde_json::to_string(&(json, sheet)).ok()
}

#[cfg(test)]
mod tests {
    use goodword_core::columns::Filter;
    use goodword_core::cross::Axis;
    use goodword_core::{Columns, Reader, Zone};

    use super::*;

    #[test]
    fn counts_become_what_the_command_line_prints() {
        let line = |at: u8| {
            let (city, device) = (["b", "k"][usize::from(at % 2)], ["mobile", "desktop"][usize::from(at % 2)]);
            format!(
                r#"{{"id":"0199f1c2-7c5e-7b3a-9d10-3f6d8a2b4c{at:02x}","survey":"s","submitted_at":"2026-03-14T09:26:53Z","answers":{{"city":"{city}"}},"context":{{"device":"{device}"}}}}"#
            ) + "\n"
        };
        let (by, across) = (Axis::parse("answers.city").unwrap(), Axis::parse("device").unwrap());
        let (mut reader, mut columns) = (Reader::new(), Columns::with(&[goodword_core::Segment::Device]));
        let lines: String = (0..60).map(line).collect();
        reader.push(lines.as_bytes(), &mut |line| columns.read(line));
        reader.finish(&mut |line| columns.read(line));
        let (filter, utc) = (Filter::default(), Zone::utc());
        let mut builder = columns.cross_builder(&filter, &by, Some(&across), None, &utc).unwrap();
        while builder.count(7) {}
        let counts = builder.finish();
        let labels =
            vec![QuestionLabels { question: "city".to_owned(), options: vec![("b".to_owned(), "Berlin".to_owned())] }];
        let text = serde_json::to_string(&(&counts, labels)).unwrap();
        let (json, sheet): (String, CrossSheet) = serde_json::from_str(&found(&text).unwrap()).unwrap();
        assert_eq!(json, CrossTable::of(&counts).json());
        assert_eq!(sheet.rows.iter().map(|row| row.value.as_str()).collect::<Vec<_>>(), ["Berlin", "k"]);
        assert!(sheet.title.starts_with("Berlin: 100 % mobile, 100 percentage points more"), "{}", sheet.title);
        assert_eq!(found("{}"), None);
    }
}
