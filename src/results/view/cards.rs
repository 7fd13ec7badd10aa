//! The cards, one after another: each takes up what is shown in a task of its own, so that the page is free in between.

use std::rc::Rc;

use goodword_cards::{Card, asymmetry, drivers, empathy, funnel, histogram, nps, promise, questions};
use goodword_core::Summary;
use goodword_core::summary::QuestionFigures;
use goodword_core::words::compared::changes;
use yew::prelude::*;

use super::comment_words::CommentWords;
use super::comments::Comments;
use super::crossing::Crossing;
use super::follow_ups::Promises;
use super::segments::Segments;
use super::trend::{SharedController, Trends};
use super::{card, comparison};
use crate::browser::next_task::NextTask;
use crate::reader::selection::Selection;
use crate::results::state::{Figures, Shown, SourceFacts};

/// In the order in which they are read.
const CARDS: [fn(&CardInputs) -> Html; 11] = [
    |of| of.html(nps::nps(&of.figures.summary, of.change(0))),
    |of| of.html(promise::promise(&of.figures.summary, of.change(1))),
    |of| of.html(empathy::empathy(&of.figures.summary, of.change(2))),
    |of| of.html(asymmetry::asymmetry(&of.figures.summary)),
    |of| of.html(histogram::histogram(&of.figures.summary.recommend)),
    |of| html! { <Trends figures={of.figures.clone()} controller={of.controller.clone()} /> },
    |of| comparison::comparison(&of.figures.summary, &of.read.facets, &of.selection, &of.controller.0),
    |of| of.html(drivers::together(&of.figures.summary)),
    |of| html! { <Segments figures={of.figures.clone()} read={of.read.clone()} controller={of.controller.clone()} /> },
    |of| of.html(funnel::way(&of.figures.summary)),
    |of| {
        let cards = questions::questions(&of.figures.summary, &of.read.facets.labels);
        html! { <>{ for cards.into_iter().map(|card| of.html(card)) }</> }
    },
];

/// What a card is drawn from.
#[derive(Clone)]
struct CardInputs {
    figures: Rc<Figures>,
    read: Rc<SourceFacts>,
    selection: Selection,
    controller: SharedController,
}

impl PartialEq for CardInputs {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.figures, &other.figures)
            && Rc::ptr_eq(&self.read, &other.read)
            && self.selection == other.selection
    }
}

impl CardInputs {
    fn html(&self, card: Card) -> Html {
        card::html(card, &self.controller.0)
    }

    /// What has changed in a figure, where two times or two values are compared.
    fn change(&self, of: usize) -> Option<String> {
        changes(self.figures.summary.comparison.as_ref()?).into_iter().nth(of)?.map(String::from)
    }
}

/// What the cards show.
#[derive(Clone, PartialEq, Properties)]
pub struct CardsProps {
    /// What was found.
    pub shown: Shown,
    /// What is wanted of it.
    pub selection: Selection,
    /// The commands that count the words of comments, and set two things beside each other, but for which.
    pub commands: [AttrValue; 2],
    /// Where the analyst's wishes go.
    pub controller: SharedController,
}

impl CardsProps {
    fn drawn(&self) -> CardInputs {
        let Shown { figures, read, .. } = &self.shown;
        CardInputs {
            figures: figures.clone(),
            read: read.clone(),
            selection: self.selection.clone(),
            controller: self.controller.clone(),
        }
    }
}

/// All cards, and how far they have come.
pub struct Cards {
    /// What each card shows; those that have not had their first turn are missing.
    held: Vec<CardInputs>,
    /// The card whose turn is next.
    next: usize,
    /// Until then.
    turn: Option<NextTask>,
}

impl Cards {
    /// From here on it is the turn of this card, and of those behind it.
    fn go_on(&mut self, context: &Context<Self>, next: usize) {
        let link = context.link().clone();
        self.next = next;
        self.turn = (next < CARDS.len()).then(|| NextTask::next(move || link.send_message(())));
    }
}

impl Component for Cards {
    type Message = ();
    type Properties = CardsProps;

    fn create(context: &Context<Self>) -> Self {
        let mut cards = Self { held: Vec::new(), next: 0, turn: None };
        cards.go_on(context, 0);
        cards
    }

    fn changed(&mut self, context: &Context<Self>, old: &CardsProps) -> bool {
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
        let CardsProps { shown, selection, controller, .. } = context.props();
        let busy = shown.waiting.figures || self.turn.is_some();
        // What needs the responses themselves comes last.
        let rows = !shown.read.counted && self.held.len() == CARDS.len();
        let commands = &context.props().commands;
        let turns = self.held.iter().zip(CARDS).enumerate();
        let turns = turns.map(|(at, (of, draw))| html! { <Place key={at} of={of.clone()} {draw} /> });
        // Two lists: in one, those that come would take the places of those that are there.
        html! {
            <div class={classes!("grid", busy.then_some("stale"))} aria-busy={if busy { "true" } else { "false" }}>
                <>{ for turns }</>
                <>{ for rows.then(|| self::rows(shown, selection, commands, controller)) }</>
            </div>
        }
    }
}

#[derive(Clone, Properties)]
struct PlaceProps {
    of: CardInputs,
    draw: fn(&CardInputs) -> Html,
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

/// The owner's own questions that were answered in words, by id and name.
fn texts(summary: &Summary) -> Vec<(String, String)> {
    // Few different texts look like the options of a choice.
    let is_text = |of: &&QuestionFigures| of.kind == "text" || (of.inferred && of.kind == "choice");
    let texts = summary.questions.iter().filter(is_text);
    texts.map(|of| (of.question.clone(), of.label.clone().unwrap_or_else(|| of.question.clone()))).collect()
}

fn rows(shown: &Shown, selection: &Selection, [words, cross]: &[AttrValue; 2], controller: &SharedController) -> Html {
    let counted = (shown.figures.summary.comments > 0).then(|| {
        html! {
            <CommentWords keyness={shown.keyness.clone()} read={shown.read.clone()} selection={selection.options()}
                command={words.clone()} controller={controller.clone()} />
        }
    });
    html! {
        <>
            <Crossing crossed={shown.crossed.clone()} read={shown.read.clone()} selection={selection.options()}
                command={cross.clone()} controller={controller.clone()} />
            { for counted }
            <Promises told={shown.follow_ups.clone()} waiting={shown.answering} selection={selection.options()} zone={shown.figures.summary.tz.clone()}
                controller={controller.clone()} />
            <Comments comments={shown.comments.clone()} paper={shown.paper.clone()} waiting={shown.waiting.comments} failed={shown.trouble.is_some()}
                total={shown.figures.summary.comments} questions={texts(&shown.figures.summary)} read={shown.read.clone()}
                zone={shown.figures.summary.tz.clone()} selection={selection.options()} controller={controller.clone()} />
        </>
    }
}
