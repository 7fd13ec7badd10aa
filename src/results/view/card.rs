//! One finding: a sentence, a drawing, the words around it, and the same numbers as a table.

use std::rc::Rc;

use yew::prelude::*;

use super::chart::Chart;
use super::table::Table;
use crate::browser::picture;
use crate::results::chart::{Drawing, file, size};
use crate::results::controller::Controller;

/// Draws in so many pixels.
pub type DrawFunction = Rc<dyn Fn(f64) -> Drawing>;

/// What a card shows.
pub struct Card {
    /// Tells it from the others; the class `at-NAME` places it.
    pub name: &'static str,
    /// Tells it from others of its name.
    pub id: String,
    /// What was asked, in few words.
    pub kicker: String,
    /// The figure, large; nothing when there are too few answers.
    pub figure: Option<String>,
    /// The finding.
    pub title: String,
    /// What is chosen of it.
    pub choice: Option<Html>,
    /// The drawing; nothing when there is nothing to draw.
    pub chart: Option<DrawFunction>,
    /// What else there is to say.
    pub says: Vec<String>,
    /// What can be added to it.
    pub further: Option<Html>,
    /// The numbers.
    pub table: Option<Table>,
}

impl Card {
    /// An empty card.
    pub fn new(name: &'static str, kicker: &str, title: String) -> Self {
        let kicker = kicker.to_owned();
        Self {
            name,
            id: name.to_owned(),
            kicker,
            figure: None,
            title,
            choice: None,
            chart: None,
            says: Vec::new(),
            further: None,
            table: None,
        }
    }

    /// The card.
    pub fn html(self, controller: &Rc<Controller>) -> Html {
        let title = format!("gw-{}-title", self.id);
        let save = self.chart.as_ref().map(|draw| save(draw, &self.title, &self.id, controller));
        let chart = self.chart.map(|draw| {
            let draw = Callback::from(move |width| draw(width));
            html! { <Chart name={self.name} labelled={title.clone()} {draw} /> }
        });
        let figure = self.figure.map(|figure| html! { <p class="figure" aria-hidden="true">{ figure }</p> });
        html! {
            <section class={classes!("card", format!("at-{}", self.name))} aria-labelledby={title.clone()}>
                <div class="top"><p class="kicker">{ self.kicker }</p>{ for self.choice }</div>
                { for figure }
                <h3 id={title}>{ self.title }</h3>
                { for chart }
                <div class="says">{ for self.says.iter().map(|say| html! { <p>{ say }</p> }) }</div>
                { for self.further }
                <div class="more">{ for self.table.map(|table| table.folded()) }{ for save }</div>
            </section>
        }
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
