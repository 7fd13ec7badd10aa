//! One finding: a sentence, a drawing, the words around it, and the same numbers as a table.

use yew::prelude::*;

use super::table::Table;

/// What a card shows.
pub struct Card {
    /// Tells it from the others; the classes `card` and `at-NAME` place it.
    pub name: &'static str,
    /// What was asked, in few words.
    pub kicker: &'static str,
    /// The figure, large; nothing when there are too few answers.
    pub figure: Option<String>,
    /// The finding.
    pub title: String,
    /// The drawing; nothing when there is nothing to draw.
    pub chart: Option<Html>,
    /// What else there is to say.
    pub says: Vec<String>,
    /// The numbers.
    pub table: Table,
}

impl Card {
    /// The card.
    pub fn html(self) -> Html {
        let (title, says) = (format!("gw-{}-title", self.name), format!("gw-{}-says", self.name));
        let chart = |chart: &Html| {
            html! {
                <div class={classes!("chart", self.name)} role="img" aria-labelledby={title.clone()}
                    aria-describedby={says.clone()}>{ chart.clone() }</div>
            }
        };
        html! {
            <section class={classes!("card", "finding", format!("at-{}", self.name))} aria-labelledby={title.clone()}>
                <p class="kicker">{ self.kicker }</p>
                { for self.figure.iter().map(|figure| html! { <p class="figure" aria-hidden="true">{ figure }</p> }) }
                <h3 id={title.clone()}>{ &self.title }</h3>
                { for self.chart.iter().map(chart) }
                <div class="says" id={says.clone()}>{ for self.says.iter().map(|say| html! { <p>{ say }</p> }) }</div>
                { self.table.folded() }
            </section>
        }
    }
}
