//! Which segments are kept of what is read.

use crate::{FieldName, Segment, Survey};

/// So many hidden fields are kept as they are met, where no definition names them.
const FIELDS: usize = 8;

/// The usual ones, those that are asked for, and those of the definition.
pub fn segments(selection: impl IntoIterator<Item = Segment>, survey: Option<&Survey>) -> Vec<Segment> {
    let mut kept = vec![
        Segment::Device,
        Segment::Locale,
        Segment::Page,
        Segment::SurveyVersion,
        Segment::Quality,
        Segment::Identity,
    ];
    let named = survey.into_iter().flat_map(|survey| &survey.segments);
    let fields = named.filter_map(|name| FieldName::parse(name).ok()).map(Segment::Field);
    for segment in selection.into_iter().chain(fields) {
        // Orders and answers are kept whatever is asked for.
        if !matches!(segment, Segment::Order | Segment::Question(_)) && !kept.contains(&segment) {
            kept.push(segment);
        }
    }
    kept
}

/// How many hidden fields are kept as they are met: none where a definition names them.
pub fn room(survey: Option<&Survey>) -> Option<usize> {
    survey.is_none_or(|survey| survey.segments.is_empty()).then_some(FIELDS)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(selection: &[&str], survey: Option<&Survey>, expect: &str, found: Option<usize>) {
        let selection = selection.iter().map(|name| Segment::parse(name).unwrap());
        let kept = segments(selection, survey);
        let names: Vec<_> = kept.iter().skip(6).map(ToString::to_string).collect();
        assert_eq!((names.join(" ").as_str(), room(survey)), (expect, found));
    }

    #[test]
    fn fields_are_found_unless_a_definition_names_them() {
        check(&[], None, "", Some(8));
        check(&["fields.other", "device", "order"], None, "fields.other", Some(8));
        let survey = Survey { segments: vec!["tier".to_owned(), "not a name".to_owned()], ..Survey::standard("s") };
        check(&["fields.other"], Some(&survey), "fields.other fields.tier", None);
        check(&[], Some(&Survey::standard("s")), "", Some(8));
    }
}
