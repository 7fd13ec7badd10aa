//! Ids made from what a file says, so that whoever reads it twice counts it once.

use sha2::{Digest, Sha256};

use super::cell::Cell;
use crate::{ResponseId, SurveyId};

/// The id of a response that has one in its program: the same for the same survey and id, whatever file it stands in. A
/// UUID is taken as it is.
pub fn of_source_id(survey: &SurveyId, id: &str) -> ResponseId {
    ResponseId::parse(id).unwrap_or_else(|_| v8(&["id", survey.as_str(), id]))
}

/// The id of a row that has none: by all that stands in it, each with the name of its column, and by how many rows of
/// the file were the same before it. A column that is empty in a row says nothing about it, so a form may get a new one.
pub fn of_row<'a>(survey: &SurveyId, cells: impl Iterator<Item = (&'a str, &'a Cell)>, before: u64) -> ResponseId {
    let mut cells: Vec<_> = cells.filter_map(|(name, cell)| Some((name, cell.text()?))).collect();
    cells.sort_unstable();
    let before = before.to_string();
    let mut parts = vec!["row", survey.as_str(), &before];
    for (name, text) in &cells {
        parts.extend([name, &**text]);
    }
    v8(&parts)
}

/// A version 8 UUID of the SHA-256 of some texts (RFC 9562 §5.8; made as its appendix B.2 shows).
fn v8(parts: &[&str]) -> ResponseId {
    let mut hash = Sha256::new_with_prefix(b"goodword");
    for part in parts {
        // With its length, so that no two lists of texts are the same bytes.
        hash.update(u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
        hash.update(part);
    }
    let mut bytes = [0; 16];
    bytes.iter_mut().zip(hash.finalize()).for_each(|(byte, hashed)| *byte = hashed);
    let [.., version, _, variant, _, _, _, _, _, _, _] = &mut bytes;
    *version = 0x80 | (*version & 0x0f);
    *variant = 0x80 | (*variant & 0x3f);
    ResponseId::from_bytes(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn survey(name: &str) -> SurveyId {
        SurveyId::parse(name).unwrap()
    }

    fn row(cells: &[(&str, &str)], before: u64) -> ResponseId {
        let cells: Vec<_> = cells.iter().map(|(name, text)| (*name, Cell::of_text(text))).collect();
        of_row(&survey("s"), cells.iter().map(|(name, cell)| (*name, cell)), before)
    }

    #[test]
    fn an_id_is_that_of_its_survey_and_source() {
        let id = of_source_id(&survey("s"), "tok0001");
        assert_eq!(id, of_source_id(&survey("s"), "tok0001"));
        assert_ne!(id, of_source_id(&survey("t"), "tok0001"));
        assert_ne!(id, of_source_id(&survey("s"), "tok0002"));
        assert_eq!((id.to_text().as_bytes()[14], id.as_bytes()[8] >> 6), (b'8', 2));
        let uuid = "0193cccc-0000-7000-8000-000000000001";
        assert_eq!(of_source_id(&survey("s"), uuid).to_text(), uuid);
    }

    #[test]
    fn a_row_is_what_stands_in_it() {
        let first = row(&[("a", "1"), ("b", "")], 0);
        assert_eq!(first, row(&[("b", ""), ("c", ""), ("a", "1")], 0));
        assert_ne!(first, row(&[("a", "1")], 1));
        assert_ne!(first, row(&[("b", "1")], 0));
        assert_ne!(row(&[("a", "1"), ("b", "2")], 0), row(&[("a", "1b2")], 0));
    }

    proptest! {
        #[test]
        fn every_id_is_a_uuid_that_reads_back(text in ".{0,20}") {
            let id = of_source_id(&survey("s"), &text);
            prop_assert_eq!(ResponseId::parse(&id.to_text()), Ok(id));
        }
    }
}
