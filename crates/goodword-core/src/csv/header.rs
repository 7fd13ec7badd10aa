//! The line of a CSV that names its columns.

use super::cell::cells;
use super::kind::ColumnKind;
use super::{NESTED, REST, is_text};

/// What separates cells: by the program, and the country, that wrote the file.
const SEPARATORS: [char; 4] = [',', ';', '\t', '|'];
/// Without one of these a line is no response.
const NEEDED: [&str; 3] = ["id", "survey", "submitted_at"];
/// Columns that are no texts and have a meaning of their own.
const OTHERS: [&str; 15] = [
    REST,
    "complete",
    "seq",
    "order",
    "answers",
    "answers.empathy",
    "answers.recommend",
    "timing_ms.shown",
    "timing_ms.answered",
    "follow_up.within_hours",
    "client.lost",
    "client.refused",
    "context.url",
    "context.locale",
    "context.device",
];
/// Names that only files of responses have.
const OURS: [&str; 6] = ["id", "survey", "submitted_at", "answers.recommend", "answers.empathy", "answers.promise"];

/// The names of the columns, as paths.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    pub(super) separator: char,
    pub(super) names: Vec<String>,
    pub(super) kinds: Vec<ColumnKind>,
}

impl Header {
    /// Reads a line. `None` when it is no header at all; `Some(Err)` with a sentence when it is one that cannot be used.
    pub fn parse(line: &str) -> Option<Result<Self, String>> {
        Self::parse_by(line, None)
    }

    /// The same where the file says what separates its cells.
    pub fn parse_by(line: &str, separator: Option<char>) -> Option<Result<Self, String>> {
        let found = |one: &char| separator.is_none_or(|named| named == *one);
        let all = SEPARATORS.into_iter().chain(separator).filter(found).filter_map(|one| Self::named(line, one));
        let header = all.max_by_key(|header| (header.ours(), header.names.len())).filter(|header| header.ours() > 0)?;
        Some(match (NEEDED.into_iter().find(|name| !header.has(name)), header.twice()) {
            (Some(missing), _) => Err(format!(
                "This CSV has no column {missing}: its first line must name the columns as the export does"
            )),
            (None, Some(name)) => Err(format!("This CSV has two columns {name}: which of them counts? Leave one")),
            (None, None) => Ok(header),
        })
    }

    fn named(line: &str, separator: char) -> Option<Self> {
        let cells = cells(line, separator).ok().filter(|cells| cells.len() > 1)?;
        let written: Vec<_> = cells.into_iter().map(|cell| cell.unwrap_or_default().trim().to_owned()).collect();
        let names: Vec<_> = written.iter().map(|name| path(name, &written)).collect();
        let kinds = names.iter().map(|name| ColumnKind::of(name)).collect();
        Some(Self { separator, names, kinds })
    }

    /// What separates its cells, and those of the lines behind it.
    pub fn separator(&self) -> char {
        self.separator
    }

    fn has(&self, name: &str) -> bool {
        self.names.iter().any(|one| one == name)
    }

    fn ours(&self) -> usize {
        OURS.into_iter().filter(|name| self.has(name)).count()
    }

    /// A name that counts and comes twice.
    fn twice(&self) -> Option<&str> {
        let mut seen = std::collections::BTreeSet::new();
        self.names.iter().map(String::as_str).find(|name| counts(name) && !seen.insert(*name))
    }
}

/// Whether what stands in a column is counted, or checked.
fn counts(name: &str) -> bool {
    let nested = name.split_once('.').is_some_and(|(part, _)| NESTED.contains(&part));
    nested || is_text(name) || OTHERS.contains(&name)
}

