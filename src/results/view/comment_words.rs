//! What the comments say: the words that set those of two groups apart, each with its evidence.

use std::rc::Rc;

use goodword_core::words::keyness_sheet::{KeynessSheet, SheetComment, SheetTerm};
use yew::prelude::*;

use super::choice::list;
use super::comments::by;
use super::table::Table;
use super::trend::SharedController;
use crate::reader::facets::Facets;
use crate::reader::protocol::KeynessQuery;
use crate::reader::selection::Options;
use crate::results::chart::{Scale, short};
use crate::results::groups;
use crate::results::source::quoted;
use crate::results::state::{Keyness, KeynessFound, SourceFacts};

/// So many terms of each group stand in the list; the table has all.
const LISTED: usize = 5;
/// How wide a term is drawn.
const WIDTH: f64 = 200.0;
const HEIGHT: f64 = 24.0;

/// What is shown.
#[derive(Clone, PartialEq, Properties)]
pub struct CommentWordsProps {
    /// What was counted, and how far that is.
    pub keyness: Keyness,
    /// What can be chosen from.
    pub read: Rc<SourceFacts>,
    /// What is wanted: counted anew when it changes.
    pub selection: Options,
    /// The command that counts the same, but for the groups.
    pub command: AttrValue,
    /// Counts.
    pub controller: SharedController,
}

/// What is chosen of it.
#[derive(Clone, PartialEq)]
struct Chosen {
    a: String,
    b: String,
    seed: u32,
    /// Whether words are wanted at all: it takes a program of its own and a look at every comment.
    asked: bool,
}

/// The card.
#[component]
pub fn CommentWords(props: &CommentWordsProps) -> Html {
    let chosen = use_state_eq(|| {
        let (a, b) = groups::USUAL;
        Chosen { a: a.to_owned(), b: b.to_owned(), seed: 1, asked: false }
    });
    let term = use_state_eq(|| None::<String>);
    use_effect_with((props.selection.clone(), (*chosen).clone()), {
        let controller = props.controller.clone();
        move |(_, chosen)| {
            if chosen.asked {
                controller.0.count_words(&chosen.a, &chosen.b, chosen.seed);
            }
        }
    });
    let Chosen { a, b, seed, asked } = &*chosen;
    let query = KeynessQuery { selection: props.selection.clone(), a: a.clone(), b: b.clone(), seed: *seed };
    let found = props.keyness.found.as_ref().filter(|_| *asked);
    let stale = *asked && props.keyness.trouble.is_none() && found.is_none_or(|found| found.query != query);
    let title = found.map_or_else(|| format!("Which words set {a} apart from {b}?"), |found| found.sheet.title.clone());
    html! {
        <section class="card at-words" aria-labelledby="gw-words-title" aria-busy={stale.then_some("true")}>
            <div class="top">
                <p class="kicker">{ "What the comments say" }</p>
                { choices(&props.read.facets, &chosen) }
            </div>
            <h3 id="gw-words-title" aria-live="polite">{ title }</h3>
            { for (!asked).then(|| start(&chosen)) }
            { for stale.then(|| progress(props.keyness.reading.unwrap_or_default())) }
            { for props.keyness.trouble.iter().filter(|_| *asked).map(|_| failed(&chosen)) }
            { for found.map(|found| shown(found, &term, &chosen, props)) }
        </section>
    }
}

fn choices(facets: &Facets, chosen: &UseStateHandle<Chosen>) -> Html {
    let offered = groups::offered(facets);
    let first = {
        let (to, offered) = (chosen.clone(), offered.clone());
        move |a: String| {
            let b = if a == to.b { groups::beside(&a, &offered) } else { to.b.clone() };
            to.set(Chosen { a, b, ..(*to).clone() });
        }
    };
    let second = {
        let (to, offered) = (chosen.clone(), offered.clone());
        move |b: String| {
            let a = if b == to.a { groups::beside(&b, &offered) } else { to.a.clone() };
            to.set(Chosen { a, b, ..(*to).clone() });
        }
    };
    html! {
        <div class="choices">
            { list("Comments of", &offered, &chosen.a, false, first) }
            <span class="kicker">{ "beside" }</span>
            { list("Beside comments of", &offered, &chosen.b, false, second) }
        </div>
    }
}

fn start(chosen: &UseStateHandle<Chosen>) -> Html {
    let to = chosen.clone();
    let onclick = Callback::from(move |_: MouseEvent| to.set(Chosen { asked: true, ..(*to).clone() }));
    html! {
        <div class="says">
            <p>{ "Every word and every pair of words is counted in the comments of both groups, in this browser. What differs by more than chance would let it is shown with its range and with whole comments." }</p>
            <p><button type="button" class="button" {onclick}>{ "Count the words" }</button></p>
        </div>
    }
}

fn progress(hundredths: usize) -> Html {
    html! {
        <p class="saving" role="status">
            <progress aria-label="Comments read so far" max="100" value={hundredths.to_string()} />
            { if hundredths < 100 { format!("{hundredths} % of the comments read") } else { "Counting …".to_owned() } }
        </p>
    }
}

fn failed(chosen: &UseStateHandle<Chosen>) -> Html {
    let to = chosen.clone();
    // Another number draws other comments, and asks once more.
    let onclick =
        Callback::from(move |_: MouseEvent| to.set(Chosen { seed: to.seed.wrapping_add(1), ..(*to).clone() }));
    html! {
        <p class="warn" role="alert">
            { "The words could not be counted. " }<button type="button" class="quiet" {onclick}>{ "Try again" }</button>
        </p>
    }
}

