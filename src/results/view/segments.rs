//! How the values of a segment stand beside each other.

use std::rc::Rc;

use goodword_cards::segments::usual;
use goodword_core::summary::SegmentFigures;
use goodword_core::words::segment as sentences;
use yew::prelude::*;

use super::card;
use super::choice::list;
use super::trend::SharedController;
use crate::results::state::{Figures, SourceFacts};

/// What the card is made from.
#[derive(Clone, PartialEq, Properties)]
pub struct SegmentsProps {
    /// Everything that was found.
    pub figures: Rc<Figures>,
    /// What can be chosen from, with what options are called.
    pub read: Rc<SourceFacts>,
    /// Saves the drawing.
    pub controller: SharedController,
}

/// The card, with the segment that is chosen in it.
#[component]
pub fn Segments(props: &SegmentsProps) -> Html {
    let summary = &props.figures.summary;
    let chosen = use_state_eq(|| None::<String>);
    let name = |figures: &SegmentFigures| figures.segment.to_string();
    let found = summary.segments.iter().find(|figures| Some(name(figures)) == *chosen);
    let Some(figures) = found.or_else(|| usual(summary)) else { return Html::default() };
    let lines =
        summary.segments.iter().map(|figures| (name(figures), format!("By {}", sentences::name(&figures.segment))));
    let choice = list("Segment", &lines.collect::<Vec<_>>(), &name(figures), false, {
        let chosen = chosen.clone();
        move |to| chosen.set(Some(to))
    });
    let card = goodword_cards::segments::segments(summary, figures, &props.read.facets.labels);
    card::with(card, Some(choice), None, &props.controller.0)
}