/// The path that a name stands for: the names of a response in any case, unless another column has it as it should be.
fn path(name: &str, all: &[String]) -> String {
    let lower = name.to_ascii_lowercase();
    let known = is_text(&lower) && !lower.starts_with("context.") || OTHERS.contains(&lower.as_str());
    let found = match name.split_once('.') {
        _ if known => lower,
        Some((part, own)) if NESTED.contains(&part.to_ascii_lowercase().as_str()) => {
            format!("{}.{own}", part.to_ascii_lowercase())
        }
        _ => return name.to_owned(),
    };
    if found != name && all.contains(&found) { name.to_owned() } else { found }
}

/// How many cells a line has that is no JSON, by what separates most of them; 1 where nothing does.
pub fn width(line: &str) -> usize {
    let by = |separator| cells(line, separator).map_or(1, |cells| cells.len());
    if line.starts_with(['{', '[']) { 1 } else { SEPARATORS.into_iter().map(by).max().unwrap_or(1) }
}

/// What `sep=;` says, by which spreadsheets are told.
pub fn separator_line(line: &str) -> Option<char> {
    let line = line.trim_matches('"');
    let (name, separator) = line.split_at_checked(4)?;
    let mut separators = separator.chars();
    let only = separators.next().or(Some('\t')).filter(|_| separators.next().is_none());
    only.filter(|only| name.eq_ignore_ascii_case("sep=") && (only.is_ascii_punctuation() || *only == '\t'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(line: &str) -> (char, String) {
        let header = Header::parse(line).unwrap().unwrap();
        (header.separator, header.names.join(" "))
    }

    #[test]
    fn cells_are_separated_by_what_the_program_uses() {
        for separator in SEPARATORS {
            let line = ["id", "survey", "submitted_at", "\"answers.a,b;c\""].join(&separator.to_string());
            assert_eq!(names(&line), (separator, "id survey submitted_at answers.a,b;c".to_owned()));
        }
        let named = Header::parse_by("id~survey~submitted_at", Some('~')).unwrap().unwrap();
        assert_eq!(named.names.len(), 3);
    }

    #[test]
    fn names_may_be_in_any_case() {
        let check = |line: &str, expect: &str| assert_eq!(names(line).1, expect, "{line}");
        check("ID,SURVEY,SUBMITTED_AT,ANSWERS.RECOMMEND,SEQ", "id survey submitted_at answers.recommend seq");
        check("Id,Survey,Submitted_At,Answers.Effort,Fields.Plan", "id survey submitted_at answers.Effort fields.Plan");
        // The one that is written as it should be counts.
        check("id,survey,submitted_at,ID,Later", "id survey submitted_at ID Later");
        check(" id ,\"survey\",submitted_at,CONTEXT.DEVICE", "id survey submitted_at context.device");
    }

    #[test]
    fn what_cannot_be_used_is_said() {
        let check = |line: &str, expect: Option<&str>| {
            let found = Header::parse(line).map(|header| header.unwrap_err());
            assert_eq!(found.as_deref(), expect, "{line}");
        };
        let missing = "This CSV has no column survey: its first line must name the columns as the export does";
        check("id,submitted_at", Some(missing));
        let twice = "This CSV has two columns answers.recommend: which of them counts? Leave one";
        check("id,survey,submitted_at,answers.recommend,answers.recommend", Some(twice));
        check("name,age", None);
        check("plain words", None);
        check("id", None);
    }

    #[test]
    fn a_line_may_say_what_separates() {
        let check = |line: &str, expect| assert_eq!(separator_line(line), expect, "{line}");
        check("sep=;", Some(';'));
        check("\"sep=,\"", Some(','));
        check("SEP=|", Some('|'));
        check("sep=", Some('\t'));
        check("sep=ab", None);
        check("sep=a", None);
        check("id,survey", None);
    }

    #[test]
    fn a_line_is_as_wide_as_it_has_cells() {
        let check = |line: &str, expect| assert_eq!(width(line), expect, "{line}");
        check("plain", 1);
        check("a,\"b,c\"", 2);
        check("a;b;c,d", 3);
        check("{\"a\":1,\"b\":2}", 1);
        check("a,\"b", 1);
    }
}
