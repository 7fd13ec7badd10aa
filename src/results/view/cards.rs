//! The cards, one after another: each takes up what is shown in a task of its own, so that the page is free in between.

use std::rc::Rc;

use goodword_core::words::compared::changes;
use yew::prelude::*;

use super::comments::Comments;
use super::follow_ups::Promises;
use super::segments::Segments;
use super::trend::{Desked, Trends};
use super::{asymmetry, comparison, empathy, histogram, nps, promise, questions, together, way};
use crate::edge::turn::Turn;
use crate::results::asked::Asked;
use crate::results::state::{Figures, Read, Shown};

/// In the order in which they are read.
const CARDS: [fn(&Drawn) -> Html; 11] = [
    |of| nps::nps(&of.figures.summary, of.change(0), &of.desk.0),
    |of| promise::promise(&of.figures.summary, of.change(1), &of.desk.0),
    |of| empathy::empathy(&of.figures.summary, of.change(2), &of.desk.0),
    |of| asymmetry::asymmetry(&of.figures.summary, &of.desk.0),
    |of| histogram::histogram(&of.figures.summary.recommend, &of.desk.0),
    |of| html! { <Trends figures={of.figures.clone()} desk={of.desk.clone()} /> },
    |of| comparison::comparison(&of.figures.summary, &of.read.facets, &of.asked, &of.desk.0),
    |of| together::together(&of.figures.summary, &of.desk.0),
    |of| html! { <Segments figures={of.figures.clone()} desk={of.desk.clone()} /> },
    |of| way::way(&of.figures.summary, &of.desk.0),
    |of| questions::questions(&of.figures.summary, &of.desk.0),
];

/// What a card is drawn from.
#[derive(Clone)]
struct Drawn {
    figures: Rc<Figures>,
    read: Rc<Read>,
    asked: Asked,
    desk: Desked,
}

impl PartialEq for Drawn {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.figures, &other.figures) && Rc::ptr_eq(&self.read, &other.read) && self.asked == other.asked
    }
}

impl Drawn {
    /// What has changed in a figure, where two times or two values are compared.
    fn change(&self, of: usize) -> Option<String> {
        changes(self.figures.summary.comparison.as_ref()?).into_iter().nth(of)?
    }
}

/// What the cards show.
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// What was found.
    pub shown: Shown,
    /// What is wanted of it.
    pub asked: Asked,
    /// Where the analyst's wishes go.
    pub desk: Desked,
}

impl Props {
    fn drawn(&self) -> Drawn {
        let Shown { figures, read, .. } = &self.shown;
        Drawn { figures: figures.clone(), read: read.clone(), asked: self.asked.clone(), desk: self.desk.clone() }
    }
}

/// All cards, and how far they have come.
pub struct Cards {
    /// What each card shows; those that have not had their first turn are missing.
    held: Vec<Drawn>,
    /// The card whose turn is next.
    next: usize,
    /// Until then.
    turn: Option<Turn>,
}

impl Cards {
    /// From here on it is the turn of this card, and of those behind it.
    fn go_on(&mut self, context: &Context<Self>, next: usize) {
        let link = context.link().clone();
        self.next = next;
        self.turn = (next < CARDS.len()).then(|| Turn::next(move || link.send_message(())));
    }
}

impl Component for Cards {
    type Message = ();
    type Properties = Props;

    fn create(context: &Context<Self>) -> Self {
        let mut cards = Self { held: Vec::new(), next: 0, turn: None };
        cards.go_on(context, 0);
        cards
    }

    fn changed(&mut self, context: &Context<Self>, old: &Props) -> bool {
        if old.drawn() != context.props().drawn() {
            self.go_on(context, 0);
        }
        true
    }

    /// A card shows what is shown now.
    fn update(&mut self, context: &Context<Self>, (): ()) -> bool {
        let drawn = context.props().drawn();
        match self.held.get_mut(self.next) {
            Some(held) => *held = drawn,
            None => self.held.push(drawn),
        }
        self.go_on(context, self.next + 1);
        true
    }

    fn view(&self, context: &Context<Self>) -> Html {
        let Props { shown, asked, desk } = context.props();
        let busy = shown.waiting.figures || self.turn.is_some();
        // What needs the responses themselves comes last.
        let rows = !shown.read.counted && self.held.len() == CARDS.len();
        let turns = self.held.iter().zip(CARDS).enumerate();
        let turns = turns.map(|(at, (of, draw))| html! { <Place key={at} of={of.clone()} {draw} /> });
        // Two lists: in one, those that come would take the places of those that are there.
        html! {
            <div class={classes!("grid", busy.then_some("stale"))} aria-busy={if busy { "true" } else { "false" }}>
                <>{ for turns }</>
                <>{ for rows.then(|| self::rows(shown, asked, desk)) }</>
            </div>
        }
    }
}

#[derive(Clone, Properties)]
struct PlaceProps {
    of: Drawn,
    draw: fn(&Drawn) -> Html,
}

impl PartialEq for PlaceProps {
    /// By its key, a place always holds the same card.
    fn eq(&self, other: &Self) -> bool {
        self.of == other.of
    }
}

/// One card, which is left alone while it shows what it has to.
#[component]
fn Place(props: &PlaceProps) -> Html {
    (props.draw)(&props.of)
}

fn rows(shown: &Shown, asked: &Asked, desk: &Desked) -> Html {
    html! {
        <>
            <Promises told={shown.follow_ups.clone()} waiting={shown.answering} asked={asked.options()}
                desk={desk.clone()} />
            <Comments comments={shown.comments.clone()} paper={shown.paper.clone()} waiting={shown.waiting.comments}
                total={shown.figures.summary.comments} asked={asked.options()} desk={desk.clone()} />
        </>
    }
}