fn shown(
    found: &Rc<KeynessFound>,
    term: &UseStateHandle<Option<String>>,
    chosen: &UseStateHandle<Chosen>,
    props: &CommentWordsProps,
) -> Html {
    let sheet = &found.sheet;
    let listed = listed(sheet);
    let at = listed.iter().find(|one| Some(&one.term) == term.as_ref()).or_else(|| listed.first()).copied();
    html! {
        <>
            <p class="legend">
                <span class="first">{ &sheet.groups.0 }</span><span class="second">{ &sheet.groups.1 }</span>
            </p>
            { for (!listed.is_empty()).then(|| html! {
                <div class="apart">
                    <div>
                        <ul class="terms" aria-label="Words, and how many percentage points their shares are apart">
                            { for listed.iter().map(|one| line(one, reach(&listed), at == Some(*one), term)) }
                        </ul>
                        { axis(reach(&listed)) }
                    </div>
                    { for at.map(|at| evidence(at, found, chosen)) }
                </div>
            }) }
            <div class="says">{ for sheet.says.iter().map(|say| html! { <p>{ say }</p> }) }</div>
            { more(found, props) }
        </>
    }
}

/// Those that differ by more than chance; where none does, the first few of either group.
fn listed(sheet: &KeynessSheet) -> Vec<&SheetTerm> {
    let some = sheet.terms.iter().any(|term| term.differs);
    let of = |first: bool| {
        let side = sheet.terms.iter().filter(move |term| term.of_first == first && (term.differs || !some));
        side.take(if some { LISTED } else { 3 })
    };
    of(true).chain(of(false)).collect()
}

/// The share at the end of the scale: the next tenth.
fn reach(listed: &[&SheetTerm]) -> f64 {
    let most = listed.iter().flat_map(|term| [term.a, term.b]).fold(0.0, f64::max);
    ((most * 10.0).ceil() / 10.0).clamp(0.1, 1.0)
}

fn scale(reach: f64) -> Scale {
    Scale { values: (0.0, reach), places: (8.0, WIDTH - 8.0) }
}

fn line(term: &SheetTerm, reach: f64, is_chosen: bool, chosen: &UseStateHandle<Option<String>>) -> Html {
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

fn axis(reach: f64) -> Html {
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

/// What is known of one term, and the comments below it.
fn evidence(term: &SheetTerm, found: &KeynessFound, chosen: &UseStateHandle<Chosen>) -> Html {
    let KeynessQuery { a, b, .. } = &found.query;
    let group = if term.of_first { a } else { b };
    let to = chosen.clone();
    let onclick =
        Callback::from(move |_: MouseEvent| to.set(Chosen { seed: to.seed.wrapping_add(1), ..(*to).clone() }));
    html! {
        <div class="evidence" aria-live="polite">
            <p>{ for (term.sentence != found.sheet.title).then(|| html! { <b>{ format!("{} ", term.sentence) }</b> }) }{ &term.chance }</p>
            <p class="kicker">{ format!("Drawn by chance from the comments of {group} that hold it, whole") }</p>
            <ol class="comments whole">{ for term.drawn.iter().map(|comment| said(comment, found)) }</ol>
            <p><button type="button" class="quiet" {onclick}>{ "Draw others" }</button></p>
        </div>
    }
}

fn said(comment: &SheetComment, found: &KeynessFound) -> Html {
    let part = |(at, part): (usize, &String)| {
        if at % 2 == 1 {
            html! { <mark>{ part }</mark> }
        } else {
            html! { <>{ part }</> }
        }
    };
    let who = found.drawn.iter().find(|(row, _)| *row == comment.row).map(|(_, comment)| by(comment));
    html! {
        <li key={comment.row}>
            <p class="said" dir="auto">{ for comment.parts.iter().enumerate().map(part) }</p>
            { for who }
        </li>
    }
}

fn more(found: &Rc<KeynessFound>, props: &CommentWordsProps) -> Html {
    let (saved, controller) = (found.clone(), props.controller.0.clone());
    let onclick =
        Callback::from(move |_: MouseEvent| controller.save_text(&saved.json, "application/json", "words.json"));
    let KeynessQuery { a, b, seed, .. } = &found.query;
    let seed = if *seed == 1 { String::new() } else { format!(" --seed {seed}") };
    let command = format!("{} --compare {} {}{seed}", props.command, quoted(a), quoted(b));
    html! {
        <div class="more">
            { table(found).folded() }
            <details class="fold">
                <summary>{ "The same on the command line" }<span class="hidden">{ ": words" }</span></summary>
                <code>{ command }</code>
            </details>
            <button type="button" class="quiet" {onclick}>{ "Download JSON" }<span class="hidden">{ ": words" }</span></button>
        </div>
    }
}

fn table(found: &KeynessFound) -> Table {
    let row = |term: &SheetTerm| {
        let way = if term.a >= term.b { &found.query.a } else { &found.query.b };
        let (a, b) = term.counts.clone();
        vec![term.term.clone(), a, b, term.apart.clone(), way.clone(), term.p.clone()]
    };
    Table {
        caption: "Words and pairs of words".to_owned(),
        heads: vec!["Word", "First group", "Second group", "Points apart (95 % range)", "More in", "p, adjusted"],
        rows: found.sheet.terms.iter().map(row).collect(),
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
