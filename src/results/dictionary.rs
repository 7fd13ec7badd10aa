//! What the columns of the responses mean.

use goodword_core::Segment;

use goodword_core::facets::Facets;

/// Column, kind, and meaning.
const COLUMNS: [[&str; 3]; 23] = [
    ["id", "text", "Made once by the visitor's browser; of one id the highest seq counts"],
    ["survey", "text", "The survey"],
    ["survey_version", "text", "Version of the survey's definition"],
    ["submitted_at", "time (RFC 3339)", "When the visitor sent it, by the visitor's clock"],
    ["complete", "true or false", "Whether the visitor came to the end; true when absent"],
    ["seq", "whole number", "Which state of the response: it rises with every step; 1 when absent"],
    ["answers.empathy", "1 to 5", "We understood how you felt: 1 strongly disagree, 5 strongly agree"],
    ["answers.promise", "broken, kept, exceeded, none", "Did we do what we said we would"],
    ["answers.recommend", "0 to 10", "How likely the visitor is to recommend us"],
    ["answers.comment", "text", "The visitor's own words"],
    ["order", "list of texts", "The questions that were reached, in their order"],
    ["timing_ms.shown", "whole number", "Milliseconds from the page's start until the survey was shown"],
    ["timing_ms.answered", "whole number", "Milliseconds from shown until Send"],
    ["context.url", "text", "The page, without query"],
    ["context.locale", "text", "The language of the page"],
    ["context.device", "text", "The kind of device"],
    ["follow_up.contact", "text", "Where the visitor wants an answer"],
    ["follow_up.within_hours", "whole number", "How soon it was promised"],
    ["client.lost", "whole number", "Responses that this browser lost before"],
    ["client.refused", "whole number", "Responses of this browser that were refused"],
    ["received_at", "time (RFC 3339)", "When the collector stored it"],
    ["quality", "fast, honeypot", "Why it is doubtful, where it is; several reasons stand behind commas"],
    ["identity", "signed, invited, unproven: why", "What the collector knows of who answered"],
];

/// As a table with a line for each column, and for each hidden field that was met.
pub fn csv(facets: &Facets) -> String {
    let field = |segment: &Segment| match segment {
        Segment::Field(_) => {
            Some([segment.to_string(), "text, number or truth".to_owned(), "A hidden field of yours".to_owned()])
        }
        _ => None,
    };
    let known = COLUMNS.iter().map(|line| line.map(str::to_owned));
    let fields = facets.segments.iter().filter_map(|facet| field(&facet.segment));
    let line = |[column, kind, meaning]: [String; 3]| format!("{column},{},{}\r\n", quoted(&kind), quoted(&meaning));
    known.chain(fields).map(line).fold("column,kind,meaning\r\n".to_owned(), |text, line| text + &line)
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::*;
    use goodword_core::facets::Facet;

    #[test]
    fn every_column_has_a_meaning() {
        let facet = |name: &str| Facet { segment: Segment::parse(name).unwrap(), values: Vec::new(), missing: 0 };
        let text = csv(&Facets { segments: vec![facet("device"), facet("fields.plan")], ..Facets::default() });
        assert_eq!(text.lines().count(), COLUMNS.len() + 2);
        assert!(
            text.contains("\r\nanswers.empathy,\"1 to 5\",")
                && text.ends_with("fields.plan,\"text, number or truth\",\"A hidden field of yours\"\r\n")
        );
    }
}
