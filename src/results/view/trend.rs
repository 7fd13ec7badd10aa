//! How the score and the promises went over time.

use std::rc::Rc;

use goodword_cards::trend::{Marks, TrendMetric, points, usual};
use goodword_core::Summary;
use goodword_core::calendar::Unit;
use yew::prelude::*;

use super::card;
use super::choice::choice;
use super::trend_marks::marks;
use super::trend_metric::goal;
use crate::browser::local;
use crate::results::controller::Controller;
use crate::results::memory::Memory;

/// What the card is made from.
#[derive(Clone, PartialEq, Properties)]
pub struct TrendProps {
    /// Everything that was found.
    pub figures: Rc<crate::results::state::Figures>,
    /// Saves the drawing.
    pub controller: SharedController,
}

/// A controller, which is always the same one.
#[derive(Clone)]
pub struct SharedController(pub Rc<Controller>);

impl PartialEq for SharedController {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

/// The card, with what is chosen in it.
#[component]
pub fn Trends(props: &TrendProps) -> Html {
    let summary = &props.figures.summary;
    let unit = use_state_eq(|| None::<Unit>);
    let of = use_state_eq(|| TrendMetric::Nps);
    let shown = unit.unwrap_or_else(|| usual(summary));
    let Some(trend) = summary.trends.iter().find(|trend| trend.unit == shown) else { return Html::default() };
    let units = [
        (Unit::Day, "Days"),
        (Unit::Week, "Weeks"),
        (Unit::Month, "Months"),
        (Unit::Quarter, "Quarters"),
        (Unit::Year, "Years"),
    ];
    // One point is no line.
    let units: Vec<_> = units.into_iter().filter(|(unit, _)| *unit == shown || points(summary, *unit) > 1).collect();
    let units = choice("Cut into", &units, shown, {
        let unit = unit.clone();
        move |to| unit.set(Some(to))
    });
    let figures = choice(
        "Figure",
        &[(TrendMetric::Nps, "NPS"), (TrendMetric::Kept, "Promises kept"), (TrendMetric::Agree, "Felt understood")],
        *of,
        {
            let of = of.clone();
            move |to| of.set(to)
        },
    );
    let survey = survey(summary);
    let memory = use_state_eq(|| recalled(&survey));
    let remember = {
        let memory = memory.clone();
        Callback::from(move |to: Memory| {
            local::write(&Memory::name(&survey), &to.text());
            memory.set(to);
        })
    };
    let choices = html! { <div class="choices">{ figures }{ units }</div> };
    let marks = marks(&memory, *of, &remember);
    let added = Marks { goal: goal(*of, &memory), notes: memory.notes.clone() };
    let card = goodword_cards::trend::trend(summary, trend, *of, &added);
    card::with(card, Some(choices), Some(marks), &props.controller.0)
}

/// What was kept of a survey in this browser. It is read anew with each card: another one may have written.
pub fn recalled(survey: &str) -> Memory {
    local::read(&Memory::name(survey)).map(|text| Memory::read(&text)).unwrap_or_default()
}

/// What the survey is called under which that is kept.
pub fn survey(summary: &Summary) -> String {
    summary.surveys.keys().next().cloned().unwrap_or_default()
}
