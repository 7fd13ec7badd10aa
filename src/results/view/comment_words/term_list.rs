//! The terms that set two groups apart, each drawn with both shares.

use goodword_cards::chart::{Scale, short};
use goodword_core::words::keyness_sheet::{KeynessSheet, SheetTerm};
use yew::prelude::*;

/// So many terms of each group stand in the list; the table has all.
const LISTED: usize = 5;
/// How wide a term is drawn.
const WIDTH: f64 = 200.0;
const HEIGHT: f64 = 24.0;

/// Those that differ by more than chance; where none does, the first few of either group.
pub fn listed(sheet: &KeynessSheet) -> Vec<&SheetTerm> {
    let some = sheet.terms.iter().any(|term| term.differs);
    let of = |first: bool| {
        let side = sheet.terms.iter().filter(move |term| term.of_first == first && (term.differs || !some));
        side.take(if some { LISTED } else { 3 })
    };
    of(true).chain(of(false)).collect()
}

/// The share at the end of the scale: the next tenth.
pub fn reach(listed: &[&SheetTerm]) -> f64 {
    let most = listed.iter().flat_map(|term| [term.a, term.b]).fold(0.0, f64::max);
    ((most * 10.0).ceil() / 10.0).clamp(0.1, 1.0)
}

fn scale(reach: f64) -> Scale {
    Scale { values: (0.0, reach), places: (8.0, WIDTH - 8.0) }
}

/// One term, with both shares; pressed, it is the one that is shown below.
pub fn line(term: &SheetTerm, reach: f64, is_chosen: bool, chosen: &UseStateHandle<Option<String>>) -> Html {
    let (to, name) = (chosen.clone(), term.term.clone());
    let onclick = Callback::from(move |_: MouseEvent| to.set(Some(name.clone())));
    let place = |share: f64| short(scale(reach).place(share));
    let (a, b, zero) = (place(term.a), place(term.b), place(0.0));
    let middle = (HEIGHT / 2.0).to_string();
    html! {
        <li key={term.term.clone()}>
            <button type="button" class={classes!((!term.differs).then_some("chance"))} aria-pressed={if is_chosen { "true" } else { "false" }} {onclick}>
                <b dir="auto">{ &term.term }</b>
                <svg viewBox={format!("0 0 {WIDTH} {HEIGHT}")} width={WIDTH.to_string()} height={HEIGHT.to_string()} aria-hidden="true">
                    <line class="axis" x1={zero.clone()} x2={zero} y1="0" y2={HEIGHT.to_string()} />
                    <line class="reach" x1={a.clone()} x2={b.clone()} y1={middle.clone()} y2={middle.clone()} />
                    <circle class="second" cx={b} cy={middle} r="5" />
                    <path class="first" d={format!("M{a} {}l6 6l-6 6l-6 -6z", HEIGHT / 2.0 - 6.0)} />
                </svg>
                <span>{ &term.apart }</span>
            </button>
        </li>
    }
}

/// The scale that all lines share.
pub fn axis(reach: f64) -> Html {
    let tick = |part: f64| {
        let value = reach * part;
        let anchor = if part > 0.9 {
            "end"
        } else if part > 0.1 {
            "middle"
        } else {
            "start"
        };
        let x = if part > 0.1 { short(scale(reach).place(value)) } else { "0".to_owned() };
        html! { <text {x} y="12" text-anchor={anchor}>{ goodword_core::words::number::percent(value) }</text> }
    };
    html! {
        <p class="terms-axis" aria-hidden="true">
            <svg viewBox={format!("0 0 {WIDTH} 16")} width={WIDTH.to_string()} height="16">{ tick(0.0) }{ tick(0.5) }{ tick(1.0) }</svg>
            <span>{ "points apart" }</span>
        </p>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn term(name: &str, of_first: bool, differs: bool, a: f64) -> SheetTerm {
        SheetTerm { term: name.to_owned(), of_first, differs, a, b: 0.03, ..SheetTerm::default() }
    }

    #[test]
    fn what_differs_is_listed_and_else_the_first_few() {
        let names = |terms: Vec<SheetTerm>| {
            let sheet = KeynessSheet { terms, ..KeynessSheet::default() };
            listed(&sheet).iter().map(|term| term.term.clone()).collect::<Vec<_>>().join(" ")
        };
        let many = (0..9).map(|at| term(&at.to_string(), true, at != 3, 0.2));
        assert_eq!(
            names(many.chain([term("x", false, true, 0.0), term("y", false, false, 0.0)]).collect()),
            "0 1 2 4 5 x"
        );
        assert_eq!(names((0..9).map(|at| term(&at.to_string(), at < 2, false, 0.2)).collect()), "0 1 2 3 4");
        assert_eq!(names(Vec::new()), "");
    }

    #[test]
    fn the_scale_ends_with_the_next_tenth() {
        let check = |a, expect: f64| {
            let term = term("late", true, true, a);
            assert!((reach(&[&term]) - expect).abs() < 1e-9, "{a}");
        };
        check(0.26, 0.3);
        check(0.001, 0.1);
        check(1.0, 1.0);
    }
}
