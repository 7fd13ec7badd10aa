//! One finding: a sentence, a drawing, the words around it, and the same numbers as a table.

use std::rc::Rc;

use goodword_cards::chart::{file, size};
use goodword_cards::{Card, DrawFunction};
use yew::prelude::*;

use super::chart::Chart;
use super::table;
use crate::browser::picture;
use crate::results::controller::Controller;

/// The card alone.
pub fn html(card: Card, controller: &Rc<Controller>) -> Html {
    with(card, None, None, controller)
}

/// The card, with what is chosen of it and what can be added to it.
pub fn with(card: Card, choice: Option<Html>, further: Option<Html>, controller: &Rc<Controller>) -> Html {
    let title = format!("gw-{}-title", card.id);
    let save = card.chart.as_ref().map(|draw| save(draw, &card.title, &card.id, controller));
    let chart = card.chart.map(|draw| {
        let draw = Callback::from(move |width| draw(width));
        html! { <Chart name={card.name} labelled={title.clone()} {draw} /> }
    });
    let figure = card.figure.map(|figure| html! { <p class="figure" aria-hidden="true">{ figure }</p> });
    html! {
        <section class={classes!("card", format!("at-{}", card.name))} aria-labelledby={title.clone()}>
            <div class="top"><p class="kicker">{ card.kicker }</p>{ for choice }</div>
            { for figure }
            <h3 id={title}>{ card.title }</h3>
            { for chart }
            <div class="says">{ for card.says.iter().map(|say| html! { <p>{ say }</p> }) }</div>
            { for further }
            <div class="more">{ for card.table.as_ref().map(table::folded) }{ for save }</div>
        </section>
    }
}

/// The width of a drawing in a file.
const FILE: f64 = 720.0;

fn save(draw: &DrawFunction, title: &str, id: &str, controller: &Rc<Controller>) -> Html {
    let (draw, title, controller) = (draw.clone(), title.to_owned(), controller.clone());
    let (name, label) = (format!("{id}.svg"), format!(": {id}"));
    let png = {
        let (draw, title, name) = (draw.clone(), title.clone(), format!("{id}.png"));
        Callback::from(move |_: MouseEvent| {
            let drawing = draw(FILE);
            let (width, height) = size(&drawing);
            picture::png(&file(&drawing, &title), width, height, &name);
        })
    };
    let onclick = Callback::from(move |_: MouseEvent| {
        controller.save_text(&file(&draw(FILE), &title), "image/svg+xml", &name);
    });
    html! {
        <>
            <button type="button" class="quiet" {onclick}>{ "Save drawing" }<span class="hidden">{ &label }</span></button>
            <button type="button" class="quiet" onclick={png}>{ "as PNG" }<span class="hidden">{ label }</span></button>
        </>
    }
}
