//! Two times, or two values of a segment, beside each other.

use std::rc::Rc;

use goodword_core::Summary;
use goodword_core::columns::Cohort;
use goodword_core::facets::Facets;
use yew::prelude::*;

use super::card;
use super::choice::{ListOption, list};
use crate::reader::selection::{Compare, Selection};
use crate::results::comparable::piles;
use crate::results::controller::Controller;

/// The usual choice, and that nothing is compared.
const BEFORE: &str = "";
const OFF: &str = "off";

/// The card, with what can be compared.
pub fn comparison(summary: &Summary, facets: &Facets, selection: &Selection, controller: &Rc<Controller>) -> Html {
    let choices = choices(facets, selection, controller);
    card::with(goodword_cards::comparison::comparison(summary), Some(choices), None, controller)
}

fn choices(facets: &Facets, selection: &Selection, controller: &Rc<Controller>) -> Html {
    let offered = piles(facets);
    let (a, b) = match &selection.compare {
        Compare::Before => (BEFORE.to_owned(), None),
        Compare::Off => (OFF.to_owned(), None),
        Compare::Piles(a, b) => (a.to_string(), Some(b.to_string())),
    };
    let first =
        [(BEFORE.to_owned(), "The latest time with the one before".to_owned()), (OFF.to_owned(), "Nothing".to_owned())];
    let lines: Vec<ListOption> =
        first.into_iter().chain(offered.iter().map(|pile| (pile.to_string(), pile.to_string()))).collect();
    let choose = {
        let (controller, offered) = (controller.clone(), offered.clone());
        move |chosen: String| controller.compare(beside(&chosen, None, &offered))
    };
    let first = list("Compare", &lines, &a, selection.compare != Compare::Before, choose);
    let second = b.map(|b| {
        let others: Vec<ListOption> = offered.iter().map(|pile| (pile.to_string(), format!("with {pile}"))).collect();
        let (controller, offered) = (controller.clone(), offered.clone());
        list("With", &others, &b, true, move |chosen| controller.compare(beside(&a, Some(&chosen), &offered)))
    });
    html! { <div class="choices">{ first }{ for second }</div> }
}

/// What is compared when `a` is chosen, and `b` or else the one that stands next to it.
fn beside(a: &str, b: Option<&str>, offered: &[Cohort]) -> Compare {
    let find = |name: &str| offered.iter().position(|pile| pile.name() == name);
    let Some(at) = find(a) else { return if a == OFF { Compare::Off } else { Compare::Before } };
    let next = b.and_then(find).or_else(|| {
        let alike = |other: &&usize| {
            offered.get(**other).is_some_and(|pile| offered.get(at).is_some_and(|one| one.segment() == pile.segment()))
        };
        [at + 1, at.wrapping_sub(1)].iter().find(alike).copied()
    });
    match (offered.get(at), next.and_then(|next| offered.get(next))) {
        (Some(a), Some(b)) => Compare::Piles(a.clone(), b.clone()),
        _ => Compare::Before,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_chosen_stands_beside_its_neighbour() {
        let offered: Vec<_> = ["2026-03", "2026-02", "device=mobile", "device=desktop"]
            .iter()
            .map(|text| Cohort::parse(text).unwrap())
            .collect();
        let check = |a: &str, b: Option<&str>, expect: (&str, &str)| {
            let piles = Compare::Piles(Cohort::parse(expect.0).unwrap(), Cohort::parse(expect.1).unwrap());
            assert_eq!(beside(a, b, &offered), piles, "{a} {b:?}");
        };
        check("2026-03", None, ("2026-03", "2026-02"));
        check("2026-02", None, ("2026-02", "2026-03"));
        check("device=desktop", None, ("device=desktop", "device=mobile"));
        check("2026-03", Some("device=mobile"), ("2026-03", "device=mobile"));
        assert_eq!(beside("", None, &offered), Compare::Before);
        assert_eq!(beside("off", None, &offered), Compare::Off);
        assert_eq!(beside("2026-03", None, &offered[..1]), Compare::Before);
    }
}
