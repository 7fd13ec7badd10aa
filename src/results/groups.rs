//! Whose comments can be set beside whose.

use goodword_core::facets::Facets;

use super::comparable::piles;

/// Answers that have a name on the command line, and what they are called.
const NAMED: [(&str, &str); 8] = [
    ("detractors", "detractors (0 to 6)"),
    ("passives", "passives (7 or 8)"),
    ("promoters", "promoters (9 or 10)"),
    ("broken", "promise broken"),
    ("kept", "promise kept"),
    ("exceeded", "promise exceeded"),
    ("disagree", "did not feel understood"),
    ("agree", "felt understood"),
];

/// The two that are set beside each other unless others are chosen.
pub const USUAL: (&str, &str) = ("detractors", "promoters");

/// All groups, as the command line has them and as they are called: answers, months, values of segments.
pub fn offered(facets: &Facets) -> Vec<(String, String)> {
    let named = NAMED.iter().map(|(name, words)| ((*name).to_owned(), (*words).to_owned()));
    named.chain(piles(facets).iter().map(|pile| (pile.to_string(), pile.to_string()))).collect()
}

/// What another group is set beside when the first one is chosen: the answer that is usually its counterpart, or the group
/// that stands next to it.
pub fn beside(a: &str, offered: &[(String, String)]) -> String {
    let counterpart = match a {
        "detractors" | "passives" => Some("promoters"),
        "promoters" => Some("detractors"),
        "broken" | "exceeded" => Some("kept"),
        "kept" => Some("broken"),
        "disagree" => Some("agree"),
        "agree" => Some("disagree"),
        _ => None,
    };
    let at = offered.iter().position(|(name, _)| name == a).unwrap_or_default();
    let segment = |name: &str| name.split_once('=').map(|(segment, _)| segment.to_owned());
    let next = [at + 1, at.wrapping_sub(1)].into_iter().filter_map(|at| offered.get(at));
    let next = next.map(|(name, _)| name).find(|name| segment(name) == segment(a) && !is_named(name));
    counterpart.map(str::to_owned).or_else(|| next.cloned()).unwrap_or_else(|| USUAL.1.to_owned())
}

fn is_named(group: &str) -> bool {
    NAMED.iter().any(|(name, _)| *name == group)
}

#[cfg(test)]
mod tests {
    use goodword_core::keyness::Group;
    use goodword_core::{Day, Segment};

    use super::*;
    use goodword_core::facets::Facet;

    fn facets() -> Facets {
        let day = |text| Day::parse(text).unwrap();
        let values = ["mobile", "desktop"].map(|value| (value.to_owned(), 1)).into();
        let device = Facet { segment: Segment::Device, values, missing: 0 };
        Facets { period: Some((day("2026-01-30"), day("2026-02-01"))), segments: vec![device], ..Facets::default() }
    }

    #[test]
    fn every_group_is_one_of_the_command_line() {
        for (name, _) in offered(&facets()) {
            assert_eq!(Group::parse(&name).unwrap().name(), name);
        }
    }

    #[test]
    fn what_is_chosen_stands_beside_its_counterpart() {
        let offered = offered(&facets());
        let check = |a: &str, expect: &str| assert_eq!(beside(a, &offered), expect, "{a}");
        check("detractors", "promoters");
        check("broken", "kept");
        check("2026-02", "2026-01");
        check("2026-01", "2026-02");
        check("device=mobile", "device=desktop");
        check("device=desktop", "device=mobile");
    }
}
