//! Which segments are kept of what is read.

use std::collections::BTreeMap;

use goodword_core::record::DetailKind;
use goodword_core::{FieldName, Line, Reader, Record, Segment, Survey};

/// So many hidden fields are kept without a definition that names them.
const FIELDS: usize = 4;

/// The usual ones, those that are asked for, those of the definition, and else the fields that the first lines have.
pub fn segments(selection: impl IntoIterator<Item = Segment>, survey: Option<&Survey>, first: &[u8]) -> Vec<Segment> {
    let mut kept = vec![Segment::Device, Segment::Locale, Segment::Page, Segment::SurveyVersion];
    let named = survey.map_or_else(|| fields(first), |survey| survey.segments.clone());
    let fields = named.iter().filter_map(|name| FieldName::parse(name).ok()).map(Segment::Field);
    for segment in selection.into_iter().chain(fields) {
        if segment != Segment::Order && !kept.contains(&segment) {
            kept.push(segment);
        }
    }
    kept
}

/// The fields that most of the first lines have.
fn fields(first: &[u8]) -> Vec<String> {
    let mut found: BTreeMap<String, u64> = BTreeMap::new();
    Reader::records().push(first, &mut |line: Line<Record>| {
        let record = line.body.ok();
        let details = record.iter().flat_map(|record| record.details.iter());
        for detail in details.filter(|detail| detail.kind == DetailKind::Field) {
            *found.entry(detail.name.to_owned()).or_default() += 1;
        }
    });
    let mut fields: Vec<_> = found.into_iter().collect();
    fields.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    fields.into_iter().take(FIELDS).map(|(name, _)| name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINE: &str = r#"{"id":"0199f1c2-7c5e-7b3a-9d10-3f6d8a2b4c11","survey":"s","submitted_at":"2026-03-14T09:26:53Z","answers":{},"fields":{"plan":"pro","b":"x"}}
{"id":"0199f1c2-7c5e-7b3a-9d10-3f6d8a2b4c12","survey":"s","submitted_at":"2026-03-14T09:26:53Z","answers":{},"fields":{"plan":"pro"}}
{"id":"0199"#;

    fn check(selection: &[&str], survey: Option<&Survey>, expect: &str) {
        let selection = selection.iter().map(|name| Segment::parse(name).unwrap());
        let kept = segments(selection, survey, LINE.as_bytes());
        let names: Vec<_> = kept.iter().skip(4).map(ToString::to_string).collect();
        assert_eq!(names.join(" "), expect);
    }

    #[test]
    fn fields_are_found_unless_a_definition_names_them() {
        check(&[], None, "fields.plan fields.b");
        check(&["fields.other", "device", "order"], None, "fields.other fields.plan fields.b");
        let survey = Survey { segments: vec!["tier".to_owned(), "not a name".to_owned()], ..Survey::standard("s") };
        check(&[], Some(&survey), "fields.tier");
    }
}
