//! What the comments say: the words that set those of two groups apart, each with its evidence.

mod chosen;
mod evidence;
mod more;
mod term_list;

use std::rc::Rc;

use goodword_core::facets::Facets;
use yew::prelude::*;

use super::choice::list;
use super::trend::SharedController;
use crate::reader::protocol::KeynessQuery;
use crate::reader::selection::Options;
use crate::results::groups;
use crate::results::keyness::{Keyness, KeynessFound};
use crate::results::state::SourceFacts;
use chosen::Chosen;
use evidence::evidence;
use more::more;
use term_list::{axis, line, listed, reach};

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
        <section class={classes!("card", "at-words", (!asked).then_some("unasked"))} aria-labelledby="gw-words-title" aria-busy={stale.then_some("true")}>
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
            { more(found, &props.command, &props.controller) }
        </>
    }
}
